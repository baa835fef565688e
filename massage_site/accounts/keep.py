"""A family keeps its place, so that the next visit needs no code: by a passkey, a PIN on this device, or its e-mail.

Only somebody who showed a moment ago who they are may add one. Whoever finds a tablet that lies open would otherwise
keep a way in of their own; they can only take one away.
"""

import secrets
from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from massage_site.cookies import kept

from . import mail_codes, opened
from .coming_back import DEVICE, pins_here, remember
from .kept import DevicePin, KeptAddress, hashes_of
from .typed import AddressForm, CodeForm, NewPinForm

WHAT = "keep"
page = require_http_methods(["GET", "HEAD", "POST"])


def for_family(view):
    @wraps(view)
    def door(request, *args, **kwargs):
        if request.user.needs_password():
            raise PermissionDenied  # staff have their own page, with a second step
        return view(request, *args, **kwargs)

    return door


def may_add(request):
    return opened.is_fresh(request, {"claim_code", "mfa"} | ({"demo"} if settings.DEMO else set()))


def while_fresh(view):
    """A page that adds a way in; later, the page that says why not."""

    @wraps(view)
    def door(request):
        return view(request) if may_add(request) else redirect("keep-place")

    return for_family(page(door))


class Keep(webauthn.AddWebAuthnView):
    template_name = "account/keep.html"
    success_url = reverse_lazy("keep-place")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "may_add": may_add(self.request),
            "kept": ways_of(self.request, timezone.now()),
            "js_data": {"creation_options": auth.begin_registration(self.request.user, True)},
            "current": "today",
        }

    def form_valid(self, form):
        if not may_add(self.request):
            raise PermissionDenied
        auth.WebAuthn.add(self.request.user, form.cleaned_data["name"], form.cleaned_data["credential"])
        messages.success(self.request, _("Your place is kept on this device."))
        return redirect(self.success_url)


def ways_of(request, now):
    """What opens this person's place: words, since when, and the address that takes it away."""
    keys = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).order_by("created_at")
    ways = [(str(each), each.created_at, reverse("keep-place-end", args=[each.pk])) for each in keys]
    here = {each.pk for each in pins_here(request, now)}
    for each in request.user.device_pins.filter(expires_at__gt=now).order_by("created_at"):
        words = _("PIN on this device") if each.pk in here else _("PIN on another device")
        ways.append((words, each.created_at, reverse("keep-pin-end", args=[each.pk])))
    for each in KeptAddress.objects.filter(user=request.user):
        ways.append((_("A code by e-mail"), each.created_at, reverse("keep-mail-end", args=[each.pk])))
    return ways


@while_fresh
def pin(request):
    form = NewPinForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "days": settings.PIN_DAYS, "current": "today"}
        return render(request, "account/keep_pin.html", context, status=422 if form.is_bound else 200)
    device = kept(request, DEVICE) or secrets.token_urlsafe(32)
    DevicePin.keep(request.user, device, form.cleaned_data["pin"], timezone.now())
    messages.success(request, _("Your place is kept on this device."))
    answer = redirect("keep-place")
    remember(answer, device)
    return answer


@while_fresh
def mail(request):
    form, wait = AddressForm(request.POST if request.method == "POST" else None), False
    if form.is_valid():
        address = form.cleaned_data["address"]
        if mail_codes.may_ask(request, address):
            mail_codes.send(address, mail_codes.begin(request, timezone.now(), **{WHAT: hashes_of(address)}))
            return redirect("keep-mail-code")
        wait = True
        form.add_error("address", _("That was often. Please wait ten minutes."))
    context = {"form": form, "current": "today"}
    return render(request, "account/keep_mail.html", context, status=429 if wait else 422 if form.is_bound else 200)


@page
def mail_code(request):
    """The address counts only now. Somebody else's place with it is told to who reads its letters, to nobody else."""
    now = timezone.now()
    if mail_codes.waits(request, now, WHAT) is None:
        return redirect("keep-place")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (waiting := mail_codes.take(request, form.cleaned_data["code"], now, WHAT)):
        try:
            KeptAddress.keep(request.user, waiting[WHAT], now)
        except (ValueError, IntegrityError):  # a moment ago
            messages.error(request, _("This e-mail opens another place already. Please take another one."))
            return redirect("keep-mail")
        messages.success(request, _("Your place is kept by your e-mail."))
        return redirect("keep-place")
    if form.is_valid():
        form.add_error("code", _("This code does not fit. Look at each letter, or ask for a new one."))
    context = {"form": form, "current": "today"}
    return render(request, "account/keep_mail_code.html", context, status=422 if form.is_bound else 200)


def ending(name):
    """A view that takes away one of a person's own ways in. name: of what hangs on the person."""

    @for_family
    @require_POST
    def end(request, pk):
        mine = {
            "passkey": Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN),
            "pin": DevicePin.objects.all(),
            "mail": KeptAddress.objects.all(),
        }[name]
        get_object_or_404(mine, pk=pk, user=request.user).delete()
        messages.success(request, _("It opens nothing any more."))
        return redirect("keep-place")

    return end


urlpatterns = [
    path("", for_family(Keep.as_view()), name="keep-place"),
    path("<row:pk>/end/", ending("passkey"), name="keep-place-end"),
    path("pin/", pin, name="keep-pin"),
    path("pin/<row:pk>/end/", ending("pin"), name="keep-pin-end"),
    path("e-mail/", mail, name="keep-mail"),
    path("e-mail/code/", for_family(mail_code), name="keep-mail-code"),
    path("e-mail/<row:pk>/end/", ending("mail"), name="keep-mail-end"),
]
