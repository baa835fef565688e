"""A leg off limits, and free again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .access import baby_for_member
from .forms import LimbForm
from .identity import Identity
from .models import LimbRestriction

BACK_TO = {"baby", "plan"}


@require_POST
def off(request, pk):
    baby = baby_for_member(request.user, pk, to="limb")
    form, now = LimbForm(request.POST), timezone.now()
    if form.is_valid():
        marked = form.keep(baby, by=request.user, now=now)
        said = _("%(leg)s: off limits. The family sees it too.")
        messages.success(request, said % {"leg": marked.get_limb_display()})
        return _back(request, baby)
    context = {"baby": baby, "form": form, "identity": Identity.of(baby, now), "back_to": _back_to(request)}
    return render(request, "babies/limb.html", context | {"current": "babies"}, status=422)


@require_POST
def free(request, pk, limb):
    baby = baby_for_member(request.user, pk, to="limb")
    if limb not in LimbRestriction.Limb.values:
        raise Http404
    for restriction in baby.limb_restrictions.active().filter(limb=limb):
        restriction.free(request.user, timezone.now())
        messages.success(request, _("%(leg)s: free again.") % {"leg": restriction.get_limb_display()})
    return _back(request, baby)


def _back_to(request):
    asked = request.POST.get("next")
    return asked if asked in BACK_TO else "baby"


def _back(request, baby):
    return redirect(_back_to(request), pk=baby.pk)
