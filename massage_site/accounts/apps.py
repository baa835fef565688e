"""The people and the units of the site."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "massage_site.accounts"
    label = "accounts"  # allauth's app is called "account"
