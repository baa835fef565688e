"""The site itself, as an app: it has checks, commands, template tags and numbers in addresses."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "massage_site"

    def ready(self):
        from . import checks, numbers  # noqa: F401  registers them
