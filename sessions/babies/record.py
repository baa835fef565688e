"""A baby's record: the little that a routine needs."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from massage_site.audit.noting import opened

from .access import baby_for_member, planned_units_of, ward_babies_for
from .forms import BabyForm
from .identity import Identity, unit_day

FROM_TWIN = ("birth_date", "ga_weeks", "ga_days", "place", "cot")


def new(request):
    """Start a record. ?twin=<id> starts it from a sibling's."""
    units = planned_units_of(request.user)
    if not units:
        raise PermissionDenied
    for unit in units:
        opened(request.user.pk, unit=unit.pk)  # the form names babies born on about the same day
    twin = _sibling(request)
    form = _form(request, units, initial=_initial_from(twin))
    return _answer(request, form, {"twin": twin})


def edit(request, pk):
    baby = baby_for_member(request.user, pk, to="plan")
    form = _form(request, planned_units_of(request.user), instance=baby)
    identity = Identity.of(baby, timezone.now())
    return _answer(request, form, {"baby": baby, "identity": identity, "siblings": baby.siblings()})


def _sibling(request):
    if not (pk := request.GET.get("twin")):
        return None
    try:
        return baby_for_member(request.user, UUID(pk), to="plan")
    except ValueError:
        raise Http404 from None


def _initial_from(twin):
    if twin is None:
        return {"place": "nicu", "ga_days": 0}
    return {name: getattr(twin, name) for name in FROM_TWIN} | {"twin": twin.pk, "unit": twin.unit_id}


def _form(request, units, *, initial=None, instance=None):
    """A look at the ages ("preview") keeps what was typed and asks for nothing yet."""
    unit = instance.unit if instance else units[0]
    facts = {
        "units": units,
        "babies": ward_babies_for(request.user).filter(unit__in=units),
        "today": unit_day(unit, timezone.now()),
    }
    if "preview" in request.POST:
        ticks = {"precautions": request.POST.getlist("precautions"), "pause_first": "pause_first" in request.POST}
        typed = {**request.POST.dict(), **ticks}
        return BabyForm(initial=typed, instance=instance, **facts)
    sent = request.POST if request.method == "POST" else None
    return BabyForm(sent, initial=initial, instance=instance, **facts)


def _answer(request, form, context):
    if form.is_bound and form.is_valid():
        baby = form.keep(by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("baby", pk=baby.pk)
    context |= {"form": form, "current": "babies", "unit": form.instance.unit if form.instance.unit_id else None}
    return render(request, "babies/record.html", context, status=422 if form.errors else 200)
