"""A quiet end, and beginning again. By the family or by staff; nobody is asked why."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sessions.babies.access import PLANNERS, baby_for_member
from sessions.babies.endings import Ending
from sessions.babies.identity import Identity
from sessions.policies.models import UnitPolicy

from .transfers import Transfer


@require_http_methods(["GET", "HEAD", "POST"])
def ending(request, pk):
    """What stops, what stays, and the one button."""
    baby, now = baby_for_member(request.user, pk, to="end"), timezone.now()
    staff = baby.staff_role in PLANNERS
    if request.method == "POST":
        with transaction.atomic():
            Ending.write(baby, by_family=not staff, by=request.user, now=now)
            Transfer.withdraw(baby, by=request.user, now=now)
        return redirect("baby" if staff else "today", **({"pk": baby.pk} if staff else {}))
    context = {"baby": baby, "unit": baby.unit, "current": "babies" if staff else "log"}
    context |= {"lasting": baby.endings.lasting().select_related("by").first()}
    if staff:
        context |= {"identity": Identity.of(baby, now), "policy": UnitPolicy.objects.for_unit(baby.unit)}
    return render(request, "moves/ending_staff.html" if staff else "moves/ending.html", context)


@require_POST
def begin_again(request, pk):
    """What the family stopped, a parent begins again; what staff ended, only they."""
    baby, now = baby_for_member(request.user, pk, to="end"), timezone.now()
    staff = baby.staff_role in PLANNERS
    for row in baby.endings.lasting():
        if not staff and not row.by_family:
            raise PermissionDenied
        row.lift(by=request.user, now=now)
        messages.success(request, _("%(name)s’s pages are open again.") % {"name": baby.first_name})
    return redirect("baby" if staff else "today", **({"pk": baby.pk} if staff else {}))
