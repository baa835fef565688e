"""What is said about the techniques, and which of it the families of a unit read: its lead turns each on and off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from massage_site.accounts.access import place_in
from massage_site.accounts.models import Unit
from techniques.models import Claim, ShownClaim, Technique, TechniqueVersion
from techniques.querysets import ClaimQuerySet


@require_safe
def claims(request: HttpRequest, unit: int) -> HttpResponse:
    place = place_in(request.user, unit)
    shown = ShownClaim.objects.standing().filter(unit=place.unit).select_related("claim__version", "shown_by")
    who = {_same(each.claim): each for each in shown}
    said = list(said_in(place.unit))
    for claim in said:
        claim.shown_here = who.get(_same(claim))
    context = {"claims": said, "unit": place.unit, "is_lead": place.is_lead, "current": "unit", "room": "claims"}
    return render(request, "units/claims.html", context)


@require_POST
def show(request: HttpRequest, unit: int, claim: int) -> HttpResponse:
    place = place_in(request.user, unit, to="lead")
    claim = get_object_or_404(said_in(place.unit), pk=claim)
    ShownClaim.show(claim, unit=place.unit, by=request.user, now=timezone.now())
    messages.success(request, _("Families of this unit read it now, with who says it."))
    return redirect("unit-claims", unit=unit)


@require_POST
def hide(request: HttpRequest, unit: int, claim: int) -> HttpResponse:
    place = place_in(request.user, unit, to="lead")
    claim = get_object_or_404(said_in(place.unit), pk=claim)
    ShownClaim.hide(claim, unit=place.unit, by=request.user, now=timezone.now())
    messages.success(request, _("Families of this unit no longer read it."))
    return redirect("unit-claims", unit=unit)


def _same(claim: Claim) -> tuple:
    """What makes two claims one in a unit's eyes: the technique, the words, and who says them."""
    return claim.version.technique_id, claim.text, claim.said_by


def said_in(unit: Unit) -> ClaimQuerySet:
    """Every claim of the texts in force."""
    texts = TechniqueVersion.objects.filter(technique__in=Technique.objects.listed().of(unit)).newest()
    said = Claim.objects.filter(version__in=texts).select_related("version__technique")
    return said.order_by("version__technique__order", "version", "order")
