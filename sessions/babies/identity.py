"""Who is before us: the strip at the head of every staff page of a baby."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sessions.ages import Ages, weeks_and_days

from .legs import Legs
from .models import Baby


def unit_day(unit, now: datetime) -> date:
    """The date on the ward's wall."""
    return now.astimezone(ZoneInfo(unit.time_zone)).date()


@dataclass(frozen=True)
class Identity:
    """A baby with its ages on the unit's day and its legs: one query."""

    baby: Baby
    today: date
    ages: Ages
    legs: Legs

    @classmethod
    def of(cls, baby: Baby, now: datetime) -> "Identity":
        today = max(unit_day(baby.unit, now), baby.birth_date)
        return cls(baby, today, baby.ages_on(today), Legs.of(baby))

    @property
    def born_at(self) -> str:
        return weeks_and_days(self.baby.gestational_days)

    @property
    def is_single(self) -> bool:
        """Born alone: no twin to tell it from, so no mark."""
        return self.baby.birth_id is None

    @property
    def is_before_due(self) -> bool:
        return self.ages.corrected_days < 0
