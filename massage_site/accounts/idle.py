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
        now, loan = time.time(), loan_of(request)
        over = why_over(request, now, steps_run=says_that_steps_run(request))
        if not over:
            if now - last_seen(request, now) >= (A_MOMENT if loan else A_MINUTE):
                request.session[SEEN] = now
            return None
        is_staff, is_open = request.user.needs_password(), not getattr(view, "login_required", True)
        logout(request)
        if loan:
            return None if is_open else redirect("tablet-back")
        messages.info(request, over)
        knows_its_door = getattr(view, "login_url", None)
        return None if is_staff or is_open or knows_its_door else redirect("join")


def says_that_steps_run(request):
    return request.method == "HEAD" and request.resolver_match.url_name == "alive"  # only our script asks so


def why_over(sign_in, now, *, steps_run):
    """Why it ended by itself, in words; nothing while it lasts. sign_in: a request, or a row (login_sessions.py)."""
    is_staff = sign_in.user.needs_password()
    if now - opened_at(sign_in, now) > _longest(is_staff):
        return TOO_LONG
    return TOO_QUIET if now - last_seen(sign_in, now) > _patience(sign_in, is_staff, steps_run) else ""


def _longest(is_staff):
    return (settings.LONGEST_STAFF if is_staff else settings.LONGEST_FAMILY).total_seconds()


def _patience(sign_in, is_staff, steps_run):
    if loan_of(sign_in):
        return LONGEST_STEPS if steps_run else settings.IDLE_LENT.total_seconds()
    return (settings.IDLE_STAFF if is_staff else settings.IDLE_FAMILY).total_seconds()


def opened_at(sign_in, now):
    """When it began; a step that was asked for again later does not begin it anew."""
    return min((each["at"] for each in get_authentication_records(sign_in, sign_in.user)), default=now)


def last_seen(sign_in, now):
    """When it was last used, to the minute; before that, when it was opened."""
    records = get_authentication_records(sign_in, sign_in.user)
    return sign_in.session.get(SEEN) or (records[-1]["at"] if records else now)
