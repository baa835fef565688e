"""The admin of the care rooms: a superuser looks, and changes nothing."""

import pytest
from cast import make_massage
from django.contrib import admin
from django.urls import reverse

from massage_site.accounts.models import User

SHOWN = [model for model in admin.site._registry if model._meta.app_label == "massage_sessions"]


@pytest.mark.parametrize("model", SHOWN, ids=[model.__name__ for model in SHOWN])
def test_lists_and_rows_open_and_nothing_can_be_changed(cast, client, model):
    make_massage(baby=cast.bo, author=cast.pat)
    client.force_login(User.objects.create_superuser("root@elsewhere.example", "x", name="Root"))
    base = f"admin:massage_sessions_{model._meta.model_name}"
    assert client.get(reverse(f"{base}_changelist")).status_code == 200
    assert client.get(reverse(f"{base}_add")).status_code == 403
    for row in model.objects.all()[:1]:
        assert client.get(reverse(f"{base}_change", args=[row.pk])).status_code == 200
        assert client.post(reverse(f"{base}_change", args=[row.pk]), {}).status_code == 403
        assert client.post(reverse(f"{base}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
