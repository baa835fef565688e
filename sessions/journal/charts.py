"""Where everything lies in the three figures: numbers into SVG attributes. No number is counted here."""

from dataclasses import dataclass
from datetime import date, timedelta

from .insights import DAYS, FACES, BeforeAfter, FourWeeks, Showed, Tally

NAME_WIDTH = 16  # letters in a line of a technique's name, beside its marks
FACE_ROWS = dict(zip(FACES, range(30, 300, 54), strict=False))  # face -> the middle of its row
BUNDLE = 40  # at most so high is a bundle of threads at one face; the next face is 54 away
MARKS_KEPT = 15
LABEL_ROOM = 84  # a label "new routine" takes so much


def number(value: float) -> str:
    """As SVG wants it, whatever the reader's language does to decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Text:
    """One line of a label."""

    y: str
    words: str


def two_lines(words: str, middle: float, width: int = NAME_WIDTH, leading: float = 16) -> list[Text]:
    """Break words into at most two lines around a middle; what is too long for both ends in an ellipsis."""
    lines = [""]
    for word in [words] if len(words) <= width else words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], lines[1][: width - 1] + "…"]
    top = middle + 5 - leading * (len(lines) - 1) / 2
    return [Text(number(top + leading * nth), line) for nth, line in enumerate(lines)]


@dataclass(frozen=True)
class Thread:
    """One massage: a curve from the face before to the face after."""

    before: str
    after: str
    start: float
    end: float
    width: str

    @property
    def path(self) -> str:
        start, end = number(self.start), number(self.end)
        return f"M118 {start}C200 {start} 216 {end} 300 {end}"


def threads(figure: BeforeAfter) -> list[Thread]:
    """Return one thread per massage, in the order of the faces, so that a bundle does not cross itself."""
    each = [pair for pair, times in figure.pairs.items() for _ in range(times)]
    starts, left = _bundles(each, 0)
    ends, right = _bundles(each, 1)
    gap = {pair: min(left[pair[0]], right[pair[1]]) for pair in each}
    return [
        Thread(*pair, start, end, number(min(2.2, gap[pair] * 0.7)))
        for pair, start, end in zip(each, starts, ends, strict=True)
    ]


def _bundles(pairs, side):
    """The height of each thread at this side, and how far apart they lie at each face."""
    counts = {face: sum(pair[side] == face for pair in pairs) for face in FACES}
    gaps = {face: min(4, BUNDLE / max(count - 1, 1)) for face, count in counts.items()}
    heights = [0.0] * len(pairs)
    taken = dict.fromkeys(FACES, 0)
    for nth in sorted(range(len(pairs)), key=lambda nth: (FACES.index(pairs[nth][1 - side]), nth)):
        face = pairs[nth][side]
        heights[nth] = FACE_ROWS[face] + (taken[face] - (counts[face] - 1) / 2) * gaps[face]
        taken[face] += 1
    return heights, gaps


@dataclass(frozen=True)
class Mark:
    """kind: done, cue, unasked (done, nobody was asked for signs) or ring (offered, not ready)."""

    kind: str
    x: str
    y: str


@dataclass(frozen=True)
class Line:
    """One technique of a figure, or the whole massage."""

    name: str
    label: list[Text]
    count_y: str
    marks: list[Mark]
    below: str  # where the hairline under it lies


def showed_line(figure: Showed, name: str, nth: int) -> Line:
    """nth: from 0. The newest marks are kept, oldest first."""
    y = 16 + 40 * nth
    kept = figure.rows[-MARKS_KEPT:]
    kinds = ["cue" if row.seen(figure.technique) else "done" if row.was_asked else "unasked" for row in kept]
    marks = [Mark(kind, number(152 + 17.5 * at), number(y)) for at, kind in enumerate(kinds)]
    return Line(name, two_lines(name, y), number(y + 5), marks, number(y + 20))


def day_x(nth: int) -> float:
    """The middle of a day's column. nth: 0 to 27."""
    return 120 + 15.5 * nth + 4 * (nth // 7)


ROW = 36  # two lines of a name and some air


def weeks_line(figure: FourWeeks, days: dict, name: str, nth: int) -> Line:
    """days: those of the figure, of the whole massage or of one technique."""
    y = 38 + ROW * nth
    marks = [Mark(_kind(tally), number(day_x((day - figure.first).days)), number(y)) for day, tally in days.items()]
    return Line(name, two_lines(name, y, leading=15), number(y + 5), marks, number(y + ROW / 2))


def _kind(tally: Tally) -> str:
    if not tally.done:
        return "ring"
    return "cue" if tally.with_sign else "done" if tally.asked else "unasked"


@dataclass(frozen=True)
class Stroke:
    """A line from top to bottom at a week's start or at a new routine. label: where its words stand, if they do."""

    day: date
    x: str
    label: str = ""


def week_strokes(figure: FourWeeks) -> list[Stroke]:
    starts = ((start, day_x(7 * week)) for week, (start, _) in enumerate(figure.weeks))
    return [Stroke(start, number(x - 10), number(x - 2)) for start, x in starts]


def new_strokes(figure: FourWeeks, days: set[date]) -> list[Stroke]:
    """A line before each day with a new routine; the newest are labelled, as many as have room."""
    strokes, free = [], 560.0 + LABEL_ROOM
    for nth in reversed(range(DAYS)):
        day = figure.first + timedelta(days=nth)
        if day in days:
            x = day_x(nth) - 9
            middle = min(x, 560 - LABEL_ROOM / 2)
            has_room = middle <= free - LABEL_ROOM
            strokes.append(Stroke(day, number(x), number(middle) if has_room else ""))
            free = middle if has_room else free
    return strokes
