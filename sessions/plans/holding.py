"""Hold the routine with a reason, and let it go on. The family sees both at once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sessions.babies.access import baby_for_member
from sessions.babies.identity import Identity

from .hold_forms import HoldForm


@require_POST
def hold(request, pk):
    baby, now = baby_for_member(request.user, pk, to="hold"), timezone.now()
    plan, form = baby.plans.in_force().first(), HoldForm(request.POST)
    if plan is None:
        raise Http404
    if form.is_valid():
        plan.pause(by=request.user, now=now, reason=form.text)
        messages.success(request, _("The routine waits. The family sees it, and why."))
        return redirect("baby", pk=baby.pk)
    context = {"baby": baby, "form": form, "identity": Identity.of(baby, now), "current": "babies", "unit": baby.unit}
    return render(request, "plans/hold.html", context, status=422)


@require_POST
def resume(request, pk):
    baby, now = baby_for_member(request.user, pk, to="plan"), timezone.now()
    for lasting in baby.holds.active():
        lasting.end(by=request.user, now=now)
        messages.success(request, _("%(name)s’s routine goes on. The family sees it.") % {"name": baby.first_name})
    return redirect("baby", pk=baby.pk)
