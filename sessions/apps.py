"""Names the app. Its label is not "sessions", because Django's own login sessions have that one."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "massage_sessions"
    verbose_name = "Massages"
