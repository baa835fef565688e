"""What a device may keep, for how long, and how little it costs to hear that nothing has changed."""

from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_massage, make_plan, make_policy
from django.test import Client
from django.urls import reverse

from sessions.babies.models import CareTeamMember, LimbRestriction
from sessions.plans.holds import PlanHold

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
    make_policy(unit=family.maple, by=family.lena, copy_days=3)
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


# --- a routine that changed while the device knew nothing of it


def follow_a_copy(family, *, started_at):
    """Written down with version 1, as a device does that has not heard of version 2."""
    first = family.bo.plans.in_force().get()
    make_plan(baby=family.bo, by=family.tess, slugs=("toe-squeeze",), now=NOW - timedelta(days=1))
    return make_massage(baby=family.bo, author=family.pat, plan=first, started_at=started_at)


CHANGED = "The routine changed on 2 Dec. Your massage is kept as you followed it."


@pytest.fixture
def followed(family):
    family.bo.plans.in_force().update(assigned_at=NOW - timedelta(days=3))
    return follow_a_copy(family, started_at=NOW - timedelta(hours=1))


def test_the_family_hears_at_the_next_contact_that_the_routine_had_changed(pat, family, followed):
    assert followed.plan.number == 1
    for url in ("/today/", *(reverse(name, args=[family.bo.pk, followed.pk]) for name in ("massage-saved", "massage"))):
        assert CHANGED in pat.get(url).content.decode(), url


@pytest.mark.parametrize(("until", "said"), [(None, True), (NOW, True), (NOW - timedelta(hours=3), False)])
def test_the_family_hears_that_the_routine_was_on_hold(pat, family, until, said):
    by = {"held_by": family.nora, "ended_at": until, "ended_by": until and family.nora}
    plan = family.bo.plans.in_force().get()
    PlanHold.objects.create(baby=family.bo, plan=plan, reason="Drip", held_at=NOW - timedelta(hours=5), **by)
    massage = make_massage(baby=family.bo, author=family.pat, started_at=NOW - timedelta(hours=1))
    words = "The routine is on hold since 3 Dec. Your massage is kept as you followed it."
    for url in ("/today/", reverse("massage-saved", args=[family.bo.pk, massage.pk])):
        assert (words in pat.get(url).content.decode()) == said, url


def test_a_massage_from_before_the_change_says_nothing(pat, family):
    follow_a_copy(family, started_at=NOW - timedelta(days=1, hours=2))
    assert "The routine changed" not in pat.get("/today/").content.decode()


# --- an old copy asks


def test_the_page_carries_the_units_hours_for_its_question(pat, family):
    make_policy(unit=family.maple, by=family.lena, copy_ask_hours=4)
    assert 'data-changed="4"' in pat.get(path("massage-new", family)).content.decode()
