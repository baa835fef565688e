"""A tablet that lies there signs itself out: staff after minutes, families after days without a sign of life."""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.translation import gettext as _

SEEN = "seen"  # in the login session
A_MINUTE = 60  # the session is not written anew for every page


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
        away = now - last_seen(request, now)
        if away <= (settings.IDLE_STAFF if is_staff else settings.IDLE_FAMILY).total_seconds():
            if away >= A_MINUTE:
                request.session[SEEN] = now
            return None
        logout(request)
        messages.info(request, _("Nothing happened here for a while, so we signed you out."))
        return None if is_staff or not getattr(view, "login_required", True) else redirect("join")


def last_seen(request, now):
    """When this session was last used, to the minute; before that, when it was opened."""
    records = get_authentication_records(request, request.user)
    return request.session.get(SEEN) or (records[-1]["at"] if records else now)
