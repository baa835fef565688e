"""The family's way in: a code, what it opens, and the first name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from massage_site.accounts import onward
from massage_site.accounts.coming_back import pins_here
from massage_site.accounts.devices import DeviceCode
from massage_site.accounts.opened import come_in
from massage_site.accounts.typed import CodeForm
from sessions.policies.models import UnitPolicy

from . import guessing, texts
from .invitations import Invitation
from .joining_forms import JoinForm
from .models import CareTeamMember

OPEN = Invitation.State.OPEN
KEPT = "invitation"  # in the login session: only the id of an invitation whose code was right
OFFER = "offer-to-keep"  # in the login session: Today says once that a place can be kept
page = require_http_methods(["GET", "HEAD", "POST"])


@page
@never_cache
@login_not_required
def code(request):
    now, asker = timezone.now(), guessing.asker_of(request)
    onward.remember(request)
    context = {"has_pin": bool(pins_here(request, now)), "onward": onward.of(request)}
    if request.method != "POST":
        return render(request, "babies/join.html", context | {"form": CodeForm()})
    form = CodeForm(request.POST)
    wait = guessing.seconds_to_wait(asker, now)
    if form.is_valid() and not wait:
        typed = form.cleaned_data["code"]
        if invitation := Invitation.objects.find(typed):
            return _found(request, invitation, now)
        if person := DeviceCode.take(typed, now):
            return _welcome(request, person, "device_code")
        wait = guessing.count_wrong(asker, now)
        form.add_error("code", _("This code does not fit. Check each letter, or ask for a new one."))
    if wait:
        form.add_error("code", guessing.wait_in_words(wait))
    return render(request, "babies/join.html", context | {"form": form}, status=429 if wait else 422)


@page
@never_cache
@login_not_required
def opened(request):
    now = timezone.now()
    kept = request.session.get(KEPT)
    invitation = Invitation.objects.select_related("unit", "for_user").filter(pk=kept).first() if kept else None
    if invitation is None:
        return redirect("join")
    if invitation.state(now) is not OPEN:
        return _closed(request, invitation, now)
    opening = Opening.of(invitation, request.user, now)
    sent = request.POST if request.method == "POST" else None
    form = JoinForm(sent, invitation=invitation, known=opening.known)
    if not opening.stranger and form.is_valid():
        try:
            person = form.let_in(now)
        except ValueError:
            return _closed(request, Invitation.objects.get(pk=kept), now, just_now=True)
        return _welcome(request, person, "claim_code")
    context = {"form": form, "opening": opening, "texts": texts.TEXTS}
    return render(request, "babies/join_open.html", context, status=422 if form.is_bound else 200)


@dataclass(frozen=True)
class Opening:
    """What a right code opens, and for whom."""

    invitation: Invitation
    babies: list
    helper_until: datetime | None
    known: object | None  # the person who comes in, when it is somebody we know
    signed_in: object | None
    stranger: str  # why the person who is signed in cannot use this code: "other", "staff" or nothing

    @classmethod
    def of(cls, invitation, user, now):
        signed_in = user if user.is_authenticated else None
        days = UnitPolicy.objects.for_unit(invitation.unit).helper_days
        return cls(
            invitation=invitation,
            babies=list(invitation.babies.select_related("unit").order_by("birth_order")),
            helper_until=now + timedelta(days=days) if invitation.role == CareTeamMember.Role.HELPER else None,
            known=invitation.for_user or signed_in,
            signed_in=signed_in,
            stranger=cls._stranger(invitation, signed_in),
        )

    @property
    def names(self):
        return get_text_list([baby.first_name for baby in self.babies], _("and"))

    @property
    def red_lines(self):
        return texts.one_for_each_red_line(self.babies)

    @staticmethod
    def _stranger(invitation, signed_in):
        if signed_in is None or signed_in == invitation.for_user:
            return ""
        if invitation.for_user:
            return "other"
        return "staff" if signed_in.places else ""


def _found(request, invitation, now):
    if invitation.state(now) is not OPEN:
        return _closed(request, invitation, now)
    request.session[KEPT] = str(invitation.pk)
    return redirect("join-open")


def _closed(request, invitation, now, just_now=False):
    """The honest page for a code that opens nothing any more; whoever used it before simply goes on."""
    request.session.pop(KEPT, None)
    if request.user.is_authenticated and invitation.used_by_id == request.user.pk:
        return redirect("today")
    zone = invitation.unit.time_zone
    context = {"state": invitation.state(now), "invitation": invitation, "just_now": just_now, "zone": zone}
    return render(request, "babies/join_closed.html", context, status=410)


def _welcome(request, person, came_by):
    wanted = onward.of(request) or "today"
    come_in(request, person, came_by)
    request.session[OFFER] = came_by == "claim_code"
    return redirect(wanted)
