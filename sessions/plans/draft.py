"""The draft on the workbench: opened by the first change, and always on legs that are free."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.babies.legs import Legs
from techniques.models import Side, Technique

from .models import Plan, PlannedTechnique

GONE = gettext_lazy("Somebody else changed this routine a moment ago. Look at it as it is now, then change it again.")


def fitting_side(item: PlannedTechnique, legs: Legs) -> str | None:
    """Return the side this technique may use now: its own, the other leg, or None when no leg is free for it."""
    if item.technique.region == Technique.Region.HANDS:
        return item.side
    return legs.side_for(item.side, at_once=item.technique.uses_both_legs)


def open_draft(baby, by, now) -> Plan:
    """The baby's draft, begun now if there is none; rows on a leg off limits go to the free one."""
    draft = Plan.draft_for(baby, by, now)
    _fit(draft, Legs.of(baby))
    return draft


def last_look(draft: Plan, legs: Legs) -> Plan:
    """The same draft before it is assigned, locked and on free legs. Raises ValidationError when it is none any more.

    Needs a transaction. Two taps on "Assign" then make one version, not two.
    """
    found = _hold(draft)
    if found is None:
        raise ValidationError(_("This version is already assigned. Start a new one."))
    _fit(found, legs)
    return found


def _hold(draft):
    """Nobody else changes it until the transaction ends. None: it was assigned or put away a moment ago."""
    return Plan.objects.select_for_update().filter(pk=draft.pk, status=Plan.Status.DRAFT).first()


def _fit(draft, legs):
    for item in draft.planned.select_related("version__technique"):
        side = fitting_side(item, legs)
        if side and side != item.side:
            item.side = side
            item.save(update_fields=["side"])


def row_of(draft: Plan, pk: int) -> PlannedTechnique:
    """The row of the draft that a person means who saw this row, there or in the version in force before it."""
    rows = PlannedTechnique.objects.select_related("version__technique", "plan")
    seen = rows.filter(pk=pk, plan__baby=draft.baby_id).first()
    if seen and seen.plan_id != draft.pk:
        seen = rows.filter(plan=draft, version__technique=seen.version.technique_id).first()
    if seen is None or not seen.plan.is_draft:  # assigned meanwhile, by another tap
        raise Http404
    return seen


@transaction.atomic
def put(draft: Plan, technique: Technique, legs: Legs, before: PlannedTechnique | None = None) -> PlannedTechnique:
    """Add a technique, at the end or before another row; one that is there already only moves."""
    if _hold(draft) is None:  # and two taps at once would both find nothing there
        raise ValidationError(GONE)
    item = draft.planned.filter(version__technique=technique).first()
    if item is None:
        item = draft.add(technique, legs.side_for(Side.BOTH, at_once=False) or Side.LEFT)
    order = list(draft.planned.all())
    if before in order:
        draft.move(item, order.index(before) - order.index(item))
    return item


@transaction.atomic
def keep_amount(draft: Plan, form) -> None:
    """Save what was set for a row. One that somebody took out meanwhile does not come back by it."""
    if _hold(draft) is None or not draft.planned.filter(pk=form.instance.pk).exists():
        raise ValidationError(GONE)
    form.save()


@transaction.atomic
def reorder(draft: Plan, row: PlannedTechnique, steps: int) -> None:
    if _hold(draft) is None:
        raise ValidationError(GONE)
    draft.move(row, steps)


@transaction.atomic
def take_out(draft: Plan, row: PlannedTechnique) -> None:
    if _hold(draft) is None:
        raise ValidationError(GONE)
    row.delete()


@transaction.atomic
def keep_settings(draft: Plan, form) -> None:
    """Save when, how often, with which oil. What somebody assigned or put away meanwhile is no draft again by it."""
    if _hold(draft) is None:
        raise ValidationError(GONE)
    form.save()
