"""The link with which a new member of the staff chooses a password."""

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

GOOD_FOR = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def one_time_link(user):
    """Return allauth's password link. Choosing a password spends it."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return settings.SITE_URL + path
