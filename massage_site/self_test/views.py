"""What the test of the way to the site asks for, and its page for the site's admin."""

import time

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from massage_site.audit.noting import opened

from .asking import HEADER, Finding
from .probe import look

SALT = "self-test"
A_MINUTE = 60


def ticket():
    """Shows the site that the question comes from who knows its secret."""
    return signing.dumps("look", salt=SALT)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def seen(request):
    """How a request arrives here. Without the ticket there is no such address: it would tell how a network is built."""
    try:
        signing.loads(request.headers.get(HEADER, ""), salt=SALT, max_age=A_MINUTE)
    except signing.BadSignature:
        raise Http404 from None
    size = sum(len(piece) for piece in iter(lambda: request.read(64 * 1024), b"")) if request.method == "POST" else 0
    return JsonResponse(arrived(request) | {"size": size})


def arrived(request):
    try:
        address = get_ip(request)
    except (PermissionDenied, ImproperlyConfigured):  # fewer addresses in the header than proxies were named
        address = ""
    forwarded = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    facts = {"host": request.META.get("HTTP_HOST", ""), "secure": request.is_secure(), "now": time.time()}
    return facts | {"address": address, "forwarded": forwarded, "proxies": settings.ALLAUTH_TRUSTED_PROXY_COUNT}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def self_test(request):
    """For who runs the site: a unit's lead can change no proxy."""
    if not request.user.is_superuser:
        raise PermissionDenied
    opened(request.user.pk)
    findings = None
    if request.method == "POST":
        findings = [*look(settings.SITE_URL, ticket()), clock_of(request.POST.get("device_time", ""), time.time())]
    return render(request, "self_test.html", {"findings": findings, "site": settings.SITE_URL})


def clock_of(device, now):
    """The device's clock: massages carry its time."""
    try:
        apart = abs(float(device) / 1000 - now)
    except ValueError:
        return Finding(True, _("The clock of this device was not looked at: that needs JavaScript."))
    if apart < A_MINUTE:
        return Finding(True, _("The clocks of this device and the server agree."))
    words = _("The clocks of this device and the server are %(n)s seconds apart.") % {"n": round(apart)}
    return Finding(False, words, _("Let both set their clocks by the network (NTP)."))


urlpatterns = [path("", self_test, name="self-test"), path("seen/", seen, name="self-test-seen")]
