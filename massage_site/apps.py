"""The site itself, as an app: it has checks, commands and template tags."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "massage_site"

    def ready(self):
        from . import checks  # noqa: F401  registers them
