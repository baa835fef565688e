"""A baby's ages from birth date and gestational age: pure functions on whole days.

Terms and formulas: American Academy of Pediatrics, "Age Terminology During the Perinatal Period" (Engle, 2004;
reaffirmed 2008 and 2021), called AAP below; docs/sources.md has its address.
"""

from dataclasses import dataclass
from datetime import date, timedelta

TERM_DAYS = 280  # 40w0d: the expected date of birth
EARLY_TERM_DAYS = 259  # 37w0d: from here on a baby's age is never corrected
SHORTEST_DAYS, LONGEST_DAYS = 154, 307  # 22w0d and 43w6d
STAGES = ((0, 2), (3, 6), (7, 11), (12, 18))  # completed months, from the source note


@dataclass(frozen=True)
class Ages:
    """The ages of one baby on one day. Days are whole days, months are completed calendar months."""

    chronological_days: int
    postmenstrual_days: int
    due_date: date
    corrected_days: int  # negative before the due date
    chronological_months: int
    corrected_months: int | None  # None before the due date
    stage_months: int | None  # the age that chooses the stage; None before the due date of a preterm baby
    stage: tuple[int, int] | None

    @property
    def postmenstrual(self) -> str:
        return weeks_and_days(self.postmenstrual_days)


def gestational_days(weeks: int, days: int) -> int:
    """Return gestational age at birth in days, from completed weeks (22-43) and extra days (0-6).

    Raises ValueError outside 22w0d-43w6d. The term: AAP; the limits are ours.
    """
    total = 7 * weeks + days
    if not 0 <= days <= 6 or not SHORTEST_DAYS <= total <= LONGEST_DAYS:
        raise ValueError("Gestational age must lie between 22 weeks 0 days and 43 weeks 6 days.")
    return total


def weeks_and_days(days: int) -> str:
    """Write days (0 or more) as completed weeks and days, never rounded up: 211 -> "30w1d".

    Raises ValueError for a negative number. Source: AAP.
    """
    if days < 0:
        raise ValueError("An age in weeks is never negative.")
    return f"{days // 7}w{days % 7}d"


def completed_months(start: date, on: date) -> int:
    """Return completed calendar months from start to on; a month is complete on the same day number.

    Where a month lacks that day, it completes on the first of the next one. Raises ValueError if on < start.
    """
    if on < start:
        raise ValueError("Months are counted forwards only.")
    return 12 * (on.year - start.year) + on.month - start.month - (on.day < start.day)


def due_date(birth_date: date, ga_days: int) -> date:
    """Return the expected date of birth: the day on which the baby is 40w0d. Source: AAP."""
    return birth_date + timedelta(days=TERM_DAYS - ga_days)


def stage_of(months: int) -> tuple[int, int] | None:
    """Return the source note's stage (first and last completed month) or None past 18 months."""
    return next((stage for stage in STAGES if stage[0] <= months <= stage[1]), None)


def ages_on(on: date, birth_date: date, ga_days: int, correction_limit_months: int = 24) -> Ages:
    """Return all ages of a baby on a day.

    on: the family's day; birth_date: not after on; ga_days: gestational age at birth in days, 154-307;
    correction_limit_months: from this chronological age on the stage is no longer corrected (unit setting).
    Raises ValueError for a birth in the future or a gestational age out of range. Source: AAP.
    """
    if on < birth_date:
        raise ValueError("The baby is not born on that day.")
    gestational_days(*divmod(ga_days, 7))
    chronological = (on - birth_date).days
    due = due_date(birth_date, ga_days)
    months = completed_months(birth_date, on)
    corrected_months = completed_months(due, on) if on >= due else None
    uncorrected = ga_days >= EARLY_TERM_DAYS or months >= correction_limit_months
    stage_months = months if uncorrected else corrected_months
    return Ages(
        chronological_days=chronological,
        postmenstrual_days=ga_days + chronological,
        due_date=due,
        corrected_days=(on - due).days,
        chronological_months=months,
        corrected_months=corrected_months,
        stage_months=stage_months,
        stage=None if stage_months is None else stage_of(stage_months),
    )
