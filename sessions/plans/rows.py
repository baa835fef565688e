"""The pieces on the workbench: a planned technique with its steppers, a technique on the shelf."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sessions.policies.models import UnitPolicy
from techniques.models import Step, Technique, TechniqueVersion
from techniques.precautions import Precaution

from .models import PlannedTechnique
from .words import amount_words, passes_words, picture_side, time_words

USUAL_PASSES = TechniqueVersion._meta.get_field("passes_limit").default
LONGEST = 120  # seconds for one touch


def most_passes(version: TechniqueVersion, policy: UnitPolicy) -> int:
    """The unit's cap, unless the technique itself says another number (ten for the warming stroke)."""
    return policy.passes_cap if version.passes_limit == USUAL_PASSES else version.passes_limit


def taken_out(before, in_force) -> set[int]:
    """The techniques that the newest version no longer holds; both with their planned techniques."""
    if before is None or in_force is None:
        return set()
    had, has = ({item.version.technique_id for item in plan.planned.all()} for plan in (before, in_force))
    return had - has


@dataclass(frozen=True)
class Stepper:
    """A number with one button less and one button more."""

    name: str
    label: str
    words: str
    value: int
    most: int
    step: int = 1

    @property
    def less(self) -> int | None:
        return self.value - self.step if self.value > self.step else None

    @property
    def more(self) -> int | None:
        return self.value + self.step if self.value + self.step <= self.most else None


@dataclass(frozen=True)
class Row:
    """One planned technique on the workbench."""

    item: PlannedTechnique
    place: int
    is_last: bool
    side: str | None  # None: no leg is free for it
    switched: bool  # it was on a leg that is off limits now
    step: Step | None
    first: TechniqueVersion | None  # what should stand before it and does not
    marks: list[Precaution]
    sides: list[tuple[str, str]]
    most: int
    lock: str = ""  # outside the unit's guidance: from when, with the day
    cue: tuple[int, int] | None = None  # massages with a sign during it, of those asked about signs

    @property
    def picture_side(self) -> str:
        return picture_side(self.item.side)

    @property
    def chips(self) -> list[str]:
        return amount_words(self.item)

    @property
    def steppers(self) -> list[Stepper]:
        item, version = self.item, self.item.version
        if not item.seconds:
            return []
        pace = 5 if item.seconds >= 15 else 1
        each = Stepper("seconds", _("Seconds"), time_words(item.seconds), item.seconds, LONGEST, pace)
        if not item.technique.is_stroking:
            return [each]
        passes = passes_words(item.passes, version.counted_in)
        found = [Stepper("passes", _("How many"), passes, item.passes, self.most)]
        if version.touches > 1:
            found.append(Stepper("touches", _("Touches in each"), str(item.touches), item.touches, 20))
        return [*found, each]

    @property
    def may_go_faster(self) -> bool:
        return any(step.only_if_faster for step in self.item.version.steps.all())


@dataclass(frozen=True)
class ShelfItem:
    technique: Technique
    version: TechniqueVersion
    step: Step | None
    side: str  # of the picture: a leg that is free
    in_routine: bool
    marks: list[Precaution]
    lock: str = ""
    taken_out_at: datetime | None = None  # by the newest version

    @property
    def time(self) -> str:
        return time_words(self.version.passes * self.version.touches * self.version.seconds)
