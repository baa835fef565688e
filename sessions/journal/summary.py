"""What stands about one baby on one page, for a round on the ward or for a family on its way to a visit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from sessions.babies.identity import Identity
from sessions.babies.models import Baby
from sessions.plans.reasons import kept_with
from sessions.plans.words import family_amount
from techniques.cues import CUES_BY_SLUG
from techniques.moods import MOODS_BY_SLUG

from .days import changes_since, routines_since
from .insights import WHOLE, Row, Showed, last_done
from .looking_back import gather_since
from .notes import notes_of

HOW_IT_WENT = {
    "completed": _("To the end"),
    "stopped": _("Stopped early"),
    "interrupted": _("Something came between"),
    "not_ready": _("Not ready"),
}
VISIT, WEEKS = "visit", {"2": 2, "4": 4}
USUAL = "4"
MOST = {  # what a browser prints of each list; the screen has all of it
    "planned": 8, "changes": 3, "reasons": 4, "visits": 2, "questions": 4, "shown": 8, "signs": 9, "lines": 12,
    "letters": 1000,
}  # fmt: skip
ON_SCREEN = 100  # massages, one by one; the log has them all
BEHIND = 40  # massages with a sign, below the table of signs
LESS = (  # what a PDF tries, until it takes one side
    MOST | {"letters": 300},
    {"planned": 6, "changes": 2, "reasons": 2, "visits": 1, "questions": 3, "shown": 6, "signs": 7, "lines": 8,
     "letters": 140},
    {"planned": 5, "changes": 1, "reasons": 1, "visits": 1, "questions": 2, "shown": 4, "signs": 5, "lines": 5,
     "letters": 90},
)  # fmt: skip


@dataclass
class Line:
    """One massage as a line of the table."""

    row: Row

    @property
    def when(self):
        return date_format(self.row.when, "j M, H:i") if self.row.is_timed else date_format(self.row.day, "j M")

    @property
    def how(self):
        return HOW_IT_WENT[self.row.outcome]

    @property
    def before(self):
        return MOODS_BY_SLUG.get(self.row.before)

    @property
    def after(self):
        return MOODS_BY_SLUG.get(self.row.after)

    @property
    def signs(self):
        return ", ".join(str(CUES_BY_SLUG[slug].words) for slug in self.row.seen())


def lines_of(rows):
    return [Line(row) for row in rows]


@dataclass
class Summary:
    """person: whose own questions and demonstrations a family reads; None for staff, who read everybody's."""

    baby: Baby
    now: datetime
    zone: ZoneInfo  # of the reader
    period: str
    person: int | None
    most = MOST

    def __post_init__(self):
        self.today = self.now.astimezone(self.zone).date()
        self.identity = Identity.of(self.baby, self.now)
        notes = notes_of(self.baby)
        self.hold = next(iter(notes["hold"]), None)
        self.questions, self.shown = self._own(notes["question"]), self._own(notes["shown"])
        self.visited = notes["visit"][0].at.astimezone(self.zone).date() if notes["visit"] else None
        self.visits = [] if self.person else notes["visit"]
        self.first = self._first()
        unit_zone = ZoneInfo(self.baby.unit.time_zone)
        routines = routines_since(self.baby, self.first, None, unit_zone)
        self.changes = changes_since(routines, self.first, unit_zone)
        self.routine = routines[0] if routines else None
        self.reasons = [] if self.person else kept_with(routines)
        self.rows, self.names = gather_since(self.baby, self.first)

    def _own(self, rows):
        return [row for row in rows if self.person in (None, row.person)]

    def _first(self) -> date:
        if self.period == VISIT and self.visited:
            return self.visited
        self.period = self.period if self.period in WEEKS else USUAL
        return self.today - timedelta(days=7 * WEEKS[self.period] - 1)

    @property
    def periods(self):
        """(name in the address, words, chosen)"""
        words = {VISIT: _("Since the last visit"), "2": _("2 weeks"), "4": _("4 weeks")}
        return [(each, words[each], each == self.period) for each in words if each != VISIT or self.visited]

    @property
    def last(self):
        """A family whose clock is ahead may have written for tomorrow."""
        return max([self.today, *(row.day for row in self.rows[:1])])

    @cached_property
    def lines(self):
        return lines_of(self.rows[:ON_SCREEN])

    @property
    def given(self):
        return sum(row.is_done for row in self.rows)

    @property
    def counts(self):
        """(words, how often) of what there was; what was not, is not named."""
        times = Counter(row.outcome for row in self.rows)
        return [(words, times[outcome]) for outcome, words in HOW_IT_WENT.items() if times[outcome]]

    @property
    def planned(self):
        """(name, amount) of the routine as it is now."""
        items = self.routine.planned.all() if self.routine else ()
        return [(item.version.family_name, family_amount(item)) for item in items]

    @cached_property
    def signs(self):
        """(name of the technique or nothing, figure, [(cue, massages)], lines behind it): the whole, then each."""
        done = last_done(self.rows, most=len(self.rows) or 1)
        planned = [item.version.technique.slug for item in self.routine.planned.all()] if self.routine else []
        order = dict.fromkeys(
            [*(slug for slug in planned if slug in self.names), *sorted(self.names, key=self.names.get)]
        )
        figures = [Showed.of(done, slug) for slug in (WHOLE, *order)]
        return [
            (
                self.names[each.technique][1] if each.technique else "",
                each,
                self._cues(each),
                lines_of(each.behind[:BEHIND]),
            )
            for each in figures
            if each.times
        ]

    def _cues(self, figure):
        return [(CUES_BY_SLUG[slug].words, times) for slug, times in figure.signs]
