"""Where somebody wanted to go before they came in: remembered while they look for their code, if it is ours."""

import time

from massage_site.own_paths import own_path

WANTED = "onward"  # in the login session, and out of it as soon as somebody comes in
GOOD_FOR = 30 * 60  # seconds: whoever comes in on this device tomorrow wanted something else


def remember(request):
    """Keep the page that led here (?next=)."""
    if path := own_path(request.GET.get("next", "")):
        request.session[WANTED] = {"path": path, "until": time.time() + GOOD_FOR}


def of(request):
    """The path on this site, or nothing."""
    wanted = request.session.get(WANTED)
    return wanted["path"] if wanted and wanted["until"] > time.time() else ""
