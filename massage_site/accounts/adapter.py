"""How allauth behaves here: nobody signs up alone, and what it keeps of a second step is sealed."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import consume
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import browsers
from .devices import DeviceCode
from .opened import has_asked, is_fresh

STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class ClosedDoorAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail and this password do not fit together. Please look at both again."),
        "too_many_login_attempts": _("Too many wrong tries. Please wait five minutes. A passkey still works."),
    }

    def is_open_for_signup(self, request):
        return False  # staff come by invitation, families by claim code

    def login(self, request, user):
        """Nothing of whoever held the device before goes along, such as a code that was typed and not used."""
        for name in set(request.session.keys()):
            if not name.startswith("account_"):
                del request.session[name]
        super().login(request, user)
        browsers.note(request)

    def logout(self, request):
        """A code for another device that was made a moment ago goes with it: who finds the tablet may have made it."""
        if request.user.is_authenticated:
            DeviceCode.objects.filter(user=request.user).delete()
        super().logout(request)

    def pre_authenticate(self, request, **credentials):
        """Slow the guessing of one account from one address (allauth) and from everywhere (here)."""
        account = super()._get_login_attempts_cache_key(request, **credentials)
        if not consume(request, action="account_failed", key=account, dry_run=True):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request, **credentials):
        consume(request, action="account_failed", key=super()._get_login_attempts_cache_key(request, **credentials))

    def _get_login_attempts_cache_key(self, request, **credentials):
        """A stranger who guesses from elsewhere does not lock the owner out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)} from {get_ip(request)}"

    def is_reauthentication_required(self, *, app, **kwargs):
        """Of staff. A family has nothing to be asked for; its pages look themselves at how it came in (keep.py)."""
        request = context.request
        is_asked = request.user.needs_password() and not is_fresh(request)
        return is_asked and super().is_reauthentication_required(app=app, **kwargs)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This did not fit. Wait for the next code, and try again."),
        "cannot_delete_authenticator": _("This is your only second step. Add another one first."),
    }

    def is_mfa_enabled(self, user, types=None):
        """Families have one way in at a time; what they keep on a device is no second step. The hospital's may be."""
        request = context.request
        if request and not request.user.is_authenticated and has_asked(request, user):
            return False
        return user.is_authenticated and user.needs_password() and super().is_mfa_enabled(user, types)

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator):
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=STEPS).exclude(pk=authenticator.pk)
        return others.exists() or not authenticator.user.needs_password()

    def encrypt(self, text):
        """A stolen backup opens no door: the key is not in the database."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _seal().decrypt(encrypted_text).decode()


def _seal():
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [hashlib.sha256(b"accounts.second-step:" + each.encode()).digest() for each in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
