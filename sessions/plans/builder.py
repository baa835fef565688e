"""Build a routine and assign it. Each change is one plain form; htmx only saves the reload. The page: journal."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sessions.babies.access import baby_for_member
from sessions.babies.legs import Legs
from sessions.policies.models import UnitPolicy
from techniques.models import Technique

from .difference import difference
from .draft import keep_amount, open_draft, put, reorder, row_of, take_out
from .forms import AmountForm, AssignForm
from .models import Plan
from .workbench import Workbench


@require_POST
def add(request, pk):
    baby = baby_for_member(request.user, pk, to="plan")
    shelf = Technique.objects.listed().of(baby.unit)
    technique = get_object_or_404(shelf, slug=request.POST.get("technique", "").replace("\0", ""))
    draft, legs = open_draft(baby, request.user, timezone.now()), Legs.of(baby)
    before = request.POST.get("before", "")[:18]  # no row has a longer number
    try:
        put(draft, technique, legs, row_of(draft, int(before)) if before.isdecimal() else None)
    except ValidationError as error:
        messages.error(request, error.message)
    return _back(baby, technique, "added")


@require_POST
def change(request, pk, item):
    baby = baby_for_member(request.user, pk, to="plan")
    draft, legs = open_draft(baby, request.user, timezone.now()), Legs.of(baby)
    row = row_of(draft, item)
    form = AmountForm(request.POST, instance=row, legs=legs, policy=UnitPolicy.objects.for_unit(baby.unit))
    try:
        if form.is_valid():
            keep_amount(draft, form)
        else:
            messages.error(request, next(iter(form.errors.values()))[0])
    except ValidationError as error:
        messages.error(request, error.message)
    return _back(baby, row.technique, "changed")


@require_POST
def move(request, pk, item):
    baby = baby_for_member(request.user, pk, to="plan")
    draft = open_draft(baby, request.user, timezone.now())
    row = row_of(draft, item)
    try:
        reorder(draft, row, {"up": -1, "down": 1}.get(request.POST.get("to"), 0))
    except ValidationError as error:
        messages.error(request, error.message)
    return _back(baby, row.technique, "moved")


@require_POST
def remove(request, pk, item):
    baby = baby_for_member(request.user, pk, to="plan")
    draft = open_draft(baby, request.user, timezone.now())
    row = row_of(draft, item)
    try:
        take_out(draft, row)
    except ValidationError as error:
        messages.error(request, error.message)
    return _back(baby, row.technique, "removed")


def assign(request, pk):
    """The last page before a routine is in force: what changed, why, for whom."""
    baby = baby_for_member(request.user, pk, to="plan")
    bench = Workbench(baby, timezone.now(), with_shelf=False)
    if bench.draft is None or not bench.items or bench.stuck:
        return redirect("plan", pk=baby.pk)
    family = baby.care_team.at(bench.now).select_related("user").order_by("joined_at")
    names = [member.user.name for member in family]
    sent = request.POST if request.method == "POST" else None
    form = AssignForm(sent, bench=bench, family=names, chosen=request.GET)
    if form.is_valid():
        return _assigned(request, bench, form)
    bench.draft.review_on = bench.review_on
    changes = difference(bench.in_force, bench.draft)
    context = {"baby": baby, "bench": bench, "identity": bench.identity, "form": form, "changes": changes}
    context |= {"current": "babies", "unit": baby.unit}
    return render(request, "plans/assign.html", context, status=422 if form.errors else 200)


def _assigned(request, bench, form):
    try:
        draft = form.keep(by=request.user, now=bench.now)
    except ValidationError as error:  # in this very moment somebody marked a leg, or assigned it
        messages.error(request, error.message)
        return redirect("plan", pk=bench.baby.pk)
    messages.success(request, _("Assigned to %(name)s.") % {"name": bench.baby.first_name})
    return redirect("plan-version", pk=bench.baby.pk, number=draft.number)


@require_POST
def discard(request, pk):
    baby = baby_for_member(request.user, pk, to="plan")
    draft = Plan.objects.filter(baby=baby, status=Plan.Status.DRAFT)
    if draft.delete()[0]:
        messages.success(request, _("The draft is gone. The routine in force stays as it is."))
    return redirect("baby", pk=baby.pk)


def _back(baby, technique, did):
    """Back to the builder, at the row that was touched."""
    query = urlencode({"row": technique.slug, "did": did})
    return redirect(f"{reverse('plan', args=[baby.pk])}?{query}#row-{technique.slug}")
