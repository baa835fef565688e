"""Where the weeks stand in numbers and bars: numbers into SVG attributes. No number is counted here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .charts import number
from .insights import FourWeeks

ROW, BAR = 26, 48  # the height of a row; the longest bar


@dataclass(frozen=True)
class Cell:
    """How often something happened in a week: its number, and a bar beside it."""

    times: int
    x: str
    y: str
    bar_x: str
    bar_y: str
    bar: str  # its length; the longest of the figure is BAR


@dataclass(frozen=True)
class ByWeek:
    figure: FourWeeks

    @property
    def heads(self):
        return [(start, _x(week)) for week, (start, _tally) in enumerate(self.figure.weeks)]

    @property
    def rows(self):
        """(words, where they stand, [Cell]) for what was offered in each week, and for how it went."""
        words = {"offered": _("Offered"), "completed": _("Completed"), "stopped": _("Stopped early")}
        words |= {"interrupted": _("Interrupted"), "not_ready": _("Not ready")}
        for nth, (outcome, label) in enumerate(words.items(), start=1):
            y = 20 + ROW * nth
            yield label, y, self._cells(outcome, y)

    def _cells(self, outcome, y):
        """A week in which nothing was offered is blank."""
        most = max(tally.offered for _start, tally in self.figure.weeks)
        return [
            Cell(times, number(x), number(y), number(x + 22), number(y - 10), number(BAR * times / most))
            for x, times in (
                (_x(week), getattr(tally, outcome))
                for week, (_start, tally) in enumerate(self.figure.weeks)
                if tally.offered
            )
        ]


def _x(week):
    return 112 + 78 * week
