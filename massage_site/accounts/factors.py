"""The second step of the staff: an app with codes, passkeys, recovery codes. Views of allauth, narrowed.

What proves itself while it is set up counts for the session at once; nobody is asked again a minute later.
"""

from functools import wraps

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse_lazy

from . import opened


def for_staff(view):
    @wraps(view)
    def door(request, *args, **kwargs):
        if not request.user.needs_password():
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return door


class Ways(base.IndexView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_whole": opened.is_whole(self.request)}


class ActivateApp(totp.ActivateTOTPView):
    def form_valid(self, form):
        answer = super().form_valid(form)
        opened.note(self.request, "mfa", type=Authenticator.Type.TOTP)
        return answer


class AddPasskey(webauthn.AddWebAuthnView):
    def get_context_data(self, **kwargs):
        """Always one that knows its owner and is found without an e-mail, so that it also opens the door alone."""
        context = super().get_context_data(**kwargs)
        return context | {"js_data": {"creation_options": auth.begin_registration(self.request.user, True)}}

    def form_valid(self, form):
        answer = super().form_valid(form)
        opened.note(self.request, "mfa", type=Authenticator.Type.WEBAUTHN)
        return answer


class RemovePasskey(webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        if get_adapter().can_delete_authenticator(self.object):
            return super().form_valid(form)
        messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect(self.success_url)


urlpatterns = [
    path("", for_staff(Ways.as_view()), name="mfa_index"),
    path("authenticate/", base.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", for_staff(base.reauthenticate), name="mfa_reauthenticate"),
    path("app/", for_staff(ActivateApp.as_view()), name="mfa_activate_totp"),
    path("app/remove/", for_staff(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", for_staff(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", for_staff(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("passkeys/new/", for_staff(AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<row:pk>/remove/", for_staff(RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("passkeys/once-more/", for_staff(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
]
