"""Which routines are behind the library or the rules: a list for staff, and one baby's next version as a proposal."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from massage_site.accounts.access import place_in
from sessions.babies.access import PLANNERS, baby_for_member, ward_babies_for
from sessions.babies.identity import Identity, unit_day
from sessions.policies.models import UnitPolicy

from .models import Plan
from .renewal import Behind, behind, new_texts, renew


@require_safe
def newer(request, unit):
    """Nothing on this page changes a routine."""
    place = place_in(request.user, unit)
    babies = ward_babies_for(request.user).filter(unit=place.unit).values("pk")
    plans = Plan.objects.in_force().filter(baby__in=babies).select_related("baby__unit")
    policy, today = UnitPolicy.objects.with_guidance(place.unit), unit_day(place.unit, timezone.now())
    found = behind(plans.order_by("baby__first_name", "baby__birth_order"), policy, today)
    drafts = Plan.objects.filter(baby__unit=place.unit, status=Plan.Status.DRAFT).values_list("baby", flat=True)
    context = {
        "found": found,
        "drafts": set(drafts),
        "may_plan": place.role in PLANNERS,
        "unit": place.unit,
        "is_lead": place.is_lead,
        "current": "unit",
        "room": "newer",
    }
    return render(request, "units/newer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def renewal(request, pk):
    """What would be another in this baby's routine; a tap puts it into the draft, where a therapist goes on."""
    baby, now = baby_for_member(request.user, pk, to="plan"), timezone.now()
    plan = Plan.objects.in_force().filter(baby=baby).select_related("baby__unit").first()
    if plan is None:
        return redirect("plan", pk=baby.pk)
    if request.method == "POST":
        words = renew(baby, request.user, now)
        messages.success(request, _("In the draft. The routine in force is as it was until you assign."))
        if words:
            messages.warning(request, " ".join(words))
        return redirect("plan", pk=baby.pk)
    policy, identity = UnitPolicy.objects.with_guidance(baby.unit), Identity.of(baby, now)
    found = next(iter(behind([plan], policy, identity.today)), Behind(plan))
    context = {"baby": baby, "identity": identity, "found": found, "texts": new_texts(found.texts)}
    context |= {"current": "babies", "unit": baby.unit}
    return render(request, "plans/renewal.html", context)
