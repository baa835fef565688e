"""Django's login session with its person beside it, so that somebody can be shown where they are signed in, and end it.

allauth's own list (allauth.usersessions) keeps a network address and the browser's whole name; here is neither.
"""

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import constant_time_compare
from django.utils.functional import cached_property

from . import codes


class LoginSession(AbstractBaseSession):
    """One browser. It has the two things of a request by which idle.py tells how long it stays: session and user."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="login_sessions"
    )

    @classmethod
    def get_session_store_class(cls):
        return SessionStore

    @cached_property
    def session(self):
        return self.get_decoded()

    @property
    def handle(self):
        """What a page may call it by: the key itself would let in whoever reads it."""
        return codes.keyed_hashes(self.session_key, "accounts.login-session")[0]

    @property
    def fits_the_password(self):
        """Whether it was opened under the password of today (families have one that nobody knows)."""
        hashes = [self.user.get_session_auth_hash(), *self.user.get_session_auth_fallback_hash()]
        return any(constant_time_compare(self.session.get(HASH_SESSION_KEY, ""), each) for each in hashes)


class SessionStore(db.SessionStore):
    """The engine (SESSION_ENGINE). Its name is part of the signature under each session: keep it."""

    @classmethod
    def get_model_class(cls):
        return LoginSession

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row
