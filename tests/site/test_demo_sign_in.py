"""Signing in by a click on a name: in the demo, and nowhere else."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from massage_site.accounts import demo


@pytest.fixture
def demo_mode(settings, tmp_path):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path


def test_outside_the_demo_there_is_no_list_and_no_way_in(client, cast):
    assert client.get("/demo/").status_code == 404
    assert client.post(f"/demo/{cast.tess.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_room_shows_its_pictures_as_small_bitmaps(client, db, demo_mode):
    shown = re.findall(r'<img src="/static/([^"]+)"', client.get("/demo/").content.decode())
    assert shown == demo.THUMBNAILS
    for name in shown:
        with Image.open(finders.find(name)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (320, 320))


def test_a_click_on_a_name_signs_that_person_in(client, cast, demo_mode):
    answer = client.post(f"/demo/{cast.tess.pk}/")
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.tess.pk)


def test_a_second_click_changes_the_person(client, cast, demo_mode):
    client.post(f"/demo/{cast.tess.pk}/")
    client.post(f"/demo/{cast.pat.pk}/")
    assert client.session["_auth_user_id"] == str(cast.pat.pk)


def test_opening_the_address_signs_nobody_in(client, cast, demo_mode):
    assert client.get(f"/demo/{cast.tess.pk}/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_another_site_cannot_click_for_you(cast, demo_mode):
    assert Client(enforce_csrf_checks=True).post(f"/demo/{cast.tess.pk}/").status_code == 403


def test_who_left_cannot_come_in(client, cast, demo_mode):
    cast.tess.is_active = False
    cast.tess.save(update_fields=["is_active"])
    assert client.post(f"/demo/{cast.tess.pk}/").status_code == 404


def test_without_an_introduction_people_stand_with_their_unit_or_with_the_families(cast, demo_mode):
    groups = {name: [str(person.user) for person in people] for name, people in demo.people_by_group()}
    assert groups == {
        "Maple NICU": ["Tess", "Lena", "Nora"],
        "Birch NICU": ["Tom", "Lou"],
        "Families": ["Pat", "Jo", "Ines", "Sam"],
    }


def test_the_introduction_gives_order_group_and_note(client, cast, demo_mode):
    demo.introduce([{"pk": cast.pat.pk, "name": "Pat", "group": "Bo and Ada", "note": "Parent of the twins"}])
    (group, (pat,)), *_ = demo.people_by_group()
    assert (group, pat.user, pat.note) == ("Bo and Ada", cast.pat, "Parent of the twins")
    assert "Parent of the twins" in client.get("/demo/").content.decode()


def test_whoever_joined_since_is_on_the_list_too(cast, demo_mode):
    demo.introduce([{"pk": cast.pat.pk, "name": "Pat", "group": "Bo and Ada", "note": ""}])
    everybody = [person.user for _, people in demo.people_by_group() for person in people]
    assert cast.sam in everybody
