"""The grid on the card: one box for each massage up to the day when the routine is looked at again, no further."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techniques.cues import CUE_TILES, Cue
from techniques.moods import MOODS, Mood

DAYS_WITHOUT_A_REVIEW = 7
MOST_BOXES = 21  # side by side on A4 they are still wide enough to write in
# What is written into a box is short: a letter for a mood, a number for a sign. No scale: the letters name drawings.
MOOD_LETTERS: tuple[tuple[str, Mood], ...] = tuple(zip("abcde", MOODS, strict=True))
SIGN_NUMBERS: tuple[tuple[int, Cue], ...] = tuple(
    enumerate((cue for cue in CUE_TILES if cue.icon and not cue.is_open and cue.level != "red"), start=1)
)
ROWS: tuple[str | Promise, ...] = (_("Tick or N"), _("Mood after"), _("Signs"), _("Who"))


@dataclass(frozen=True)
class TickGrid:
    days: list[date]
    times: int  # boxes for each day
    is_cut: bool  # the routine is valid for longer than the grid has room

    @classmethod
    def of(cls, *, today: date, review_on: date | None, times: int) -> "TickGrid":
        """Every day from today to the review; without a review a week. No day is left once the review is past."""
        last = review_on or today + timedelta(days=DAYS_WITHOUT_A_REVIEW - 1)
        wanted, room = max((last - today).days + 1, 0), MOST_BOXES // times
        days = [today + timedelta(days=nth) for nth in range(min(wanted, room))]
        return cls(days, times, wanted > room)

    @property
    def boxes(self) -> range:
        return range(len(self.days) * self.times)

    @property
    def rows(self):
        return ROWS
