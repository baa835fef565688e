"""Until when a unit sees a record that has left it: the family's say, the lead's, and the way back in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from massage_site.accounts.models import Unit
from massage_site.audit.noting import opened
from sessions.babies.access import baby_for_member
from sessions.babies.identity import Identity
from sessions.babies.windows import Window
from sessions.policies.models import UnitPolicy

from .forms import LongerForm, ReturnForm

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def window(request, pk):
    """Keep it open longer. A parent by one tap for a unit; the lead of the baby's unit with days and a reason."""
    baby, now = baby_for_member(request.user, pk, to="window"), timezone.now()
    if baby.family_role == "guardian":
        return _of_the_family(request, baby, now)
    if baby.unit_until is None:
        return redirect("baby", pk=baby.pk)
    days = UnitPolicy.objects.for_unit(baby.unit).window_days
    form = LongerForm(request.POST if request.method == "POST" else None, initial={"days": days})
    if form.is_valid():
        facts = form.cleaned_data | {"why": Window.Why.LONGER, "by": request.user, "now": now}
        row = Window.put(baby, baby.unit, **facts)
        messages.success(request, _("Open to the unit for %(days)s days.") % {"days": (row.until - now).days})
        return redirect("baby", pk=baby.pk)
    context = {"baby": baby, "identity": Identity.of(baby, now), "form": form, "current": "babies", "unit": baby.unit}
    return render(request, "moves/window_staff.html", context, status=422 if form.is_bound else 200)


@require_POST
def close(request, pk):
    """A parent ends it now."""
    baby, now = baby_for_member(request.user, pk, to="window"), timezone.now()
    if baby.family_role != "guardian":
        raise PermissionDenied
    row = _of(request, baby)
    Window.put(baby, row.unit, why=Window.Why.FAMILY, by=request.user, now=now, days=0)
    messages.success(request, _("%(unit)s does not see it any more.") % {"unit": row.unit})
    return redirect("window", pk=baby.pk)


@get_or_post
def comeback(request):
    """A lead opens a record again that its unit does not see any more, with the family's yes."""
    units, now = Unit.objects.filter(pk__in=_led_by(request.user)), timezone.now()
    if not units:
        raise PermissionDenied
    for unit in units:
        opened(request.user.pk, unit=unit.pk)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if row := _closed(form.cleaned_data, units, now):
            facts = {"why": Window.Why.CONSENT, "reason": form.cleaned_data["said_yes"], "by": request.user, "now": now}
            Window.put(row.baby, row.unit, **facts)
            return redirect("baby", pk=row.baby_id)
        form.add_error(None, _("No record that has left your unit has this name or number, and this birth date."))
    context = {"form": form, "current": "babies", "unit": units[0]}
    return render(request, "moves/comeback.html", context, status=422 if form.is_bound else 200)


def _of_the_family(request, baby, now):
    if request.method == "POST":
        row = _of(request, baby)
        Window.put(baby, row.unit, why=Window.Why.FAMILY, by=request.user, now=now)
        messages.success(request, _("%(unit)s sees it for a while longer.") % {"unit": row.unit})
        return redirect("window", pk=baby.pk)
    rows = list(baby.windows.lasting().select_related("unit", "set_by").order_by("set_at"))
    for row in rows:
        row.is_open_now = row.is_open(now)
        row.days = UnitPolicy.objects.for_unit(row.unit).window_days
    context = {"baby": baby, "windows": rows, "unit_sees": baby.unit_until is None, "current": "log"}
    return render(request, "moves/window.html", context)


def _of(request, baby):
    """The window that was sent along: one of this baby's."""
    sent = request.POST.get("window", "")
    if not sent.isdecimal() or len(sent) > 18:
        raise Http404
    return get_object_or_404(baby.windows.lasting().select_related("unit"), pk=int(sent))


def _led_by(user):
    return user.memberships.filter(ended_at=None, role="lead").values("unit")


def _closed(said, units, now):
    """The one record that fits, of those that left these units and are not seen any more."""
    known = Q(baby__first_name__iexact=said["name"]) | Q(baby__unit_number__iexact=said["name"])
    rows = Window.objects.lasting().filter(known, baby__unit__in=units, baby__birth_date=said["born"], until__lte=now)
    found = list(rows.filter(unit=F("baby__unit")).select_related("baby", "unit")[:2])
    return found[0] if len(found) == 1 else None
