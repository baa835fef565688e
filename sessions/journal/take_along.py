"""The summary as a page and as a PDF: for staff on a round, for a family to take to the visit."""

from functools import partial
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from massage_site import cookies, paper
from sessions.babies.access import babies_for, baby_for_member, may, show
from sessions.babies.identity import Identity
from sessions.massages.resting import family_zone

from .summary import LESS, Summary


@require_safe
def take_along(request, pk):
    return render(request, "journal/take_along.html", _context(request, pk))


@require_safe
def take_along_pdf(request, pk):
    context = _context(request, pk)
    make = partial(_pdf, context)
    return paper.download(request, make, "handhug-summary.pdf", reverse("take-along", args=[pk]))


def _pdf(context):
    return paper.one_side(_tries(context), each_of=len(context["shown"]))


def _tries(context):
    for most in LESS:
        for one in context["summaries"]:
            one.most = most
        yield paper.page("journal/summary_paper.html", context)


def _context(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="summary", now=now)
    reader = "family" if baby.family_role else "staff"
    born = _born_together(request.user, baby, now)
    shown = show(request.user, born if request.GET.get("for") == "all" and born else [baby])
    zone = ZoneInfo(_zone(request, shown, reader))
    person = request.user.pk if reader == "family" else None
    period = request.GET.get("since", "")
    return {
        "base": f"base_{reader}.html",
        "reader": reader,
        "current": "log" if reader == "family" else "babies",
        "unit": baby.unit.name,
        "baby": baby,
        "born": born,
        "shown": shown,
        "query": request.GET.urlencode(),
        "identity": Identity.of(baby, now) if reader == "staff" else None,
        "summaries": [Summary(each, now, zone, period, person) for each in shown],
    }


def _zone(request, babies, reader):
    if reader == "staff":
        return babies[0].unit.time_zone
    return family_zone(babies, cookies.kept(request, "zone"))


def _born_together(user, baby, now):
    """This baby and those born with it that this person may see; nothing for a single baby."""
    if baby.birth_id is None:
        return []
    born = babies_for(user, now).filter(birth=baby.birth_id).order_by("birth_order")
    born = [each for each in born if may(each, "summary")]
    return born if len(born) > 1 else []
