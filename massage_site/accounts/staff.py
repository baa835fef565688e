"""The lead's page of a unit's staff: who works here, a way in for somebody new, and the end of a place."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from .access import place_in
from .links import GOOD_FOR, one_time_link
from .models import UnitMember
from .staff_forms import InviteStaffForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def staff(request, unit):
    place = place_in(request.user, unit, to="lead")
    form = InviteStaffForm(request.POST if request.method == "POST" else None, unit=place.unit)
    if form.is_valid():
        member = form.invite(by=request.user, now=timezone.now())
        if member.may_get_a_link:
            return _show_once(request, place, member)
        messages.success(request, _("%(name)s works here now and signs in as before.") % {"name": member.user.name})
        return redirect("unit-staff", unit=unit)
    members = _members(place.unit)
    context = _for(place) | {"form": form, "here": [each for each in members if each.ended_at is None]}
    context["gone"] = sorted((each for each in members if each.ended_at), key=lambda each: each.ended_at, reverse=True)
    return render(request, "units/staff.html", context, status=422 if form.is_bound else 200)


@require_POST
@never_cache
def link(request, unit, member):
    """A new link for somebody who has no password yet. The one before works until one of them is used."""
    place = place_in(request.user, unit, to="lead")
    member = get_object_or_404(place.unit.members.select_related("user"), pk=member)
    if not member.may_get_a_link:
        raise Http404
    return _show_once(request, place, member)


@require_POST
def second_step(request, unit, member):
    """Whoever lost phone and recovery codes starts anew: the password stays, the second step is set up again."""
    place = place_in(request.user, unit, to="lead")
    member = get_object_or_404(place.unit.members.active().select_related("user"), pk=member)
    if not member.may_lose_second_step:
        raise Http404
    member.user.forget_second_step()
    words = _("%(name)s sets up a new second step at the next sign-in.")
    messages.success(request, words % {"name": member.user.name})
    return redirect("unit-staff", unit=unit)


@require_POST
def end(request, unit, member):
    place = place_in(request.user, unit, to="lead")
    member = get_object_or_404(place.unit.members.active().select_related("user"), pk=member)
    try:
        member.end(by=request.user, now=timezone.now())
    except ValueError:
        messages.error(request, _("A unit keeps at least one lead. Invite another one first."))
        return redirect("unit-staff", unit=unit)
    messages.success(request, _("%(name)s no longer opens this unit’s pages.") % {"name": member.user.name})
    return redirect("home") if member.user == request.user else redirect("unit-staff", unit=unit)


def _members(unit):
    """Everybody who ever had a place, marked: waits for a password; may get another link."""
    elsewhere = UnitMember.objects.filter(user=OuterRef("user")).exclude(unit=unit)
    steps = Authenticator.objects.filter(user=OuterRef("user"))
    links = SocialAccount.objects.filter(user=OuterRef("user"))
    members = list(
        unit.members.select_related("user", "invited_by", "ended_by")
        .annotate(is_elsewhere=Exists(elsewhere), has_step=Exists(steps) | Exists(links))
        .order_by("user__name")
    )
    for each in members:
        each.waits = not each.user.has_usable_password()
        is_ours = not each.is_elsewhere and not each.user.is_staff
        each.may_have_link, each.may_lose_step = each.waits and is_ours, each.has_step and is_ours
    return members


def _show_once(request, place, member):
    """The only page that ever carries the link: the answer to the POST itself, kept nowhere (never_cache)."""
    context = _for(place) | {"member": member, "link": one_time_link(member.user), "days": GOOD_FOR.days}
    return render(request, "units/staff_link.html", context)


def _for(place):
    return {"unit": place.unit, "is_lead": place.is_lead, "current": "unit", "room": "staff"}
