"""Without a connection: the service worker, its page, the manifest, and which pages may stay on a device."""

import hashlib
import json
import re
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from massage_site.storage import APART

SECONDS = 3  # how long a page waits for the network before its copy is shown
A_BABY = "00000000-0000-0000-0000-000000000000"
STAYS = (
    "massage-new",
    "massage-learn",
    "massage-afterwards",
    "massage-together",
    "log",
)  # of each baby; Today stays too
PEOPLE_CHANGE = (
    "account_logout",
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "hospital",
    "join",
    "join-open",
    "demo-people",
    "tablet-done",
)  # addresses that begin so

ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
# What is new in every answer and says nothing new. Copies live with it: the device makes keys and times of its own.
ALWAYS_NEW = re.compile(
    rb'(?:csrfmiddlewaretoken" value|data-ticket|data-made|name="(?:key|started_at|opened_at)" value)="[^"]*"'
)


def stays(response, user, *, days, version=None):
    """Allow a device to keep a copy of this page for this person, for so many days. Without it nothing is kept.

    The tag lets a device ask "still the same?" and get an answer without a page. It changes with the day: what a
    page carries to prove whose massage waits must not grow old.
    """
    response.headers["Handhug-Copy"] = str(user.pk)
    response.headers["Handhug-Days"] = str(days)
    if version is not None:
        response.headers["Handhug-Routine"] = str(version)
    about = f"{user.pk} {days} {version} {datetime.now(UTC):%F} ".encode()
    response.headers["ETag"] = f'"{hashlib.sha256(about + ALWAYS_NEW.sub(b"", response.content)).hexdigest()[:32]}"'
    return response


def gone(response):
    """Take the copy of this page off the device: what it shows is not true any more. For Today: all copies."""
    response.headers["Handhug-Copy"] = "gone"
    return response


@login_not_required
@require_safe
def worker(request):
    """The worker for the whole site; switched off, one that clears up behind itself and goes."""
    name = "sw.js" if settings.OFFLINE else "sw_retired.js"
    text = render_to_string(name, {"facts": json.dumps(_facts()), "outbox": _outbox()})
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@login_not_required
@require_safe
def offline(request):
    return render(request, "offline.html")


@login_not_required
@require_safe
def manifest(request):
    about = {
        "name": "Handhug",
        "short_name": "Handhug",
        "description": _("Massage routines for newborns, step by step."),
        "id": "/",
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#FBFBF7",
        "theme_color": "#FBFBF7",
        "icons": [
            {"src": static(f"icons/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(about, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})


def _facts():
    """What the worker has to know, with the hashed names of the files that every page needs."""
    files = [*_ours("css", ".css"), *_ours("js", ".js"), "icons.svg", "favicon.svg"]
    shell = [reverse("offline"), reverse("tablet-back"), *(static(name) for name in files)]
    facts = {
        "shell": shell,
        "offline": reverse("offline"),
        "back": reverse("tablet-back"),
        "statics": settings.STATIC_URL,
        "own": reverse("unit-picture", args=["x", 1]).removesuffix("x/1/"),
        "today": reverse("today"),
        "pages": [f"^{reverse('today')}$", *(_pattern(name) for name in STAYS)],
        "people": [reverse(name) for name in PEOPLE_CHANGE],
        "seconds": SECONDS,
    }
    return facts | {"version": hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:12]}


def _pattern(name):
    return "^" + reverse(name, args=[A_BABY]).replace(A_BABY, "([0-9a-f-]{36})") + "$"


def _ours(folder, ending):
    root = settings.BASE_DIR / "static"
    names = sorted(str(each.relative_to(root)) for each in (root / folder).rglob(f"*{ending}"))
    names = [name for name in names if name != APART]
    collected = None if settings.DEBUG else getattr(staticfiles_storage, "hashed_files", None)
    return [name for name in names if not collected or name in collected]  # one sheet was made of many


def _outbox():
    """The outbox as pages have it, in words that a worker understands: not every browser gives modules to one."""
    return (settings.BASE_DIR / "static/js/outbox.js").read_text(encoding="utf-8").replace("\nexport ", "\n")


urlpatterns = [
    path("sw.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
    path("manifest.webmanifest", manifest, name="manifest"),
]
