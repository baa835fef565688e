"""The admin of the care rooms: a superuser looks, and changes nothing."""

import pytest
from cast import make_massage, password_alone
from django.contrib import admin
from django.test import Client
from django.urls import get_resolver, reverse

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


@pytest.fixture
def root(client, db):
    client.force_login(User.objects.create_superuser("root@elsewhere.example", "x", name="Root"))
    return client


def test_two_people_never_share_an_address_by_its_capitals(cast, root):
    sent = {"name": "Tess two", "email": cast.tess.email.title(), "is_active": "on"}
    assert "already exists" in root.post(reverse("admin:accounts_user_add"), sent).content.decode()


def test_a_unit_keeps_a_time_zone_that_exists(cast, root):
    sent = {"name": "Maple", "time_zone": "Mars/Olympus", "created_at_0": "2026-12-01", "created_at_1": "10:00"}
    page = root.post(reverse("admin:accounts_unit_change", args=[cast.maple.pk]), sent)
    assert "This is no time zone." in page.content.decode()


def test_somebody_whose_words_are_in_a_log_cannot_be_deleted(cast, root):
    make_massage(baby=cast.bo, author=cast.pat)
    root.post(reverse("admin:accounts_user_delete", args=[cast.pat.pk]), {"post": "yes"})
    assert User.objects.filter(pk=cast.pat.pk).exists()


def addresses():
    """Every address of the admin, with something where it asks for something."""
    known = get_resolver().namespace_dict["admin"][1].reverse_dict
    asked = {"app_label": "accounts", "url": "accounts/unit/", "object_id": "1", "content_type_id": 1, "id": "1"}
    for name in {each for each in known if isinstance(each, str)}:
        yield reverse(f"admin:{name}", kwargs={each: asked[each] for each in known.getlist(name)[0][0][0][1]})


def test_no_address_of_the_admin_opens_to_anybody_who_is_no_superuser(cast):
    every = sorted(addresses())
    assert len(every) > 60
    for person in (None, cast.pat, cast.nora, cast.lena):
        client = Client()
        if person:
            client.force_login(person)
        opened = {url for url in every if client.get(url).status_code == 200}
        assert opened == set(), person
    assert {url for url in every if client.post(url, {"name": "x"}).status_code == 200} == set()


def test_a_superuser_with_a_password_alone_is_led_to_the_second_step_everywhere(cast):
    root = User.objects.create_superuser("root@elsewhere.example", "x", name="Root")
    password_alone(client := Client(), root)
    ways = {client.get(url).url for url in addresses()}
    assert ways == {reverse("mfa_index")}


def test_an_address_without_a_name_leads_on_and_is_no_crash(cast, root):
    """The admin sends /unit/1/ on to /unit/1/change/, and that way has no name for the audit to read."""
    here = reverse("admin:accounts_unit_changelist") + f"{cast.maple.pk}/"
    assert root.get(here).url == reverse("admin:accounts_unit_change", args=[cast.maple.pk])
