"""What a cue, a day or an age means here: the rules a therapist can read. Pure, no clock, no database.

These rules choose what is shown and what needs a person's reason. They never decide whether a baby may be
massaged: people do.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from techniques.cues import CUES_BY_SLUG

STILL_SECONDS = 30  # hands stay still this long before "go on" is offered
SOURCE_STOPS = frozenset({"yawns", "tries-to-get-away", "cries"})  # the source note: done for the day


@dataclass(frozen=True)
class Answer:
    """What the pause page offers. "Stop for today" is always first, so it has no field."""

    red: bool  # show the red text large
    go_on: bool  # offer "go on" as second choice
    wait_seconds: int  # only after this many seconds of still hands


def answer_to(cues: Iterable[str], *, pauses_before: int, pause_first: bool) -> Answer:
    """Return what may be offered after these cues.

    cues: slugs from techniques.cues, possibly none; pauses_before: pauses earlier in this massage;
    pause_first: the therapist's setting for this baby. Raises KeyError for an unknown slug.
    Source: the mother's note of 2015, R20; the levels of docs/sources.md, clinical 3.2, which are convention.
    """
    seen = [CUES_BY_SLUG[slug] for slug in cues]
    red = any(cue.level == "red" for cue in seen)
    ends = {cue.slug for cue in seen if cue.level == "end"}
    usual = not ends and pauses_before == 0 and len(seen) < 2
    allowed = not ends - SOURCE_STOPS if pause_first else usual
    return Answer(red=red, go_on=allowed and not red, wait_seconds=STILL_SECONDS)


@dataclass(frozen=True)
class Amount:
    """One planned technique as the rules see it."""

    slug: str
    stroking: bool  # resting hands and preparations do not count
    seconds: int  # whole time, both sides
    precautions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Concern:
    """Something that needs a therapist's own words before a routine is assigned."""

    kind: str  # "minutes" | "strokes" | "precaution" | "guidance"
    about: str = ""  # technique and precaution, "sway:hips"; or the technique outside the unit's guidance, "sway"


def whole_seconds(passes: int, touches: int, seconds: int, sides: int) -> int:
    """Return the time of one planned technique in seconds: passes x touches x seconds a touch x sides (1-2)."""
    return passes * touches * seconds * sides


def is_young(stage_months: int | None, young_until_months: int) -> bool:
    """Say whether the rule for the youngest holds: before the due date, or under so many completed months.

    Source: the mother's note of 2015, R12; that it is read by corrected age is ours, the number a unit setting.
    """
    return stage_months is None or stage_months < young_until_months


def outside(from_weeks: int | None, until_weeks: int | None, postmenstrual_days: int) -> str:
    """Return "early" before a unit's guidance for a technique, "late" after it, "" inside; None is no end.

    Weeks are completed postmenstrual weeks: 34 begins at 34w0d, and until 40 ends with 39w6d. The
    weeks are the unit's own, signed by its lead.
    """
    if from_weeks is not None and postmenstrual_days < 7 * from_weeks:
        return "early"
    return "late" if until_weeks is not None and postmenstrual_days >= 7 * until_weeks else ""


def concerns(
    amounts: Iterable[Amount],
    ticked: Iterable[str],
    *,
    young: bool,
    minutes_limit: int,
    locked: Iterable[str] = (),
) -> list[Concern]:
    """Return what a therapist must answer in words before assigning: time, strokes, guidance, ticked precautions.

    minutes_limit: minutes that a routine for a young baby must stay under; locked: techniques outside the unit's
    guidance at this age. Source: the mother's note of 2015, R12; precautions: docs/sources.md, clinical 1.1. Nothing
    here blocks alone.
    """
    amounts = list(amounts)
    found = []
    if young and sum(amount.seconds for amount in amounts) >= 60 * minutes_limit:
        found.append(Concern("minutes"))
    if young and sum(amount.stroking for amount in amounts) > 1:
        found.append(Concern("strokes"))
    locked = set(locked)
    found += [Concern("guidance", amount.slug) for amount in amounts if amount.slug in locked]
    ticked = set(ticked)
    found += [
        Concern("precaution", f"{amount.slug}:{slug}")
        for amount in amounts
        for slug in sorted(amount.precautions & ticked)
    ]
    return found


def day_rests(outcomes: Iterable[str], times_a_day: int) -> bool:
    """Say whether Today rests for the whole family: after a stop on a cue, or when the day's number is done.

    outcomes: those of the baby's massages on the family's day.
    """
    outcomes = list(outcomes)
    return "stopped" in outcomes or outcomes.count("completed") >= times_a_day
