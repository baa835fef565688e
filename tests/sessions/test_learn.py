"""Learn first: the whole routine in pictures, with no clock, nothing written down, on any day."""

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.urls import reverse

from massage_site import offline
from sessions.babies.models import LimbRestriction
from sessions.massages.models import Massage

pytestmark = pytest.mark.django_db


@pytest.fixture
def learn(client, cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands", "thumb-over-thumb"))
    client.force_login(cast.pat)
    with time_machine.travel(NOW, tick=False):
        yield lambda: client.get(reverse("massage-learn", args=[cast.bo.pk]))


def test_every_step_stands_there_with_the_picture_of_the_leg_in_the_routine(learn):
    answer = learn()
    page = answer.content.decode()
    turns = answer.context["course"].turns
    assert [turn.version.technique.slug for turn in turns] == ["resting-hands", "thumb-over-thumb"]
    assert all(step.text in page for turn in turns for step in turn.steps)
    assert page.count("-left.svg") >= sum(len(turn.steps) for turn in turns)
    assert "-right.svg" not in page
    assert "Left foot, 3 rounds" in page
    assert page.index("Clean and dry your hands") < page.index(turns[0].steps[0].text)
    assert page.index("Put the device away, then start.") > page.index(turns[-1].steps[-1].text)


def test_there_is_no_clock_and_nothing_is_sent(learn):
    page = learn().content.decode().split("<main")[1]
    assert "<form" not in page
    assert "data-thread" not in page
    assert not Massage.objects.exists()


def test_it_is_open_on_a_day_that_rests_and_offers_no_start_there(learn, cast):
    make_massage(baby=cast.bo, author=cast.jo, outcome="stopped", started_at=NOW)
    page = learn().content.decode()
    assert "Slide one thumb slowly up to the toes." in page
    assert "Enough for today. Holding is lovely." in page
    assert "Put the device away" not in page
    assert reverse("massage-new", args=[cast.bo.pk]) not in page


def test_a_leg_that_rests_now_is_not_shown(learn, cast):
    LimbRestriction.objects.create(baby=cast.bo, limb="left", reason="Drip", noted_by=cast.nora, noted_at=NOW)
    assert "legs rest now" in learn().content.decode()


def test_it_stays_on_the_device_and_today_asks_for_it(learn, cast, client):
    assert learn().headers["Handhug-Copy"] == str(cast.pat.pk)
    assert "massage-learn" in offline.STAYS
    today = client.get(reverse("today")).content.decode()
    kept = today.split('data-pages="')[1].split('"')[0].split()
    assert reverse("massage-learn", args=[cast.bo.pk]) in kept
    assert reverse("massage-learn", args=[cast.bo.pk]) in today.split('class="acts"')[1].split("</section>")[0]
