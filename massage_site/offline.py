"""Without a connection: the service worker, its page, the manifest, and which pages may stay on a device."""

import hashlib
import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

COPY_DAYS = 14  # then a copy on a device is gone
SECONDS = 3  # how long a page waits for the network before its copy is shown
A_BABY = "00000000-0000-0000-0000-000000000000"
STAYS = ("massage-new", "massage-afterwards", "log")  # of each baby; Today stays too
PEOPLE_CHANGE = ("account_logout", "account_login", "join", "join-open", "demo-people")  # addresses that begin so

ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)


def stays(response, user, *, version=None):
    """Allow a device to keep a copy of this page for this person. Without it the worker keeps nothing."""
    response.headers["Handhug-Copy"] = str(user.pk)
    if version is not None:
        response.headers["Handhug-Routine"] = str(version)
    return response


@login_not_required
@require_safe
def worker(request):
    """The worker for the whole site; switched off, one that clears up behind itself and goes."""
    name = "sw.js" if settings.OFFLINE else "sw_retired.js"
    text = render_to_string(name, {"facts": json.dumps(_facts())})
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
    files = [*_ours("css", ".css"), *_ours("js", ".js"), "icons.svg", "favicon.svg", "django_htmx/htmx-2.min.js"]
    shell = [reverse("offline"), *(static(name) for name in files)]
    facts = {
        "shell": shell,
        "offline": reverse("offline"),
        "statics": settings.STATIC_URL,
        "today": reverse("today"),
        "pages": [f"^{reverse('today')}$", *(_pattern(name) for name in STAYS)],
        "people": [reverse(name) for name in PEOPLE_CHANGE],
        "days": COPY_DAYS,
        "seconds": SECONDS,
    }
    return facts | {"version": hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:12]}


def _pattern(name):
    return "^" + reverse(name, args=[A_BABY]).replace(A_BABY, "([0-9a-f-]{36})") + "$"


def _ours(folder, ending):
    root = settings.BASE_DIR / "static"
    return sorted(str(each.relative_to(root)) for each in (root / folder).rglob(f"*{ending}"))


urlpatterns = [
    path("sw.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
    path("manifest.webmanifest", manifest, name="manifest"),
]
