"""The unit's babies, and one baby's page for staff."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sessions.babies.access import baby_for_member, may, planned_units_of, unit_babies_for
from sessions.babies.forms import REASONS
from sessions.babies.visits import Look

from .baby_home import BabyHome
from .unit_babies import UnitBabies


@require_safe
def babies(request):
    """Everybody in the unit with what happened since this person last looked."""
    units = list(request.user.works_in())
    if not units:
        raise PermissionDenied
    words, here = request.GET.get("q", "").replace("\0", "").strip(), unit_babies_for(request.user)
    page = UnitBabies.of(here, request.user, units, timezone.now(), words, _uuid(request.GET))
    may_add = planned_units_of(request.user).exists()
    context = {"page": page, "words": words, "may_add": may_add, "current": "babies", "unit": units[0]}
    return render(request, "journal/babies.html", context)


@require_safe
def baby(request, pk):
    baby = baby_for_member(request.user, pk, to="staff")
    home = BabyHome(baby, request.user, timezone.now())
    context = {
        "baby": baby,
        "home": home,
        "identity": home.identity,
        "may_plan": may(baby, "plan"),
        "limb_reasons": REASONS,
        "current": "babies",
        "unit": baby.unit,
    }
    return render(request, "journal/baby.html", context)


@require_POST
def look(request, pk):
    """Tick: I have looked at this baby's log up to here."""
    baby = baby_for_member(request.user, pk, to="staff")
    Look.objects.create(baby=baby, by=request.user, at=timezone.now())
    messages.success(request, _("Looked at %(name)s.") % {"name": baby.first_name})
    return redirect("babies") if request.POST.get("next") == "babies" else redirect("baby", pk=baby.pk)


def _uuid(query):
    """Where the page before ended; nonsense starts from the top."""
    try:
        return UUID(query.get("after", ""))
    except ValueError:
        return None
