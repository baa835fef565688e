"""Into the installed app by a code; and by name, in the demo only."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from . import demo
from .devices import GOOD_FOR, DeviceCode
from .models import User


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def device_code(request):
    """Shown once, in the answer to the tap that made it."""
    if request.user.needs_password():
        raise PermissionDenied
    code = DeviceCode.issue(request.user, timezone.now()) if request.method == "POST" else ""
    halves = [code[:4], code[4:]] if code else []
    minutes = int(GOOD_FOR.total_seconds()) // 60
    return render(request, "account/device_code.html", {"halves": halves, "minutes": minutes, "current": "today"})


@login_not_required
def demo_people(request):
    only_in_the_demo()
    return render(request, "demo.html", {"groups": demo.people_by_group(), "thumbnails": demo.THUMBNAILS})


@login_not_required
@require_POST
def demo_sign_in(request, pk):
    only_in_the_demo()
    user = get_object_or_404(User, pk=pk, is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


@login_not_required
def closed(request):
    """An address of allauth that leads nowhere here."""
    raise Http404


def only_in_the_demo():
    if not settings.DEMO:
        raise Http404
