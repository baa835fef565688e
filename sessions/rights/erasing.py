"""The lead's page before a record is erased: what goes, what stays by name, and the one button."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sessions.babies.access import baby_for_member
from sessions.babies.identity import Identity

from .erasures import GOES, MUST_KEEP, STAYS, Erasure


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def erasure(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="erase", now=now)
    is_sent = request.method == "POST"
    if is_sent and request.POST.get("read") == "on":
        Erasure.do(baby, by=request.user, now=now)
        messages.success(request, _("The record is erased."))
        return redirect("unit-openings", unit=baby.unit_id)
    context = {
        "baby": baby, "identity": Identity.of(baby, now), "unit": baby.unit, "current": "babies", "error": is_sent,
        "wish": Erasure.objects.waiting().filter(baby=baby.pk).select_related("asked_by").first(),
        "goes": GOES, "stays": STAYS, "must_keep": MUST_KEEP,
    }  # fmt: skip
    return render(request, "rights/erasure.html", context, status=422 if is_sent else 200)
