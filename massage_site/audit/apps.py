"""The audit as an app of Django, because it has a table: who opened or did what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "massage_site.audit"
