"""How this login session was opened: what allauth notes at its doors, and what we note at ours."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login

from . import browsers

# A code of the app, a recovery code, or a passkey: allauth notes one only after it was right. Or the hospital's step.
WHOLE = {"mfa", "hospital_step"}
FRESH = 15 * 60  # seconds in which nobody is asked twice who they are


def note(request, method, **facts):
    """Write down how the person who is signed in came in. Call it after login(), which may start the session anew."""
    record_authentication(request, request.user, method, **facts)
    browsers.note(request)


def come_in(request, person, method):
    """Sign in with a fresh session, so that nothing of whoever held the device before stays."""
    request.session.flush()
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    note(request, method)


def is_whole(request):
    """Whether more than a password opened this session. The demo's click on a name counts, while it is the demo."""
    whole = WHOLE | ({"demo"} if settings.DEMO else set())
    return any(record["method"] in whole for record in get_authentication_records(request, request.user))


def is_fresh(request, methods=None):
    """Whether this person showed a moment ago who they are (by one of these methods)."""
    since = time.time() - FRESH
    records = get_authentication_records(request, request.user)
    return any(each["at"] > since and (methods is None or each["method"] in methods) for each in records)


def has_asked(request, user):
    """Whether the hospital's own sign-in, through which this person comes in now, has asked for a second step."""
    records = get_authentication_records(request, user)
    return any(each["method"] == "hospital_step" and each["at"] > time.time() - 60 for each in records)
