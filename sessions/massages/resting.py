"""Which babies rest for the rest of the family's day: one answer for Today and for the player."""

import zoneinfo
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sessions import safety
from sessions.plans.models import Plan

from .models import Massage


def family_zone(babies, device_zone: str = "") -> str:
    """Return the name of the zone the family lives by: that of the latest massage, else the device's, else the
    unit's. An unknown name is passed over. `babies`: one family's, with their unit.
    """
    babies = list(babies)
    latest = Massage.objects.filter(baby__in=babies).order_by("-started_at").values_list("time_zone", flat=True).first()
    names = [latest, device_zone, *(baby.unit.time_zone for baby in babies)]
    return next((name for name in names if name and _is_zone(name)), "UTC")


def family_day(zone: str, now: datetime) -> date:
    """Return the date on the family's wall. zone: an IANA name; now: with its zone."""
    return now.astimezone(zoneinfo.ZoneInfo(zone)).date()


def rests_today(baby_ids: Iterable, day: date, times: dict | None = None) -> dict:
    """Say of each baby whether Today rests for everybody: {baby id: bool}. Two queries for any number of babies.

    day: the family's day (family_day). times: {baby id: times a day} of the routines in force, where they are
    known. A stop rests; so does the day's number of the routine in force, one when there is no routine. What was
    entered in error does not count.
    """
    baby_ids = list(baby_ids)
    outcomes = defaultdict(list)
    counted = Massage.objects.counted().on(day).filter(baby__in=baby_ids)
    for baby_id, outcome in counted.values_list("baby_id", "outcome"):
        outcomes[baby_id].append(outcome)
    if times is None:
        times = dict(Plan.objects.in_force().filter(baby__in=baby_ids).values_list("baby_id", "times_a_day"))
    return {each: safety.day_rests(outcomes[each], times.get(each, 1)) for each in baby_ids}


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a folder
        return False
    return True
