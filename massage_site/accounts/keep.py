"""A family keeps its place on a device of its own: with a passkey, so that the next visit needs no code.

Only somebody who showed a moment ago who they are may add one. Whoever finds a tablet that lies open would otherwise
keep a way in of their own; they can only take one away.
"""

from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import opened


def for_family(view):
    @wraps(view)
    def door(request, *args, **kwargs):
        if request.user.needs_password():
            raise PermissionDenied  # staff have their own page, with a second step
        return view(request, *args, **kwargs)

    return door


def may_add(request):
    return opened.is_fresh(request, {"claim_code", "mfa"} | ({"demo"} if settings.DEMO else set()))


class Keep(webauthn.AddWebAuthnView):
    template_name = "account/keep.html"
    success_url = reverse_lazy("keep-place")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.request.user
        return context | {
            "may_add": may_add(self.request),
            "kept": Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("created_at"),
            "js_data": {"creation_options": auth.begin_registration(user, True)},
            "current": "today",
        }

    def form_valid(self, form):
        if not may_add(self.request):
            raise PermissionDenied
        auth.WebAuthn.add(self.request.user, form.cleaned_data["name"], form.cleaned_data["credential"])
        messages.success(self.request, _("Your place is kept on this device."))
        return redirect(self.success_url)


@require_POST
def end(request, pk):
    get_object_or_404(Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN).delete()
    messages.success(request, _("It opens nothing any more."))
    return redirect("keep-place")


urlpatterns = [
    path("", for_family(Keep.as_view()), name="keep-place"),
    path("<row:pk>/end/", for_family(end), name="keep-place-end"),
]
