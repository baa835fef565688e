"""What Today says about each baby of a family, in a fixed number of queries for one baby or four."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import OuterRef, Prefetch, Q, Subquery

from sessions import safety
from sessions.babies.models import Baby, LimbRestriction
from sessions.massages.meanwhile import with_meanwhile
from sessions.massages.models import Massage
from sessions.plans.models import Plan, PlannedTechnique
from techniques.models import Step, Technique
from techniques.moods import MOODS_BY_SLUG


@dataclass(frozen=True)
class Thumb:
    """The picture that stands for one technique, on a leg that it may touch today."""

    step: Step | None
    side: str
    name: str


@dataclass(frozen=True)
class Entry:
    """One massage in words: when, with whom, how."""

    massage: Massage
    days_ago: int

    @property
    def mood(self):
        return MOODS_BY_SLUG.get(self.massage.mood_after)


@dataclass
class Block:
    """One baby on the Today page."""

    baby: Baby
    day: date
    rests: bool
    plan: Plan | None = None
    off: dict[str, str] = field(default_factory=dict)  # leg -> why it is left alone
    entries: list[Entry] = field(default_factory=list)  # all of today, else the last one before
    ticket: str = ""  # lets "not ready today" wait on the device
    may_say_who_sees: bool = False
    key: uuid.UUID = field(default_factory=uuid.uuid4)  # for "not ready today" where no device makes one

    def __post_init__(self):
        planned = list(self.plan.planned.all()) if self.plan else []
        sides = {item: free_sides(item, self.off) for item in planned}
        hands = Technique.Region.HANDS
        can = [item for item in planned if sides[item] or item.technique.region == hands]
        self.items = [item for item in can if not item.is_closed]
        self.closed = [item.version.family_name for item in can if item.is_closed]  # until shown, only with staff
        self.left_out = [item.version.family_name for item in planned if item not in can]
        self.legs = frozenset().union(*(sides[item] for item in self.items))
        self.seconds = sum(_seconds(item, sides[item]) for item in self.items)
        self.thumbs = [self._thumb(item, sides[item]) for item in self.items]

    def _thumb(self, item, sides):
        side = "both" if item.technique.uses_both_legs else "left" if "left" in sides else "right"
        return Thumb(item.version.title_step(self.baby.place), side, item.version.family_name)

    @property
    def minutes(self) -> int:
        return max(1, round(self.seconds / 60))

    @property
    def today(self) -> list[Entry]:
        """Who had the baby today, for the top of the block; the time before stands below."""
        return [entry for entry in self.entries if entry.days_ago == 0]

    @property
    def earlier(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.days_ago != 0]

    @property
    def can_start(self) -> bool:
        """Something of the routine is left to do with the legs as they are now."""
        return bool(self.legs)

    @property
    def is_held(self) -> bool:
        """The care team asks to wait."""
        return bool(self.plan and self.plan.held_at)

    @property
    def is_ready(self) -> bool:
        return self.can_start and not self.rests and not self.is_held

    @property
    def leg(self) -> str:
        """ "left", "right" or "both": the legs that are touched today."""
        return "both" if len(self.legs) == 2 else next(iter(self.legs), "")

    @property
    def free_leg(self) -> str:
        """A leg for a picture of still hands, when there is no routine yet."""
        return next((leg for leg in ("left", "right") if leg not in self.off), "")

    @property
    def review_days(self) -> int | None:
        return (self.plan.review_on - self.day).days if self.plan and self.plan.review_on else None


def free_sides(item: PlannedTechnique, off: Iterable[str]) -> frozenset[str]:
    """Return the legs that a planned technique may touch. One that holds both at once rests when either is off."""
    off = frozenset(off)
    if item.technique.uses_both_legs and item.sides & off:
        return frozenset()
    return item.sides - off


def blocks_for(babies: list[Baby], day: date, person) -> list[Block]:
    """Return the blocks in the order of the babies: five queries, and fewer while nobody had a routine."""
    plans = _plans(babies, person)
    off = defaultdict(dict)
    for row in LimbRestriction.objects.active().filter(baby__in=babies):
        off[row.baby_id][row.limb] = row.reason
    entries = _entries(babies, day)
    return [
        Block(baby, day, _rests(plan, entries[baby.pk]), plan, off[baby.pk], entries[baby.pk])
        for baby, plan in ((baby, plans.get(baby.pk)) for baby in babies)
    ]


def born_together(babies: list[Baby]) -> list[list[Baby]]:
    """Return the twins and triplets among them, each birth as one list."""
    births = defaultdict(list)
    for baby in babies:
        if baby.birth_id:
            births[baby.birth_id].append(baby)
    return [born for born in births.values() if len(born) > 1]


def part_of_day(local: datetime) -> str:
    """Return how people call this hour: night, morning, afternoon or evening."""
    hour = local.hour
    return "night" if hour < 5 or hour >= 22 else "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def _plans(babies, person):
    planned = PlannedTechnique.objects.opened_for(person).select_related("plan", "version__technique")
    planned = planned.prefetch_related("version__steps")
    plans = Plan.objects.in_force().filter(baby__in=babies).with_hold().select_related("assigned_by")
    return {plan.baby_id: plan for plan in plans.prefetch_related(Prefetch("planned", planned))}


def _rests(plan, entries):
    """What resting.rests_today says, from the rows that stand here anyway."""
    outcomes = [each.massage.outcome for each in entries if each.days_ago == 0]
    return safety.day_rests(outcomes, plan.times_a_day if plan else 1)


def _entries(babies, day):
    """By baby: all massages of the day in order, or the newest one before it."""
    newest = Massage.objects.counted().filter(baby=OuterRef("baby")).newest_first().values("pk")[:1]
    rows = Massage.objects.counted().filter(baby__in=babies).filter(Q(family_day=day) | Q(pk=Subquery(newest)))
    entries = defaultdict(list)
    for row in with_meanwhile(rows).select_related("giver").order_by("started_at"):
        entries[row.baby_id].append(Entry(row, (day - row.family_day).days))
    return entries


def _seconds(item, sides):
    legs = 1 if item.technique.uses_both_legs else len(sides)
    return safety.whole_seconds(item.passes, item.touches, item.seconds, legs)
