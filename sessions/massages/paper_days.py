"""The days of a sheet of paper: which routine was in force on each, and what is written on it already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sessions.plans.models import Plan

from .models import Massage

DAYS = 14  # on one page; the paper has as many at most


@dataclass(frozen=True)
class Routines:
    """The versions that a family ever had, oldest first."""

    versions: list[Plan]
    zone: ZoneInfo

    @classmethod
    def of(cls, baby, zone: ZoneInfo) -> "Routines":
        return cls(list(Plan.objects.assigned().filter(baby=baby).order_by("number")), zone)

    def on(self, day: date) -> list[Plan]:
        """Those in force for any part of the day; more than one when the routine changed on it."""
        start, end = begin_of(day, self.zone), begin_of(day + timedelta(days=1), self.zone)
        return [plan for plan in self.versions if plan.assigned_at < end and _goes_on(plan, start)]

    def at(self, moment: datetime) -> Plan | None:
        there = (plan for plan in reversed(self.versions) if plan.assigned_at <= moment and _goes_on(plan, moment))
        return next(there, None)


def _goes_on(plan, moment):
    return plan.ended_at is None or plan.ended_at > moment


def begin_of(day: date, zone: ZoneInfo, at: time = time.min) -> datetime:
    """Return the moment in UTC at which a day begins on the family's wall, or at which its clock says `at`."""
    return datetime.combine(day, at, zone).astimezone(ZoneInfo("UTC"))


def written(baby, days: Iterable[date], but: Iterable = ()) -> dict[date, list[Massage]]:
    """Return what counts on these days, oldest first; `but`: keys of the sheet itself, which stand beside nothing."""
    found = defaultdict(list)
    rows = Massage.objects.counted().filter(baby=baby, family_day__in=set(days)).exclude(pk__in=list(but))
    for row in rows.select_related("giver").order_by("started_at", "key"):
        found[row.family_day].append(row)
    return found


def days_to(last: date, first_ever: date) -> list[date]:
    """Return the days of one page, oldest first, none before the birth."""
    days = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    return [day for day in days if day >= first_ever]
