"""The rules of a unit: what is in force and why, the lead's draft, the signature, and older versions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from massage_site.accounts.access import place_in
from massage_site.accounts.models import UnitMember

from .forms import PolicyForm
from .models import UnitPolicy
from .reading import changes, groups, guided


@require_safe
def unit(request):
    """On to the unit where this person leads, else to the first where they work."""
    places = UnitMember.objects.active().filter(user=request.user).order_by("unit__name")
    place = places.filter(role=UnitMember.Role.LEAD).first() or places.first()
    if place is None:
        raise PermissionDenied
    return redirect("unit-policy", unit=place.unit_id)


@require_safe
def policy(request, unit):
    place = place_in(request.user, unit)
    in_force, techniques = UnitPolicy.objects.for_unit(place.unit), guided(place.unit)
    draft = place.unit.policies.draft().select_related("drafted_by").first()
    older = place.unit.policies.signed().exclude(pk=in_force.pk).select_related("signed_by").order_by("-version")
    context = _for(place) | {"policy": in_force, "draft": draft, "older": older}
    context["groups"] = groups(techniques, in_force)
    if draft and place.is_lead:
        context["changes"] = changes(groups(techniques, draft, in_force))
    return render(request, "units/policy.html", context)


def draft(request, unit):
    """The lead's draft. Looking at it makes none."""
    place = place_in(request.user, unit, to="lead")
    new, windows = UnitPolicy.next_of(place.unit)
    sent = request.POST if request.method == "POST" else None
    form = PolicyForm(sent, instance=new, windows=windows, techniques=guided(place.unit))
    if form.is_valid():
        form.keep(by=request.user, now=timezone.now())
        messages.success(request, _("Saved as a draft. It is in force when you sign it."))
        return redirect("unit-policy", unit=unit)
    context = _for(place) | {"form": form, "number": new.version}
    return render(request, "units/policy_draft.html", context, status=422 if form.is_bound else 200)


@require_POST
def sign(request, unit):
    place = place_in(request.user, unit, to="lead")
    draft = place.unit.policies.draft().first()
    if draft is None or draft.seen != request.POST.get("seen"):
        messages.error(request, _("The draft changed while you were reading. Look at it again, then sign."))
        return redirect("unit-policy", unit=unit)
    draft.sign(by=request.user, now=timezone.now())
    messages.success(request, _("Version %(number)s is signed and in force.") % {"number": draft.version})
    return redirect("unit-policy", unit=unit)


@require_POST
def discard(request, unit):
    place = place_in(request.user, unit, to="lead")
    if place.unit.policies.draft().delete()[0]:
        messages.success(request, _("The draft is gone. What is in force stays as it is."))
    return redirect("unit-policy", unit=unit)


@require_safe
def version(request, unit, number):
    """A signed version as it was, with what it changed."""
    place = place_in(request.user, unit)
    signed = place.unit.policies.signed().select_related("signed_by")
    shown = get_object_or_404(signed, version=number)
    before = signed.filter(version__lt=number).order_by("-version").first()
    context = _for(place) | {"policy": shown, "before": before}
    context["groups"] = groups(guided(place.unit), shown, before)
    return render(request, "units/policy_version.html", context)


def _for(place):
    return {"unit": place.unit, "is_lead": place.is_lead, "current": "unit", "room": "policy"}
