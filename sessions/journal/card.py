"""The card: a routine to print, to take as a PDF, and to come back from by its square."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from massage_site import cookies, paper
from sessions.babies.access import baby_for_member, may
from sessions.babies.identity import Identity
from sessions.massages.resting import family_day, family_zone
from sessions.plans.models import Plan

from .on_paper import Card


@require_safe
def card(request, pk):
    """The page that the browser prints. A routine on hold is not handed out."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="card", now=now)
    is_staff = may(baby, "staff")
    found = _card(request, baby, now)
    context = {
        "baby": baby,
        "layout": "base_staff.html" if is_staff else "base_family.html",
        "identity": Identity.of(baby, now) if is_staff else None,
        "unit": baby.unit,
        "current": "babies" if is_staff else "today",
        "may_plan": may(baby, "plan"),
        "card": found,
        "size": found.sizes[0] if found else "",
    }
    return render(request, "journal/card.html", context)


@require_safe
def card_pdf(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="card", now=now)
    found = _card(request, baby, now)
    page = reverse("card", args=[baby.pk])
    if found is None or found.plan.held_at or not found.tiles:
        return redirect(page)
    context = {"baby": baby, "card": found}
    tries = (paper.page("journal/card_paper.html", context | {"size": size}) for size in found.sizes)
    return paper.download(request, lambda: paper.one_side(tries), "massage-card.pdf", page)


@login_required(login_url="join")
@require_safe
def scan(request, plan):
    """The square on a card: to the routine as it is now, which says so when the card is of an older version.

    Whoever is not signed in and holds a card is family, most of all; their door leads to that of the staff.
    """
    printed = Plan.objects.assigned().filter(pk=plan).first()
    if printed is None:
        raise Http404
    baby = baby_for_member(request.user, printed.baby_id)
    now = Plan.objects.in_force().filter(baby=baby).first()
    if now is None or baby.is_still:
        return redirect("plan-versions", pk=baby.pk)
    return redirect(reverse("plan-version", args=[baby.pk, now.number]) + f"?card={printed.number}")


def _card(request, baby, now):
    zone = family_zone([baby], cookies.kept(request, "zone"))
    return Card.of(baby, family_day(zone, now))
