"""A tablet that lies there signs itself out: staff after minutes, families after days without a sign of life.

And however busy it is, a sign-in ends: with the shift, or for a family after months.
"""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from .lent import loan_of

SEEN = "seen"  # in the login session
A_MINUTE = 60  # the session is not written anew for every page
A_MOMENT = 5  # for a lent tablet, whose few minutes are counted closely
LONGEST_STEPS = 3600  # seconds: steps that ran without a line say so when it is back

TOO_QUIET = _("Nothing happened here for a while, so we signed you out.")
TOO_LONG = _("You were signed in here for a long time, so we signed you out. Please come in again.")


class IdleMiddleware:
    """What waits on the device to be sent needs no sign-in: each massage carries its own ticket."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        now, is_staff = time.time(), request.user.needs_password()
        away, loan = now - last_seen(request, now), loan_of(request)
        is_over = now - _opened_at(request, now) > _longest(is_staff)
        if away <= _patience(request, is_staff, loan) and not is_over:
            if away >= (A_MOMENT if loan else A_MINUTE):
                request.session[SEEN] = now
            return None
        logout(request)
        is_open = not getattr(view, "login_required", True)
        if loan:
            return None if is_open else redirect("tablet-back")
        messages.info(request, TOO_LONG if is_over else TOO_QUIET)
        knows_its_door = getattr(view, "login_url", None)
        return None if is_staff or is_open or knows_its_door else redirect("join")


def _patience(request, is_staff, loan):
    if loan and request.method == "HEAD" and request.resolver_match.url_name == "alive":  # only our script asks so
        return LONGEST_STEPS
    return (settings.IDLE_LENT if loan else settings.IDLE_STAFF if is_staff else settings.IDLE_FAMILY).total_seconds()


def _longest(is_staff):
    return (settings.LONGEST_STAFF if is_staff else settings.LONGEST_FAMILY).total_seconds()


def _opened_at(request, now):
    """When this session began; a step that was asked for again later does not begin it anew."""
    return min((each["at"] for each in get_authentication_records(request, request.user)), default=now)


def last_seen(request, now):
    """When this session was last used, to the minute; before that, when it was opened."""
    records = get_authentication_records(request, request.user)
    return request.session.get(SEEN) or (records[-1]["at"] if records else now)
