"""Fill a draft from a template or from a twin's routine: on this baby's free legs, within the unit's limits."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sessions.babies.legs import Legs
from sessions.policies.models import UnitPolicy
from techniques.models import Side

from .draft import fitting_side
from .models import Plan, PlannedTechnique
from .planned import Dose
from .rows import most_passes

COPIED = ("touches", "seconds", "gentle", "faster", "supervised")


@transaction.atomic
def fill(draft: Plan, doses: Iterable[Dose], *, timing: str, times_a_day: int) -> list[str]:
    """Put these rows in the place of the draft's own. Returns sentences on whatever is different for this baby."""
    drafts = Plan.objects.select_for_update()  # two taps at once would both fill it
    draft = get_object_or_404(drafts, pk=draft.pk, status=Plan.Status.DRAFT)
    legs, policy = Legs.of(draft.baby), UnitPolicy.objects.for_unit(draft.baby.unit)
    before = {item.technique.pk: item.version for item in draft.planned.select_related("version__technique")}
    draft.planned.all().delete()
    draft.timing, draft.times_a_day = timing, times_a_day
    draft.save(update_fields=["timing", "times_a_day"])
    notes = defaultdict(list)
    for order, dose in enumerate(doses, start=1):
        before.pop(dose.technique.pk, None)
        version = dose.technique.current()
        side = fitting_side(dose, legs)
        if version is None or not dose.technique.is_assignable or not _is_taught_here(dose.technique, draft.baby):
            notes["unknown"].append(dose.technique.slug)
            continue
        _note(notes, dose, version, side, policy)
        if side:
            passes = min(dose.passes, most_passes(version, policy))
            kept = {name: getattr(dose, name) for name in COPIED} | {"passes": passes, "side": side}
            PlannedTechnique.objects.create(plan=draft, version=version, order=order, **kept)
    notes["taken"] = [version.family_name for version in before.values()]
    return _in_words(notes, draft.baby.first_name)


def _is_taught_here(technique, baby):
    """A unit's own technique stays in that unit, also when the twin is in another one."""
    return technique.owner_id in (None, baby.unit_id)


def _note(notes, dose, version, side, policy):
    """Write down by kind what is not as it was in the row that is copied."""
    name = version.family_name
    if side is None:
        notes["no leg"].append(name)
        return
    if side != dose.side:
        notes[side].append(name)
    if dose.passes > most_passes(version, policy):
        notes["fewer"].append(name)
    if getattr(dose, "version_id", version.pk) != version.pk:
        notes["newer"].append(name)


def _in_words(notes, name):
    sentences = {
        Side.RIGHT: _("Left leg is off limits for %(name)s. On the right leg now: %(techniques)s."),
        Side.LEFT: _("Right leg is off limits for %(name)s. On the left leg now: %(techniques)s."),
        "no leg": _("No leg of %(name)s is free for this, so it is left out: %(techniques)s."),
        "unknown": _("No longer in the library, so it is left out: %(techniques)s."),
        "fewer": _("Fewer times, as the unit’s limit says: %(techniques)s."),
        "newer": _("With the newest steps: %(techniques)s."),
        "taken": _("Taken out of %(name)s’s draft: %(techniques)s."),
    }
    return [
        words % {"name": name, "techniques": ", ".join(notes[kind])} for kind, words in sentences.items() if notes[kind]
    ]
