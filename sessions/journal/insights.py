"""Looking back: from massages as plain rows to the numbers of three figures. Nothing here asks the database.

What was entered in error is not among the rows. A sign is a stress or a red cue; "not asked" is not "none seen".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from techniques.cues import CUES_BY_SLUG, Kind
from techniques.moods import MOODS

LAST = 40  # massages behind the first two figures
DAYS = 28  # columns of the third
WHOLE = ""  # stands for the whole massage where a technique is asked for
FACES = tuple(mood.slug for mood in MOODS)


@dataclass
class Row:
    """One massage as plain facts. outcome, before, after, signs: as on Massage; "" where nothing was written."""

    key: UUID
    day: date  # the family's
    at: datetime
    zone: str
    outcome: str
    before: str
    after: str
    signs: str
    received_at: datetime
    who: str = ""
    is_timed: bool = True  # else `at` is where the day begins
    done: set[str] = field(default_factory=set)  # techniques
    cues: list[tuple[str, str]] = field(default_factory=list)  # (technique or "", cue)

    @property
    def when(self) -> datetime:
        """On the wall where the massage was."""
        return self.at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    @property
    def is_done(self) -> bool:
        return self.outcome != "not_ready"

    @property
    def was_asked(self) -> bool:
        return self.signs != "not_asked" or bool(self.seen())

    def has(self, technique: str) -> bool:
        """This technique was done, or a cue was seen during it."""
        return self.is_done and (technique in {WHOLE, *self.done} or any(at == technique for at, _ in self.cues))

    def seen(self, technique: str = WHOLE) -> list[str]:
        """The signs of this massage, or those during one technique; each once."""
        signs = (cue for at, cue in self.cues if technique in (WHOLE, at) and is_sign(cue))
        return list(dict.fromkeys(signs))


def is_sign(cue: str) -> bool:
    return cue in CUES_BY_SLUG and CUES_BY_SLUG[cue].kind != Kind.ENGAGEMENT


def last_done(rows: Iterable[Row], most: int = LAST) -> list[Row]:
    """Return the newest massages that were given, oldest first; those that were only offered are left out."""
    return sorted((row for row in rows if row.is_done), key=lambda row: (row.day, row.at, row.key))[-most:]


@dataclass(frozen=True)
class BeforeAfter:
    """How often which face before was followed by which face after."""

    massages: int  # looked at, with or without faces
    pairs: dict[tuple[str, str], int]  # (before, after) -> massages, in the order of the faces

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "BeforeAfter":
        """rows: last_done. A massage with one face only has no pair."""
        pairs = Counter((row.before, row.after) for row in rows if row.before in FACES and row.after in FACES)
        order = sorted(pairs, key=lambda pair: tuple(map(FACES.index, pair)))
        return cls(len(rows), {pair: pairs[pair] for pair in order})

    @property
    def both(self) -> int:
        return sum(self.pairs.values())

    def ending(self, face: str) -> int:
        return sum(times for (_, after), times in self.pairs.items() if after == face)


@dataclass(frozen=True)
class Showed:
    """What was seen during one technique, or during whole massages (WHOLE). rows: oldest first."""

    technique: str
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, rows: Sequence[Row], technique: str = WHOLE) -> "Showed":
        """rows: last_done."""
        return cls(technique, tuple(row for row in rows if row.has(technique)))

    @property
    def times(self) -> int:
        return len(self.rows)

    @cached_property
    def behind(self) -> list[Row]:
        """The massages with a sign, newest first."""
        return [row for row in reversed(self.rows) if row.seen(self.technique)]

    @property
    def with_sign(self) -> int:
        return len(self.behind)

    @property
    def asked(self) -> int:
        """Of how many massages it is known whether a sign was seen."""
        return sum(row.was_asked for row in self.rows)

    @property
    def not_asked(self) -> int:
        return self.times - self.asked

    @property
    def signs(self) -> list[tuple[str, int]]:
        """(cue, massages with it), the most frequent first."""
        return Counter(cue for row in self.rows for cue in row.seen(self.technique)).most_common()


@dataclass(frozen=True)
class Tally:
    """Massages of a day or a week: how each of them went, and in how many of those asked about a sign was seen."""

    outcomes: dict[str, int]
    asked: int
    with_sign: int

    @classmethod
    def of(cls, rows: Iterable[Row], technique: str = WHOLE) -> "Tally":
        """All that was offered; with a technique, only the massages in which it was done."""
        rows = [row for row in rows if technique == WHOLE or row.has(technique)]
        asked = [row for row in rows if row.is_done and row.was_asked]
        return cls(Counter(row.outcome for row in rows), len(asked), sum(bool(row.seen(technique)) for row in asked))

    @property
    def offered(self) -> int:
        return sum(self.outcomes.values())

    @property
    def done(self) -> int:
        return self.offered - self.not_ready

    @property
    def not_ready(self) -> int:
        return self.outcomes.get("not_ready", 0)

    @property
    def completed(self) -> int:
        return self.outcomes.get("completed", 0)

    @property
    def stopped(self) -> int:
        return self.outcomes.get("stopped", 0)

    @property
    def interrupted(self) -> int:
        return self.outcomes.get("interrupted", 0)


@dataclass(frozen=True)
class FourWeeks:
    """28 days, oldest first, the last of them today. Days with nothing are not in `days` and `by_technique`."""

    first: date
    days: dict[date, Tally]
    by_technique: dict[str, dict[date, Tally]]
    weeks: list[tuple[date, Tally]]  # each with its first day

    @classmethod
    def of(cls, rows: Iterable[Row], techniques: Iterable[str], today: date) -> "FourWeeks":
        """today: the family's; rows outside the 28 days are passed over."""
        first = today - timedelta(days=DAYS - 1)
        by_day: dict[date, list[Row]] = {}
        for row in sorted(rows, key=lambda row: row.day):
            if first <= row.day <= today:
                by_day.setdefault(row.day, []).append(row)
        starts = [first + timedelta(days=7 * week) for week in range(DAYS // 7)]
        each_week = [[row for day in by_day if 0 <= (day - start).days < 7 for row in by_day[day]] for start in starts]
        tallies = {each: {day: Tally.of(found, each) for day, found in by_day.items()} for each in techniques}
        return cls(
            first,
            {day: Tally.of(found) for day, found in by_day.items()},
            {each: {day: tally for day, tally in tallies[each].items() if tally.done} for each in tallies},
            [(start, Tally.of(found)) for start, found in zip(starts, each_week, strict=True)],
        )
