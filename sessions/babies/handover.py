"""From the browser into the installed app: a code for another device of the same person."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from massage_site.accounts.devices import GOOD_FOR, DeviceCode

from .access import family_babies_for


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def device_code(request):
    """Shown once, in the answer to the tap that made it. Who opens no baby any more takes nothing to another device."""
    now = timezone.now()
    if request.user.needs_password() or not family_babies_for(request.user, now).exists():
        raise PermissionDenied
    code = DeviceCode.issue(request.user, now) if request.method == "POST" else ""
    halves = [code[:4], code[4:]] if code else []
    minutes = int(GOOD_FOR.total_seconds()) // 60
    return render(request, "account/device_code.html", {"halves": halves, "minutes": minutes, "current": "today"})
