"""Home, and back to the ward."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sessions.babies.access import baby_for_member
from sessions.babies.identity import Identity
from sessions.babies.invitations import Invitation
from sessions.policies.models import UnitPolicy

from .discharges import Discharge
from .forms import CotForm, DischargeForm
from .lists import together

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def discharge(request, pk):
    """What going home changes, and writing it down."""
    baby, now = baby_for_member(request.user, pk, to="discharge"), timezone.now()
    if Discharge.objects.lasting().filter(baby=baby, unit=baby.unit_id).exists():
        return redirect("readmission", pk=baby.pk)
    identity, policy = Identity.of(baby, now), UnitPolicy.objects.for_unit(baby.unit)
    sent = request.POST if request.method == "POST" else None
    form = DischargeForm(sent, baby=baby, babies=together(request.user, baby), today=identity.today)
    if form.is_valid():
        rows = form.keep(by=request.user, now=now)
        undo = reverse("readmission", args=[baby.pk]) if len(rows) == 1 else ""
        names = get_text_list([row.baby.first_name for row in rows], _("and"))
        messages.success(request, _("At home: %(names)s. The family reads it on Today.") % {"names": names}, undo)
        return redirect("baby", pk=baby.pk)
    codes = baby.invitations.open_at(now).filter(kind=Invitation.Kind.COT)
    context = _page(baby, identity) | {"form": form, "policy": policy, "codes": codes}
    return render(request, "moves/discharge.html", context, status=422 if form.is_bound else 200)


@get_or_post
def readmission(request, pk):
    """Back on the ward, or never gone: the same act takes a mistake back."""
    baby, now = baby_for_member(request.user, pk, to="discharge"), timezone.now()
    if baby.place == baby.Place.NICU and baby.unit_until is None:
        return redirect("baby", pk=baby.pk)
    form = CotForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        Discharge.come_back(baby, by=request.user, now=now, cot=form.cleaned_data["cot"])
        messages.success(request, _("%(name)s is in the NICU.") % {"name": baby.first_name})
        return redirect("baby", pk=baby.pk)
    context = _page(baby, Identity.of(baby, now)) | {"form": form}
    return render(request, "moves/readmission.html", context, status=422 if form.is_bound else 200)


def _page(baby, identity):
    return {"baby": baby, "identity": identity, "current": "babies", "unit": baby.unit}
