"""The session log as days: what one page of it shows, gathered with a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, Subquery

from sessions.babies.models import Baby
from sessions.massages.corrections import Correction
from sessions.massages.models import Massage
from sessions.massages.resting import family_day
from sessions.plans.difference import difference
from sessions.plans.models import Plan, PlannedTechnique
from techniques.moods import MOODS_BY_SLUG

from .looking_back import LookingBack, gather, since

DAYS_A_PAGE = 14
NEWS = {"added", "taken"}
PLANNED = Prefetch("planned", PlannedTechnique.objects.select_related("version__technique"))


@dataclass
class Entry:
    """One massage as a row."""

    massage: Massage
    when: datetime  # on the wall where the massage was
    is_change = False

    @property
    def before(self):
        return MOODS_BY_SLUG.get(self.massage.mood_before)

    @property
    def after(self):
        return MOODS_BY_SLUG.get(self.massage.mood_after)

    @property
    def techniques(self):
        return ", ".join(dict.fromkeys(done.version.family_name for done in self.massage.done.all()))

    @property
    def is_whole(self):
        done, planned = self.massage.done.all(), self.massage.planned_count or 0
        techniques = {each.version_id for each in done}
        return len(techniques) > 1 and len(techniques) >= planned and all(each.whole for each in done)

    @property
    def signs(self):
        return ", ".join(dict.fromkeys(str(cue.cue) for cue in self.massage.cues.all()))

    @property
    def stopped_on(self):
        """The technique during which the last sign was seen, if that is known."""
        during = [cue.version.family_name for cue in self.massage.cues.all() if cue.version]
        return during[-1] if during else ""


@dataclass
class Change:
    """A new version of the routine on the timeline."""

    plan: Plan
    when: datetime
    words: list[str] = field(default_factory=list)  # what came in and what went out
    is_change = True


@dataclass
class Day:
    date: date
    is_today: bool = False
    is_this_year: bool = True
    rows: list = field(default_factory=list)  # entries and changes, newest first


@dataclass
class LogPage:
    days: list[Day]
    earlier: date | None  # where the next page begins
    massages: int  # that the family and the baby have had in all
    is_newest: bool
    therapist: str = ""
    looking_back: LookingBack | None = None  # on the newest page


def log_page(baby, now, before=None):
    """Return the days of the log that end before a date, or the newest ones."""
    zone = ZoneInfo(baby.unit.time_zone)
    end = before or family_day(zone.key, now) + timedelta(days=1)
    start = end - timedelta(days=DAYS_A_PAGE)
    reach = _reach(baby, start, zone)
    entries = [Entry(each, _wall(each.started_at, each.time_zone)) for each in _massages(baby, start, before)]
    routines = routines_since(baby, start if before else since(end), before, zone)
    changes = changes_since(routines, start, zone)
    today = family_day(entries[0].massage.time_zone if entries else zone.key, now)
    rows = {}
    for day, row in [(row.massage.family_day, row) for row in entries] + [(row.when.date(), row) for row in changes]:
        rows.setdefault(day, []).append(row)
    return LogPage(
        days=_days(rows, start, end, reach, today),
        earlier=_earlier(reach, start),
        massages=reach["had"] or 0,
        is_newest=before is None,
        therapist=changes[0].plan.assigned_by.name if changes and before is None else "",
        looking_back=None if before else LookingBack(baby, *gather(baby, end), routines, today),
    )


def _reach(baby, start, zone):
    """How far the log goes, and the one number it shows, in one query."""
    had = Q(error_at=None) & ~Q(outcome=Massage.Outcome.NOT_READY)
    midnight = _midnight(start, zone)
    massages, routines = Massage.objects.all(), Plan.objects.assigned()
    reach = Baby.objects.values(
        had=_one(massages.filter(had), Count("pk")),
        first=_one(massages, Min("family_day")),
        newest_earlier=_one(massages.filter(family_day__lt=start), Max("family_day")),
        first_routine=_one(routines, Min("assigned_at")),
        newest_earlier_routine=_one(routines.filter(assigned_at__lt=midnight), Max("assigned_at")),
    ).get(pk=baby.pk)
    for name, pick in (("first", min), ("newest_earlier", max)):
        moment = reach[f"{name}_routine"]
        reach[name] = pick(filter(None, [reach[name], moment and moment.astimezone(zone).date()]), default=None)
    return reach


def _one(rows, value):
    """One value over the rows of each baby."""
    each = rows.filter(baby=OuterRef("pk")).order_by().values("baby")
    return Subquery(each.annotate(value=value).values("value"))


def _massages(baby, start, before):
    planned = PlannedTechnique.objects.filter(plan=OuterRef("plan")).order_by().values("plan")
    window = Massage.objects.filter(baby=baby, family_day__gte=start)
    return (
        (window.filter(family_day__lt=before) if before else window)
        .newest_first()
        .with_all()
        .annotate(
            corrected=Exists(Correction.objects.filter(massage=OuterRef("pk"))),
            planned_count=Subquery(planned.annotate(count=Count("pk")).values("count")),
        )
    )


def routines_since(baby, start, before, zone):
    """The versions of these days and the one before them, newest first."""
    versions = Plan.objects.assigned().filter(baby=baby)
    older = versions.filter(assigned_at__lt=_midnight(start, zone)).values("number")[:1]
    shown = versions.filter(Q(assigned_at__gte=_midnight(start, zone)) | Q(number=Subquery(older)))
    if before:
        shown = shown.filter(assigned_at__lt=_midnight(before, zone))
    return list(shown.select_related("assigned_by").prefetch_related(PLANNED))


def changes_since(routines, start, zone):
    """New routines since this day, each beside the version before it."""
    beside = pairwise([*routines, None])
    changes = [(new, old, _wall(new.assigned_at, zone.key)) for new, old in beside]
    return [Change(new, when, _news(old, new)) for new, old, when in changes if when.date() >= start]


def _news(old, new):
    return [change.words for change in difference(old, new) if change.kind in NEWS]


def _days(rows, start, end, reach, today):
    """Every day from the newest to the oldest; a day without rows is its date."""
    if reach["first"] is None:
        return []
    newest = max([end - timedelta(days=1), *rows])
    oldest = max(start, min(reach["first"], newest))
    count = (newest - oldest).days + 1
    days = [newest - timedelta(days=back) for back in range(count)]
    latest_first = {day: sorted(rows.get(day, []), key=lambda row: row.when, reverse=True) for day in days}
    return [Day(day, day == today, day.year == today.year, latest_first[day]) for day in days]


def _earlier(reach, start):
    """Where the next page begins; weeks with nothing in them are passed over."""
    newest = reach["newest_earlier"]
    if newest is None:
        return None
    return start if newest >= start - timedelta(days=DAYS_A_PAGE) else newest + timedelta(days=1)


def _wall(moment, zone):
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _midnight(day, zone):
    return datetime.combine(day, time.min, zone)
