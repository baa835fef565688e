"""A device that lies there signs itself out, and steps that run keep it open."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

A_START = time.time()


@pytest.fixture(autouse=True)
def limits(settings):
    settings.IDLE_STAFF, settings.IDLE_FAMILY = timedelta(minutes=15), timedelta(days=14)
    settings.LONGEST_STAFF, settings.LONGEST_FAMILY = timedelta(hours=12), timedelta(days=180)


@pytest.fixture
def clock():
    with time_machine.travel(A_START, tick=False) as clock:
        yield clock


def test_a_tablet_of_the_staff_signs_itself_out_after_a_quarter_of_an_hour(client, cast, clock):
    client.force_login(cast.tess)
    for _ in range(3):
        clock.shift(14 * 60)
        assert client.get(reverse("babies")).status_code == 200
    clock.shift(15 * 60 + 61)
    answer = client.get(reverse("babies"), follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "we signed you out" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("who", "page", "step", "longest"), [
    ("tess", "babies", timedelta(minutes=14), timedelta(hours=12)),
    ("pat", "today", timedelta(days=10), timedelta(days=180)),
])  # fmt: skip
def test_however_busy_it_is_a_sign_in_ends(client, cast, clock, who, page, step, longest):
    client.force_login(getattr(cast, who))
    client.cookies["sessionid"]["max-age"] = ""
    passed = timedelta()
    while passed + step <= longest:
        clock.shift(step)
        passed += step
        assert client.get(reverse(page)).status_code == 200
    clock.shift(longest - passed + timedelta(seconds=1))
    assert "You were signed in here for a long time" in client.get(reverse(page), follow=True).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_family_stays_for_two_weeks_and_is_then_led_to_its_own_door(client, cast, clock):
    client.force_login(cast.pat)
    clock.shift(timedelta(days=13))
    assert client.get(reverse("today")).status_code == 200
    clock.shift(timedelta(days=13, hours=23))
    assert client.get(reverse("today")).status_code == 200
    client.cookies["sessionid"]["max-age"] = ""
    clock.shift(timedelta(days=14, seconds=-1))
    assert client.get(reverse("today")).status_code == 200


def test_a_family_that_was_away_for_longer_asks_at_the_cot(client, cast, clock, settings):
    settings.IDLE_FAMILY = timedelta(hours=1)
    client.force_login(cast.pat)
    clock.shift(timedelta(hours=2))
    answer = client.get(reverse("today"), follow=True)
    assert answer.redirect_chain == [(reverse("join"), 302)]
    assert "we signed you out" in answer.content.decode()


def test_steps_that_run_are_a_sign_of_life(client, cast, clock, settings):
    settings.IDLE_FAMILY = timedelta(minutes=10)
    client.force_login(cast.pat)
    for _ in range(5):
        clock.shift(4 * 60)
        assert client.head(reverse("alive")).status_code == 204
    assert client.get(reverse("today")).status_code == 200


def test_the_session_is_written_once_a_minute_and_not_for_every_page(client, cast, clock):
    client.force_login(cast.pat)
    clock.shift(61)
    client.get(reverse("alive"))
    assert client.session["seen"] == pytest.approx(A_START + 61)
    clock.shift(30)
    client.get(reverse("alive"))
    assert client.session["seen"] == pytest.approx(A_START + 61)
