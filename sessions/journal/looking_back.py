"""The three figures of looking back for one baby, from one query of a bounded window."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Q, Value
from django.utils.translation import gettext as _

from sessions.massages.models import Massage, MassageCue, TechniqueDone
from techniques.cues import CUES_BY_SLUG
from techniques.moods import MOODS, MOODS_BY_SLUG

from . import charts
from .by_week import ByWeek
from .insights import DAYS, LAST, WHOLE, BeforeAfter, FourWeeks, Row, Showed, last_done

FACTS = (
    "pk", "family_day", "started_at", "time_zone", "outcome", "mood_before", "mood_after", "signs", "received_at",
    "giver_name", "giver__name", "is_timed",
)  # fmt: skip
TECHNIQUE = ("version__technique__slug", "version__technique__order", "version__family_name")
NO_TECHNIQUE = (Value(""), Value(0), Value(""))


def since(today: date) -> date:
    """The first day that is fetched: one more than is shown, for a family whose clock is elsewhere."""
    return today - timedelta(days=DAYS)


def gather(baby, today: date, received_after=None) -> tuple[list[Row], dict[str, tuple[int, str]]]:
    """Fetch what counts of four weeks and of the last 40, in one query: massages, what was done, what was seen.

    received_after: massages since then come along without their techniques, however old they are. Returns the rows,
    newest first, and the techniques: {slug: (order in the library, name for families)}.
    """
    counted = Massage.objects.counted().filter(baby=baby)
    last = counted.exclude(outcome=Massage.Outcome.NOT_READY).newest_first().values("pk")[:LAST]
    window = Q(family_day__gte=since(today)) | Q(pk__in=last)
    return _fetch(counted, window, window | Q(received_at__gt=received_after) if received_after else window)


def gather_since(baby, first: date) -> tuple[list[Row], dict[str, tuple[int, str]]]:
    """Fetch what counts since a day, in one query; returned as by `gather`."""
    window = Q(family_day__gte=first)
    return _fetch(Massage.objects.counted().filter(baby=baby), window, window)


def _fetch(counted, window, wanted):
    """wanted: massages; window: those that come along with what was done and seen."""
    within, inside = counted.filter(window).order_by(), [f"massage__{name}" for name in FACTS]
    done = TechniqueDone.objects.filter(massage__in=within).order_by()
    cues = MassageCue.objects.filter(massage__in=within).order_by()
    found = counted.filter(wanted).order_by().values_list(*FACTS, *NO_TECHNIQUE, Value("")).union(
        done.values_list(*inside, *TECHNIQUE, Value("")), cues.values_list(*inside, *TECHNIQUE, "slug"), all=True
    )  # fmt: skip
    return _rows(found)


def _rows(found):
    rows: dict = {}
    names: dict = {}
    for key, day, at, zone, outcome, before, after, signs, received, who, giver, timed, *seen in found:
        technique, order, name, cue = seen
        row = rows.setdefault(key, Row(key, day, at, zone, Massage.Outcome(outcome), before, after, signs, received))
        row.who, row.is_timed = who or giver or "", timed
        if technique:
            names[technique] = max(names.get(technique, (0, at, "")), (order, at, name))
        if cue:
            row.cues.append((technique or WHOLE, cue))
        elif technique:
            row.done.add(technique)
    newest_first = sorted(rows.values(), key=lambda row: (row.day, row.at, row.key), reverse=True)
    return newest_first, {slug: (order, name) for slug, (order, _at, name) in names.items()}


@dataclass
class LookingBack:
    """rows, techniques: from gather. routines: versions the family had, newest first, the newest with techniques."""

    baby: object
    rows: list[Row]
    techniques: dict[str, tuple[int, str]]
    routines: Iterable
    today: date

    def __post_init__(self):
        self.today = max([self.today, *(row.day for row in self.rows[:1])])
        self.massages = last_done(self.rows)
        self.faces = BeforeAfter.of(self.massages)
        self.names = {slug: name for slug, (_order, name) in self.techniques.items()}
        planned = [item.version for item in self.routines[0].planned.all()] if self.routines else []
        self.names |= {version.technique.slug: version.family_name for version in planned}
        others = sorted(self.techniques, key=self.techniques.get)
        order = dict.fromkeys([*(version.technique.slug for version in planned), *others])
        self.weeks = FourWeeks.of(self.rows, order, self.today)
        self.by_week = ByWeek(self.weeks)
        self.showed = [each for each in (Showed.of(self.massages, slug) for slug in (WHOLE, *order)) if each.times]

    def __bool__(self):
        return bool(self.massages or self.weeks.days)

    @property
    def is_full(self) -> bool:
        """There may be older massages that do not stand here."""
        return len(self.massages) == LAST

    def name(self, technique: str) -> str:
        return self.names[technique] if technique else _("The whole massage")

    # before and after

    @property
    def face_rows(self):
        for mood in MOODS:
            y = charts.FACE_ROWS[mood.slug]
            label = charts.two_lines(str(mood.words), y, width=9)
            yield {"icon": mood.icon, "top": y - 18, "y": y + 5, "label": label, "times": self.faces.ending(mood.slug)}

    @property
    def threads(self):
        return charts.threads(self.faces)

    @property
    def pairs(self):
        return [(MOODS_BY_SLUG[one], MOODS_BY_SLUG[two], times) for (one, two), times in self.faces.pairs.items()]

    # what the baby showed

    @cached_property
    def showed_lines(self):
        lines = enumerate(self.showed)
        return [(charts.showed_line(each, self.name(each.technique), nth), each) for nth, each in lines]

    @property
    def showed_height(self):
        return 40 * len(self.showed)

    @property
    def has_unasked(self):
        return any(each.not_asked for each in self.showed)

    @property
    def is_cut(self):
        return any(each.times > charts.MARKS_KEPT for each in self.showed)

    @property
    def signs(self):
        """(name, figure, [(cue, massages)]) for the table."""
        return [
            (self.name(each.technique), each, [(CUES_BY_SLUG[cue], times) for cue, times in each.signs])
            for each in self.showed
        ]

    # four weeks

    @cached_property
    def weeks_lines(self):
        by = {WHOLE: self.weeks.days} | {slug: days for slug, days in self.weeks.by_technique.items() if days}
        lines = enumerate(by.items())
        return [charts.weeks_line(self.weeks, days, self.name(slug), nth) for nth, (slug, days) in lines]

    @property
    def has_unasked_days(self):
        return any(mark.kind == "unasked" for line in self.weeks_lines for mark in line.marks)

    @property
    def weeks_bottom(self):
        return 20 + charts.ROW * len(self.weeks_lines)

    @property
    def weeks_label(self):
        return self.weeks_bottom + 15

    @property
    def weeks_height(self):
        return self.weeks_bottom + (22 if self.new_days else 2)

    @property
    def week_strokes(self):
        return charts.week_strokes(self.weeks)

    @cached_property
    def new_days(self) -> set[date]:
        zone = ZoneInfo(self.baby.unit.time_zone)
        days = {plan.assigned_at.astimezone(zone).date() for plan in self.routines}
        return {day for day in days if self.weeks.first <= day <= self.today}

    @property
    def new_strokes(self):
        return charts.new_strokes(self.weeks, self.new_days)

    @property
    def day_rows(self):
        """(day, tally, is a new routine, [(name, tally)]) for each day with something, newest first."""
        for day in sorted({*self.weeks.days, *self.new_days}, reverse=True):
            done = [(self.name(slug), days[day]) for slug, days in self.weeks.by_technique.items() if day in days]
            yield day, self.weeks.days.get(day), day in self.new_days, done
