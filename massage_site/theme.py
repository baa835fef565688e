"""Light, dark or dim, and the skins in the pictures: kept in cookies, so the first painted pixel is right."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from massage_site.cookies import drop, keep, kept
from massage_site.own_paths import own_path

THEMES = {"light", "dark", "dim"}
SKINS = {"1", "2", "3", "4", "5", "6"}
CHOICES = {"theme": THEMES, "baby": SKINS, "hand": SKINS}
A_YEAR = 365 * 24 * 3600


def chosen(request, what):
    """Return what this device chose, or nothing: then the device's own setting or the mixed set of skins holds."""
    value = kept(request, what)
    return value if value in CHOICES[what] else ""


def appearance(request):
    """Context of every page, also of those that come when the rest is broken."""
    return {
        "theme": chosen(request, "theme"),
        "skin_baby": chosen(request, "baby"),
        "skin_hand": chosen(request, "hand"),
    }


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request):
    """The page that asks, or a choice. A link to it changes nothing."""
    if request.method != "POST":
        return render(request, "colours.html", {"back": _way_back(request.GET)})
    answer = redirect(_way_back(request.POST))
    for what, values in CHOICES.items():
        value = request.POST.get(what)
        if value in values:
            keep(answer, what, value, A_YEAR, for_scripts=True)  # the theme module writes the same without a connection
        elif value == "":
            drop(answer, what)
    return answer


def _way_back(asked):
    return own_path(asked.get("next", "")) or reverse("front")


urlpatterns = [path("theme/", theme, name="theme")]
