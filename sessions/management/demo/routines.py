"""The routines of the demo. Bo's was superseded twice, each time with words that the family reads."""

from datetime import timedelta

from sessions.babies.visits import Look, Visit
from sessions.plans.locks import locks
from sessions.plans.models import Plan
from sessions.policies.models import UnitPolicy
from sessions.safety import is_young
from techniques.models import Technique, Timing

MINUTES_AFTER_THE_VISIT = 10


def assign(room):
    _bo(room)
    _ada(room)
    _mira(room)
    _version(
        room.noor, room.tess, room.clock.at(6, "13:30"), {"resting-hands": "both"}, there="Sam",
        note="Still hands first. Noor feels you, and you learn to read Noor.",
    )  # fmt: skip
    _begin(room.noor, room.tess, room.clock.at(1, "15:20"), {"indian-milking": "both"})
    _version(
        room.leo, room.tom, room.clock.at(4, "14:30"), {"resting-hands": "both"}, there="Alma",
        note="Warm hands, and wait. Leo shows you when it is enough.",
    )  # fmt: skip
    Look.objects.create(baby=room.bo, by=room.tess, at=room.clock.at(2, "11:45"))
    Look.objects.create(baby=room.ada, by=room.tess, at=room.clock.at(2, "11:46"))
    Look.objects.create(baby=room.mira, by=room.tess, at=room.clock.at(12, "10:50"))


def _bo(room):
    clock = room.clock
    _version(
        room.bo, room.tess, clock.at(16, "11:00"), {"resting-hands": "left"}, there="Pat and Jo",
        note="We start with still hands, so that Bo gets to know your touch.",
    )  # fmt: skip
    _version(
        room.bo, room.tess, clock.at(9, "11:00"),
        {"resting-hands": "left", "indian-milking": "left", "toe-squeeze": "left"}, there="Pat",
        note="Bo likes your hands. Now one long stroke, and each little toe.",
        words={"strokes": "The toe roll is very short. Pat did both well at the cot."},
    )  # fmt: skip
    _version(
        room.bo, room.tess, clock.at(2, "11:20"), {"toe-squeeze": None}, there="Pat and Jo",
        note="The toe roll came out. Bo pulled his foot away two times.",
        words={"precaution": "The drip is in the right foot. The left leg only, with the nurse’s yes."},
    )  # fmt: skip


def _ada(room):
    clock = room.clock
    _version(
        room.ada, room.tess, clock.at(16, "11:20"), {"resting-hands": "right"}, there="Pat and Jo",
        note="Still hands on the right leg. The sensor stays on the left.",
        words={"precaution": "The sensor is on the left. The right foot is free."},
    )  # fmt: skip
    _version(
        room.ada, room.tess, clock.at(9, "11:30"), {"resting-hands": "right", "thumb-over-thumb": "right"}, there="Pat",
        note="Ada looks at you and stays calm. Now the thumb walk too.",
        words={"precaution": "The sensor is on the left. The right foot is free."},
    )  # fmt: skip


def _mira(room):
    clock = room.clock
    _version(
        room.mira, room.tess, clock.at(42, "09:30"), {"resting-hands": "both", "indian-milking": "both"},
        there="Hana", timing=Timing.AFTER_BATH,
        note="One long stroke is plenty for now. Watch what Mira likes.",
    )  # fmt: skip
    _version(
        room.mira, room.tess, clock.at(12, "10:30"),
        {"thumb-over-thumb": "both", "swedish-milking": "both", "bicycle": "both"},
        there="Hana and Dan", timing=Timing.AFTER_BATH, times_a_day=2, oil="Sunflower oil, tested",
        supervised=("bicycle",),
        note="Mira is bigger now and smiles at you. Three new ones, if she likes them.",
    )  # fmt: skip


def _version(baby, by, at, sides, *, there, note, words=None, supervised=(), **settings):
    """Assign the next version; words: by kind of concern."""
    draft = _begin(baby, by, at, sides, supervised)
    for name, value in ({"review_on": at.date() + timedelta(days=7)} | settings).items():
        setattr(draft, name, value)
    draft.save()
    shown = ", ".join(item.version.family_name for item in draft.planned.all())
    visit = Visit.objects.create(baby=baby, by=by, at=at, who_was_there=there, what_was_shown=shown)
    reasons = {concern: words[concern.kind] for concern in _concerns(draft, at)}
    draft.assign(by=by, now=at + timedelta(minutes=MINUTES_AFTER_THE_VISIT), note=note, visit=visit, reasons=reasons)


def _begin(baby, by, at, sides, supervised=()):
    """The next version as a draft. sides: technique -> leg if new, None if it came out."""
    draft = Plan.draft_for(baby, by, at)
    kept = {item.technique.slug: item for item in draft.planned.all()}
    for slug, side in sides.items():
        if side is None:
            kept[slug].delete()
        elif slug not in kept:
            item = draft.add(Technique.objects.get(slug=slug), side)
            item.supervised = slug in supervised
            item.save(update_fields=["supervised"])
    return draft


def _concerns(draft, at):
    baby = draft.baby
    policy = UnitPolicy.objects.for_unit(baby.unit)
    ages = baby.ages_on(at.date())
    young = is_young(ages.stage_months, policy.young_until_months)
    ticked = set(baby.precautions.filter(noted_at__lte=at).values_list("slug", flat=True))
    locked = locks(policy, ages.postmenstrual_days, at.date())
    return draft.concerns(ticked, young=young, minutes_limit=policy.minutes_limit, locked=locked)
