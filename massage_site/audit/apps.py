"""The room of the audit, as an app: it has a table."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "massage_site.audit"
