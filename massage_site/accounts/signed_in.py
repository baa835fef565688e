"""Where somebody is signed in: each browser in words, and its end. A lent tablet has no such page (lent.py)."""

import time
from dataclasses import dataclass
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from massage_site.ago import ago
from massage_site.audit.noting import opened

from . import browsers, idle
from .lent import loan_of


@dataclass(frozen=True)
class Place:
    """One browser in which a person is signed in."""

    words: str
    since: str
    used: str


@require_safe
def places(request):
    now, is_staff = time.time(), request.user.needs_password()
    open_now = [row for row in elsewhere(request) if is_open(row, now)]
    open_now.sort(key=lambda row: idle.last_seen(row, now), reverse=True)
    others = [(row.handle, place_of(row, now)) for row in open_now]
    base = "base_staff.html" if is_staff else "base_family.html"
    context = {"base": base, "is_staff": is_staff, "here": place_of(request, now), "others": others, "current": "today"}
    return render(request, "account/signed_in.html", context)


def elsewhere(request):
    return request.user.login_sessions.exclude(pk=request.session.session_key)


def is_open(row, now):
    """Not what opens nothing any more and only waits to be cleared away."""
    is_kept = row.expire_date.timestamp() > now and row.fits_the_password
    return is_kept and not idle.why_over(row, now, steps_run=True)


def place_of(sign_in, now):
    words = _("The ward’s tablet, lent to you") if loan_of(sign_in) else browsers.words_of(sign_in.session)
    return Place(words, *(ago(now - each(sign_in, now)) for each in (idle.opened_at, idle.last_seen)))


def by_who_it_is(view):
    """Who has something to be asked for says again who they are. A family has nothing; to sign out opens nothing."""

    @wraps(view)
    def door(request, **kwargs):
        ways = get_adapter().get_reauthentication_methods(request.user)
        if ways and is_reauthentication_required(request, app="account"):
            messages.info(request, _("First show that it is you. Then choose again."))
            return redirect(f"{ways[0]['url']}?{urlencode({'next': reverse('signed-in')})}")
        return view(request, **kwargs)

    return require_POST(door)


@by_who_it_is
def end(request, handle):
    """What ended by itself meanwhile, and what is nobody's, has the same answer: it opens nothing."""
    if row := next((each for each in elsewhere(request) if each.handle == handle), None):
        opened(request.user.pk)
        request.user.sign_out_of(elsewhere(request).filter(pk=row.pk))
    messages.success(request, _("It is signed out there."))
    return redirect("signed-in")


@by_who_it_is
def end_others(request):
    opened(request.user.pk)
    request.user.sign_out_of(elsewhere(request))
    messages.success(request, _("You are signed in only here now."))
    return redirect("signed-in")


urlpatterns = [
    path("", places, name="signed-in"),
    path("others/end/", end_others, name="signed-in-others-end"),
    path("<slug:handle>/end/", end, name="signed-in-end"),
]
