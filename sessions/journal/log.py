"""The session log: the same page for the family and for staff."""

from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from massage_site.offline import stays
from sessions.babies.access import babies_for, baby_for_member, family_babies_for
from sessions.babies.identity import Identity
from sessions.policies.models import UnitPolicy

from .days import log_page


@require_safe
def first(request):
    """The log of the family's first baby; who has no baby starts with today."""
    baby = family_babies_for(request.user).first()
    return redirect("log", baby.pk) if baby else redirect("today")


@require_safe
def log(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="see", now=now)
    reader = "family" if baby.family_role else "staff"
    context = {
        "base": f"base_{reader}.html",
        "reader": reader,
        "me": request.user.pk,
        "current": "log" if reader == "family" else "babies",
        "unit": baby.unit.name,
        "unit_phone": baby.unit.phone,
        "baby": baby,
        "identity": Identity.of(baby, now) if reader == "staff" else None,
        "birth": _birth(request.user, baby, now),
        "log": log_page(baby, now, _day(request.GET.get("before"))),
    }
    page = render(request, "journal/log.html", context)
    if reader == "staff":
        return page
    return stays(page, request.user, days=UnitPolicy.objects.for_unit(baby.unit).copy_days)


def _birth(user, baby, now):
    """This baby and its twins, as far as this person may see them; nothing for a single baby."""
    if baby.birth_id is None:
        return []
    together = list(babies_for(user, now).filter(birth=baby.birth_id).order_by("birth_order"))
    alike = [each for each in together if each.is_still == baby.is_still]  # a twin's pages go on and mention no end
    return alike if len(alike) > 1 else []


def _day(text):
    """The date in the address. One that no calendar has is a page that is not here."""
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or not date(2000, 1, 1) <= day <= date(2200, 1, 1):
        raise Http404
    return day
