"""To another unit: sent, taken, refused, taken back. And the page of all that come and go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from massage_site.accounts.typed import CodeForm
from massage_site.audit.noting import opened
from sessions.babies.access import baby_for_member, planned_units_of
from sessions.babies.guessing import asker_of, count_wrong, seconds_to_wait, wait_in_words
from sessions.babies.identity import Identity
from sessions.policies.models import UnitPolicy

from .forms import TransferForm
from .lists import ComingAndGoing, together
from .transfers import Transfer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def transfer(request, pk):
    """What it means, announcing it, and the only page that ever carries the code."""
    baby, now = baby_for_member(request.user, pk, to="transfer"), timezone.now()
    identity, policy = Identity.of(baby, now), UnitPolicy.objects.for_unit(baby.unit)
    sent = request.POST if request.method == "POST" else None
    form = TransferForm(sent, baby=baby, babies=together(request.user, baby), today=identity.today)
    context = {"baby": baby, "identity": identity, "policy": policy, "current": "babies", "unit": baby.unit}
    if form.is_valid():
        code = form.start(by=request.user, now=now)
        context |= {"halves": (code[:4], code[4:]), "to": form.cleaned_data["to_unit"], "names": _names(form.chosen)}
        return render(request, "moves/transfer_code.html", context)
    waiting = baby.transfers.waiting().select_related("to_unit", "started_by").first()
    context |= {"form": form, "waiting": waiting, "drafts": baby.plans.filter(status="draft")}
    return render(request, "moves/transfer.html", context, status=422 if form.is_bound else 200)


@require_POST
def withdraw(request, pk):
    baby = baby_for_member(request.user, pk, to="transfer")
    if Transfer.withdraw(baby, by=request.user, now=timezone.now()):
        messages.success(request, _("%(name)s stays here. The code opens nothing now.") % {"name": baby.first_name})
    return redirect("baby", pk=baby.pk)


@require_safe
def moves(request):
    """Who comes and who goes, of the units this person works in."""
    return _list(request, CodeForm())


@require_POST
def acceptance(request):
    """Take over whom the code was told for."""
    units, now = _planned(request), timezone.now()
    form, asker = CodeForm(request.POST), asker_of(request)
    wait = seconds_to_wait(asker, now)
    if form.is_valid() and not wait:
        if taken := Transfer.take(form.cleaned_data["code"], units, by=request.user, now=now):
            for baby in taken:
                for unit in (baby.unit_id, baby.transfers.taken().first().from_unit_id):
                    opened(request.user.pk, baby=baby.pk, unit=unit)
            messages.success(request, _("In your care now: %(names)s.") % {"names": _names(taken)})
            return redirect("baby", pk=taken[0].pk)
        wait = count_wrong(asker, now)
        form.add_error("code", _("No baby on its way to you has this code. Ask the other unit again."))
    if wait:
        form.add_error("code", wait_in_words(wait))
    return _list(request, form, status=429 if wait else 422)


@require_POST
def refusal(request, transfer):
    row = Transfer.objects.waiting().filter(pk=transfer, to_unit__in=_planned(request)).first()
    if row is None:
        raise Http404
    row.refuse(by=request.user, now=timezone.now())
    messages.success(request, _("Not taken over. %(unit)s sees it.") % {"unit": row.from_unit})
    return redirect("moves")


def _list(request, form, status=200):
    units, now = list(request.user.works_in()), timezone.now()
    if not units:
        raise PermissionDenied
    planned = _planned(request, strict=False)
    page = ComingAndGoing.of(request.user, planned, now)
    for unit in units:
        opened(request.user.pk, unit=unit.pk)
    is_lead = request.user.memberships.filter(ended_at=None, role="lead").exists()
    context = {
        "page": page,
        "form": form,
        "may_take": planned.exists(),
        "is_lead": is_lead,
        "current": "babies",
        "unit": units[0],
    }
    return render(request, "moves/moves.html", context, status=status)


def _planned(request, *, strict=True):
    units = planned_units_of(request.user)
    for unit in units if strict else ():
        opened(request.user.pk, unit=unit.pk)
    if strict and not units:
        raise PermissionDenied
    return units


def _names(babies):
    return get_text_list([baby.first_name for baby in babies], _("and"))
