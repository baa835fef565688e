"""The ward's tablet in a family's hands: one person, the babies it was lent for, and back after a few idle minutes.

Closed by default: an address that is not named here does not open on a lent tablet, and the doors to the babies know
only those it was lent for (sessions/babies/access.py).
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import cached_property
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from massage_site import sealing

from . import opened

LENT = "lent"  # in the login session
OPEN = {
    "front", "home", "theme", "worker", "offline", "manifest", "alive", "tablet-back", "tablet-done", "outbox",
    "library", "technique", "technique-step", "before-you-start", "reading-your-baby", "by-age", "why", "unit-picture",
    "today", "logs", "log", "plan-versions", "plan-version",
    "massage-new", "massage-with-staff", "massage-learn", "massage-starts", "massages", "massage-afterwards",
    "massage-together", "massage-saved", "massage-after", "massage-undo", "massage", "massage-correct", "massage-error",
    "massage-move", "set-aside-removal",
}  # fmt: skip


@dataclass(frozen=True)
class Loan:
    """What the login session says about it."""

    babies: tuple[str, ...]
    names: str  # of the babies, as people say them

    @cached_property
    def key(self):
        return sealing.public_key()

    @property
    def idle_seconds(self):
        return int(settings.IDLE_LENT.total_seconds())


def lend(request, person, babies, names):
    """Give this device to a person. Whoever held it before is signed out of it, and nothing of theirs stays."""
    request.session.flush()
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    opened.note(request, "lent")
    request.session[LENT] = {"babies": [str(pk) for pk in babies], "names": names}


def loan_of(sign_in):
    said = sign_in.session.get(LENT)
    return Loan(tuple(said["babies"]), said["names"]) if said else None


class LentMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = response.status_code in (403, 404) and request.accepts("text/html")
        if is_page and request.session.get(LENT):  # with the way back to the staff on it
            request.loan = loan_of(request)
            return render(request, "lent/closed.html", status=response.status_code)
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        request.loan = loan_of(request)
        if request.loan is None:
            return None
        request.user.lent_for = request.loan.babies
        is_open = (request.resolver_match.url_name or "") in OPEN
        return None if is_open else render(request, "lent/closed.html", status=403)


@login_not_required
@require_safe
def back(request):
    """The last page of a loan, the same for everybody: its script clears the device, also without a connection."""
    return render(request, "lent/back.html", {"lent": None, "messages": ()})


# Exempt from CSRF: the page that a device kept may be older than its token. It only ever ends a loan, and the cookie
# is not sent along from other sites (SameSite).
@csrf_exempt
@login_not_required
@require_POST
def done(request):
    if loan_of(request) is not None:
        logout(request)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect("tablet-back")


urlpatterns = [
    path("", back, name="tablet-back"),
    path("done/", done, name="tablet-done"),
]
