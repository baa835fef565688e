"""What a device may keep, for how long, and how little it costs to hear that nothing has changed."""

from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.test import Client
from django.urls import reverse

from sessions.babies.models import CareTeamMember, LimbRestriction
from sessions.policies.models import UnitPolicy

pytestmark = pytest.mark.django_db
PAGES = ("today", "massage-new", "massage-afterwards", "log")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def family(cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess)
    return cast


@pytest.fixture
def pat(family):
    return signed_in(family.pat)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def path(name, family):
    return reverse(name, args=[] if name == "today" else [family.bo.pk])


def ask(client, name, family, tag):
    return client.get(path(name, family), headers={"If-None-Match": tag})


@pytest.mark.parametrize("name", PAGES)
def test_the_same_page_is_not_sent_twice(pat, family, clock, name):
    tag = pat.get(path(name, family))["ETag"]
    clock.shift(timedelta(minutes=7))  # new keys, new times, new tokens: and still the same page
    answer = ask(pat, name, family, tag)
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize("name", PAGES)
def test_what_changed_is_sent(pat, family, name):
    tag = pat.get(path(name, family))["ETag"]
    if name == "massage-new":
        LimbRestriction.objects.create(baby=family.bo, limb="left", reason="Drip", noted_by=family.nora, noted_at=NOW)
    elif name == "massage-afterwards":
        make_plan(baby=family.bo, by=family.tess, slugs=("toe-squeeze",))
    else:
        make_massage(baby=family.bo, author=family.jo)
    assert ask(pat, name, family, tag).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_the_next_day_it_is_sent_anew_so_that_what_proves_the_author_never_grows_old(pat, family, clock, name):
    tag = pat.get(path(name, family))["ETag"]
    clock.shift(timedelta(days=1))
    assert ask(pat, name, family, tag).status_code == 200


def test_nobody_hears_not_modified_about_the_page_of_somebody_else(pat, family):
    tag = pat.get(path("log", family))["ETag"]
    assert ask(signed_in(family.jo), "log", family, tag).status_code == 200


def test_staff_get_no_copy(family):
    answer = signed_in(family.tess).get(path("log", family))
    assert "Handhug-Copy" not in answer.headers


@pytest.mark.parametrize("name", PAGES)
def test_a_copy_lives_as_long_as_the_unit_says(pat, family, name):
    assert pat.get(path(name, family))["Handhug-Days"] == "14"
    UnitPolicy.objects.create(unit=family.maple, copy_days=3)
    assert pat.get(path(name, family))["Handhug-Days"] == "3"


def test_without_a_baby_or_a_routine_the_device_is_told_to_drop_its_copy(pat, family):
    family.bo.plans.in_force().update(status="ended", ended_at=NOW)
    assert pat.get(path("massage-new", family))["Handhug-Copy"] == "gone"
    CareTeamMember.objects.filter(user=family.pat).update(ended_at=NOW)
    assert pat.get(path("today", family))["Handhug-Copy"] == "gone"


def test_pages_travel_small(pat, family):
    page = pat.get(path("massage-new", family), headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 12 * 1024
