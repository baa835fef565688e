"""Codes for the family: make, show once, print, take back."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from massage_site.accounts.models import User
from sessions.policies.models import UnitPolicy

from .access import MAY, baby_for_member, may, unit_babies_for, ward_babies_for
from .identity import Identity
from .joining_forms import AgainForm, InviteForm
from .models import Baby, CareTeamMember
from .squares import qr_path

SHOWN = 30  # older codes are of no use to anybody


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitations(request, pk):
    now = timezone.now()
    to = "invite" if request.method == "POST" else "end-place"
    baby = baby_for_member(request.user, pk, to=to, now=now)
    babies, here = openable(request.user, baby), with_places(request.user, baby)
    team = people_here(here, now)
    form = InviteForm(babies=babies)
    if request.method == "POST":
        form = InviteForm(request.POST, babies=babies)
        if form.is_valid():
            return _show_once(request, baby, *form.issue(by=request.user, now=now))
    context = {
        "baby": baby, "unit": baby.unit, "current": "babies", "form": form, "team": team, "twins": len(here) > 1,
        "may_invite": may(baby, "invite"), "again": [each for each in team if set(each.babies) & set(babies)],
        "policy": UnitPolicy.objects.for_unit(baby.unit), "codes": codes_of(baby, now),
        "identity": Identity.of(baby, now),
    }  # fmt: skip
    return render(request, "babies/invitations.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@never_cache
def again(request, pk, person):
    """A new code for somebody who is here; a nurse gives it too."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="code", now=now)
    here = next((each for each in people_here(openable(request.user, baby), now) if each.user.pk == person), None)
    if here is None:
        raise Http404
    form = AgainForm(request.POST, here=here, unit=baby.unit, may_plan=may(baby, "plan"), now=now)
    if form.is_valid():
        return _show_once(request, baby, *form.issue(by=request.user))
    for sentence in form.errors.values():
        messages.error(request, sentence[0])
    return _back(baby)


@require_POST
def revoke(request, pk, invitation):
    """Who plans takes back any code, a nurse her own."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="withdraw-code", now=now)
    invitation = get_object_or_404(baby.invitations, pk=invitation)
    if not may(baby, "end-place") and invitation.issued_by_id != request.user.pk:
        raise PermissionDenied
    invitation.revoke(now)
    messages.success(request, _("The code was taken back. It opens nothing now."))
    return _back(baby)


def _back(baby):
    return redirect("invitations" if may(baby, "end-place") else "baby", pk=baby.pk)


@dataclass
class Here:
    """A person who is here, with what they may open."""

    user: User
    role: str
    role_name: str
    relation: str
    joined_at: datetime
    expires_at: datetime | None
    is_over: bool
    babies: list[Baby] = field(default_factory=list)


def openable(user, baby):
    """This baby and those of the same birth for which this person may also make codes, in order of birth."""
    return _born_with(baby, ward_babies_for(user).filter(staff_role__in=MAY["plan" if may(baby, "plan") else "code"]))


def with_places(user, baby):
    """This baby and those of the same birth in whose family this person ends places, still ones too."""
    return _born_with(baby, unit_babies_for(user).filter(staff_role__in=MAY["end-place"]))


def _born_with(baby, babies):
    same = babies.filter(birth=baby.birth_id) if baby.birth_id else babies.filter(pk=baby.pk)
    return same.order_by("birth_order")


def people_here(babies, now):
    """Everybody whose membership was not ended, each once; a helper whose time is over is marked so."""
    rows = CareTeamMember.objects.filter(baby__in=list(babies), ended_at=None).select_related("user", "baby")
    people = {}
    for row in rows.order_by("joined_at", "baby__birth_order"):
        is_over = row.expires_at is not None and row.expires_at <= now
        person = people.setdefault(
            row.user_id,
            Here(row.user, row.role, row.get_role_display(), row.relation, row.joined_at, row.expires_at, is_over),
        )
        person.babies.append(row.baby)
    return list(people.values())


def codes_of(baby, now):
    """The newest codes of this baby with the state each is in now."""
    in_order = Prefetch("babies", Baby.objects.order_by("birth_order"))
    rows = (
        baby.invitations.vouched()
        .select_related("issued_by", "used_by", "sighting__by")
        .prefetch_related(in_order)[:SHOWN]
    )
    return [{"invitation": row, "state": row.state(now), "babies": row.babies.all()} for row in rows]


def _show_once(request, baby, invitation, code):
    """The only page that ever carries the code: the answer to the POST itself, kept nowhere (never_cache)."""
    join = settings.SITE_URL + reverse("join")
    size, path = qr_path(f"{join}#{code}")  # after the #, so it reaches no server's log
    context = {
        "baby": baby, "unit": baby.unit, "current": "babies", "invitation": invitation,
        "babies": invitation.babies.order_by("birth_order"), "may_plan": may(baby, "plan"),
        "halves": (code[:4], code[4:]),
        "join": join.split("//")[1].rstrip("/"), "qr_size": size, "qr_path": path,
    }  # fmt: skip
    return render(request, "babies/invitation.html", context)
