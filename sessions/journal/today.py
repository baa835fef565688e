"""Where the family's day starts."""

import zoneinfo

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from massage_site import cookies
from massage_site.offline import gone, stays
from sessions.babies.access import family_babies_for, may, show
from sessions.babies.join import OFFER
from sessions.babies.texts import one_for_each_red_line
from sessions.massages import tickets
from sessions.massages.aside import SetAside
from sessions.massages.resting import family_day, family_zone
from sessions.moves.news import with_news
from sessions.policies.models import UnitPolicy

from .answers import unread_notes
from .blocks import blocks_for, born_together, part_of_day


@require_safe
def today(request):
    now = timezone.now()
    babies = with_news(family_babies_for(request.user, now), now)
    babies = show(request.user, list(SetAside.noted(babies, request.user, now)))
    if not babies:
        return _nobody(request)
    zone = family_zone(babies, cookies.kept(request, "zone"))
    context = {"set_aside": _set_aside(request.user, babies, now)}
    still, babies = [each for each in babies if each.is_still], [each for each in babies if not each.is_still]
    if not babies:
        return _still(request, still, zone, context)
    context |= _page(request, babies, zone, now) | _offer(request) | {"still": still}
    return stays(render(request, "journal/today.html", context), request.user, days=_copy_days(babies))


def _page(request, babies, zone, now):
    blocks = blocks_for(babies, family_day(zone, now), request.user)
    for each in blocks:
        each.ticket = tickets.issue(request.user, each.baby, each.plan, now)
        each.may_say_who_sees = may(each.baby, "window") and not request.user.lent_for
    return {
        "current": "today",
        "baby": babies[0],  # whose log the foot of the page opens
        "blocks": blocks,
        "born_together": born_together(babies),
        "babies": " ".join(str(baby.pk) for baby in babies),
        "ready": [each for each in blocks if each.is_ready],
        "all_rest": all(each.rests for each in blocks),
        "is_read": not all(each.is_away for each in babies),
        "unread": [] if request.user.lent_for else unread_notes(request.user, babies),  # a lent tablet: nobody's alone
        "red_lines": one_for_each_red_line(babies),
        "unit_phone": babies[0].unit.phone,
        "now": now,
        "zone": zone,
        "part": part_of_day(now.astimezone(zoneinfo.ZoneInfo(zone))),
    }


def _offer(request):
    """Said once after a code: that a place can be kept."""
    return {"offer": request.session.pop(OFFER, False)}


def _still(request, babies, zone, context):
    """A quiet end came for all of them. What a device keeps of the steps goes; the log may stay."""
    context |= {"current": "today", "still": babies, "baby": babies[0], "zone": zone}
    return stays(render(request, "journal/still.html", context), request.user, days=_copy_days(babies))


def _set_aside(person, babies, now):
    """What they have to put right, also on a lent tablet; of a baby whose log is still it is there to read."""
    noted = {baby.pk: baby for baby in babies if baby.has_set_aside}
    rows = list(SetAside.objects.of(person, noted, now))
    for row in rows:
        row.baby = noted[row.baby_id]
    return rows


def _nobody(request):
    """No baby is open: access has ended, or this is somebody of the staff, whose day starts elsewhere."""
    if request.user.places:
        return redirect("babies")
    return gone(render(request, "journal/today_nobody.html", {"current": "today"}))


def _copy_days(babies):
    """As long as the strictest of their units lets a copy stay."""
    return min(UnitPolicy.objects.for_unit(unit).copy_days for unit in {baby.unit for baby in babies})
