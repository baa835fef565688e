"""A family comes back without a code of the staff: by a PIN on this device, or by a code in its own e-mail."""

from functools import wraps

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from massage_site.audit import noting
from massage_site.cookies import keep, kept

from . import mail_codes, onward, opened
from .kept import DevicePin, KeptAddress
from .typed import AddressForm, CodeForm, PinForm

DEVICE = "device"  # what the cookie with the secret of a device is called (massage_site/cookies.py)
WHAT = "come-in"


def door(view):
    """For visitors; who is signed in goes on."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @login_not_required
    @wraps(view)
    def opened_or_passed(request):
        return redirect("home") if request.user.is_authenticated else view(request)

    return opened_or_passed


def pins_here(request, now):
    return DevicePin.objects.on(kept(request, DEVICE), now)


@door
def pin(request):
    now = timezone.now()
    pins = pins_here(request, now)
    if not pins:
        return render(request, "account/come_in_pin_gone.html", status=200 if request.method != "POST" else 410)
    form = PinForm(request.POST if request.method == "POST" else None, pins=pins)
    if form.is_valid():
        chosen = form.chosen()
        if chosen.opens(form.cleaned_data["pin"], now):
            answer = _in(request, chosen.user, "device_pin")
            remember(answer, kept(request, DEVICE))
            return answer
        noting.opened(chosen.user_id)
        if not DevicePin.objects.filter(pk=chosen.pk).exists():
            return render(request, "account/come_in_pin_gone.html", {"just_now": True}, status=410)
        form.add_error("pin", _("This PIN does not fit. After five wrong tries it ends."))
    return render(request, "account/come_in_pin.html", {"form": form}, status=422 if form.is_bound else 200)


@door
def mail(request):
    """The same answer for every address, known or not."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    wait = False
    if form.is_valid():
        address = form.cleaned_data["address"]
        if mail_codes.may_ask(request, address):
            kept = KeptAddress.find(address)
            code = mail_codes.begin(request, timezone.now(), **{WHAT: kept.pk if kept else None})
            if kept:
                mail_codes.send(address, code)
            return redirect("come-in-mail-code")
        wait = True
        form.add_error(
            "address", _("That was often. Please wait ten minutes. A new code from the staff works at once.")
        )
    status = 429 if wait else 422 if form.is_bound else 200
    return render(request, "account/come_in_mail.html", {"form": form}, status=status)


@door
def mail_code(request):
    now = timezone.now()
    waiting = mail_codes.waits(request, now, WHAT)
    if waiting is None:
        return redirect("come-in-mail")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = KeptAddress.at_hand(waiting[WHAT])
        may_try = consume(request, action="mail_code_typed")
        if may_try and mail_codes.take(request, form.cleaned_data["code"], now, WHAT) and kept:
            return _in(request, kept.user, "mail_code")
        noting.opened(kept.user_id if kept else None)
        form.add_error("code", _("This code does not fit. Look at each letter, or ask for a new one."))
    return render(request, "account/come_in_mail_code.html", {"form": form}, status=422 if form.is_bound else 200)


def remember(answer, device):
    """Leave the secret on the device, for as long as its PIN waits."""
    keep(answer, DEVICE, device, settings.PIN_DAYS * 24 * 3600)


def _in(request, person, method):
    wanted = onward.of(request) or "today"
    opened.come_in(request, person, method)
    return redirect(wanted)


urlpatterns = [
    path("pin/", pin, name="come-in-pin"),
    path("e-mail/", mail, name="come-in-mail"),
    path("e-mail/code/", mail_code, name="come-in-mail-code"),
]
