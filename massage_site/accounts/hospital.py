"""Staff come in by the hospital's own sign-in. It opens only places that a lead has written, and makes nobody."""

import logging
import secrets
from http import HTTPStatus

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import consume, respond_429
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from massage_site.audit import noting

from .models import User

PROVIDER = "hospital"
logger = logging.getLogger(__name__)


class HospitalDoor(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Let in or refuse; after this allauth signs in whoever `sociallogin.user` is, and asks for the second step."""
        nonce = sociallogin.id_token.get("nonce") or ""
        if not constant_time_compare(nonce, sociallogin.state["nonce"]):
            raise refusal(request, "failed")
        person = sociallogin.user if sociallogin.is_existing else _by_address(request, sociallogin)
        noting.opened(person.pk)
        if not (person.is_active and person.works_in().exists()):
            raise refusal(request, "ended")
        if not sociallogin.is_existing:
            sociallogin.account.user = sociallogin.user = person
            sociallogin.account.save()
        if has_second_step(sociallogin.id_token):
            record_authentication(request, person, "hospital_step")

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        if exception is not None:  # kinds only: what stands in them may be about a person
            kinds = [type(each).__name__ for each in (exception, exception.__cause__) if each is not None]
            logger.warning("The hospital's answer was refused: %s", " from ".join(kinds))
        if (extra_context or {}).get("state"):
            noting.opened(None)
        raise refusal(request, "cancelled" if error == "cancelled" else "failed")


def has_second_step(token):
    """Whether the hospital says that it asked for a second step, in the words that the site's admin has named."""
    ways = token.get("amr") or []
    said = {token.get("acr"), *(ways if isinstance(ways, list) else [])}
    return any(each in said for each in settings.OIDC_SECOND_STEP)


def refusal(request, why, status=HTTPStatus.FORBIDDEN):
    context = {"why": why, "hospital": settings.OIDC_NAME}
    return ImmediateHttpResponse(render(request, "account/hospital_refused.html", context, status=status))


def _by_address(request, sociallogin):
    """The one of the staff whose address a lead has written, once: later only the hospital's own number counts."""
    checked = [each.email.lower() for each in sociallogin.email_addresses if each.verified]
    person = User.objects.filter(email__in=checked, memberships__ended_at=None, memberships__isnull=False).first()
    if person is None:
        noting.opened(None)
        raise refusal(request, "unknown" if checked else "unchecked")
    issuer = sociallogin.account.extra_data["iss"]
    if SocialAccount.objects.filter(user=person, provider=PROVIDER, extra_data__iss=issuer).exists():
        noting.opened(person.pk)
        raise refusal(request, "somebody-else")
    return person


def provider_of(request):
    """Only the environment names it: who got into the admin opens no door for everybody."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        raise Http404
    return get_adapter().get_provider(request, PROVIDER)


@login_not_required
@require_POST
@never_cache
def sign_in(request):
    """Go there by a page and not by a redirect: `form-action 'self'` holds for every redirect that follows a form."""
    provider = provider_of(request)
    if request.user.is_authenticated:
        return redirect("home")
    if not consume(request, action="login"):
        return respond_429(request)
    nonce = secrets.token_urlsafe(24)
    params = provider.get_auth_params() | {"nonce": nonce}
    try:
        there = provider.redirect(
            request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request), auth_params=params, nonce=nonce
        ).url
    except (RequestException, KeyError, ValueError):
        return refusal(request, "silent", HTTPStatus.SERVICE_UNAVAILABLE).response
    answer = render(request, "account/hospital_go.html", {"there": there, "hospital": provider.name})
    answer["Refresh"] = f"0; url={there}"
    return answer


@login_not_required
@require_safe
@never_cache
def back(request):
    provider = provider_of(request)
    try:
        return OAuth2CallbackView.adapter_view(provider.get_oauth2_adapter(request))(request)
    except (KeyError, ValueError):  # of what the hospital's server says about itself
        return refusal(request, "failed").response


urlpatterns = [path("", sign_in, name="hospital"), path("back/", back, name="hospital-back")]
