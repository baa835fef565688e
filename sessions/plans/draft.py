"""The draft on the workbench: opened by the first change, and always on legs that are free."""

from django.http import Http404

from sessions.babies.legs import Legs
from techniques.models import Side, Technique

from .models import Plan, PlannedTechnique


def fitting_side(item: PlannedTechnique, legs: Legs) -> str | None:
    """Return the side this technique may use now: its own, the other leg, or None when no leg is free for it."""
    if item.technique.region == Technique.Region.HANDS:
        return item.side
    return legs.side_for(item.side, at_once=item.technique.uses_both_legs)


def open_draft(baby, by, now, legs: Legs | None = None) -> Plan:
    """The baby's draft, begun now if there is none; rows on a leg off limits go to the free one."""
    draft = Plan.draft_for(baby, by, now)
    legs = legs or Legs.of(baby)
    for item in draft.planned.select_related("version__technique"):
        side = fitting_side(item, legs)
        if side and side != item.side:
            item.side = side
            item.save(update_fields=["side"])
    return draft


def row_of(draft: Plan, pk: int) -> PlannedTechnique:
    """The row of the draft that a person means who saw this row, there or in the version in force before it."""
    rows = PlannedTechnique.objects.select_related("version__technique", "plan")
    seen = rows.filter(pk=pk, plan__baby=draft.baby_id).first()
    if seen and seen.plan_id != draft.pk:
        seen = rows.filter(plan=draft, version__technique=seen.version.technique_id).first()
    if seen is None:
        raise Http404
    return seen


def put(draft: Plan, technique: Technique, legs: Legs, before: PlannedTechnique | None = None) -> PlannedTechnique:
    """Add a technique, at the end or before another row; one that is there already only moves."""
    item = draft.planned.filter(version__technique=technique).first()
    if item is None:
        item = draft.add(technique, legs.side_for(Side.BOTH, at_once=False) or Side.LEFT)
    if before:
        order = [each.pk for each in draft.planned.all()]
        draft.move(item, order.index(before.pk) - order.index(item.pk))
    return item
