"""A stop is kept at once; how the baby was comes a little later, and fills only what is still open."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.urls import reverse

from sessions.massages.models import Massage

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch", "Accept": "application/json"}
SAID = {"mood_after": "sleepy", "none_seen": "yes", "enjoyed": "yes", "note": "Soft feet."}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(cast, catalogue):
    return make_plan(baby=cast.bo, by=cast.tess)


@pytest.fixture
def pat(client, cast):
    client.force_login(cast.pat)
    return client


@pytest.fixture
def stop(cast, plan):
    """What is sent when "Stop for today" is tapped."""
    return bare(cast)


def bare(cast, **more):
    facts = {"mood_after": "", "signs": "not_asked", "started_at": NOW - timedelta(minutes=5)} | more
    massage, _ = Massage.record(
        key=uuid.uuid4(), baby=cast.bo, author=cast.pat, giver=cast.pat, now=NOW, ended_at=NOW - timedelta(minutes=3),
        time_zone="Europe/London", plan=cast.bo.plans.in_force().first(), outcome="stopped", mood_before="calm",
        **facts,
    )  # fmt: skip
    return massage


def say(client, massage, data, **headers):
    return client.post(reverse("massage-after", args=[massage.baby_id, massage.key]), data, headers=headers)


def kept(massage):
    return Massage.objects.get(pk=massage.pk)


def test_a_stop_without_a_face_rests_the_day_for_the_whole_family(client, cast, stop):
    client.force_login(cast.jo)
    assert "Enough for today" in client.get(reverse("today")).content.decode()


def test_how_it_was_is_added_to_that_very_massage(pat, stop):
    answer = say(pat, stop, SAID, **FETCH)
    assert (answer.status_code, answer.headers["Handhug-Key"]) == (200, str(stop.key))
    row = kept(stop)
    assert (row.mood_after, row.signs, row.enjoyed, row.note) == ("sleepy", "none_seen", True, "Soft feet.")
    assert (row.outcome, row.mood_before, row.giver.name) == ("stopped", "calm", "Pat")
    assert row.corrections.count() == 0


def test_said_twice_it_is_said_once_and_what_was_said_stays(pat, stop):
    say(pat, stop, SAID)
    say(pat, stop, SAID)
    say(pat, stop, {"mood_after": "crying", "enjoyed": "no", "note": "Other words."})
    row = kept(stop)
    assert (row.mood_after, row.signs, row.enjoyed, row.note) == ("sleepy", "none_seen", True, "Soft feet.")


def test_what_was_put_right_is_never_put_back_by_an_answer_that_comes_late(pat, cast, stop):
    say(pat, stop, SAID | {"sign": "yawns", "none_seen": ""})
    row = kept(stop)
    row.correct({"note": "", "mood_after": ""}, by=cast.pat, now=NOW)
    row.correct_cues([], by=cast.pat, now=NOW)
    say(pat, stop, SAID | {"sign": "yawns", "none_seen": ""})
    assert (kept(stop).note, kept(stop).mood_after, kept(stop).cues.count()) == ("", "", 0)


def test_signs_of_the_pause_and_of_the_last_page_stand_together(pat, cast, plan):
    massage = bare(cast, signs="seen", cues=[{"slug": "yawns", "second": 40}])
    say(pat, massage, {"sign": ["yawns", "looks-away"]})
    assert [(cue.slug, cue.second) for cue in massage.cues.order_by("pk")] == [("yawns", 40), ("looks-away", None)]
    assert kept(massage).signs == "seen"


def test_the_page_does_not_offer_none_seen_when_a_sign_was_seen(pat, cast, plan):
    massage = bare(cast, signs="seen", cues=[{"slug": "yawns"}])
    page = pat.get(reverse("massage-after", args=[cast.bo.pk, massage.key])).content.decode()
    assert "How is Bo now?" in page
    assert "None seen" not in page


def test_somebody_else_gave_it(pat, cast, stop):
    say(pat, stop, {"giver": cast.jo.pk})
    assert kept(stop).who == "Jo"
    say(pat, stop, {"giver": cast.pat.pk})
    assert kept(stop).who == "Jo"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mood_after": "green"}, "Choose one of the five faces."),
        ({"sign": ["yawns"], "none_seen": "yes"}, "Please keep one of them."),
        ({"giver": "else"}, "Write who gave the massage."),
    ],
)
def test_a_mistake_comes_back_with_what_was_typed(pat, stop, change, sentence):
    page = say(pat, stop, SAID | change)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Soft feet." in page.content.decode()
    assert kept(stop).note == ""


def test_only_who_wrote_it_says_more(client, cast, stop):
    client.force_login(cast.jo)
    assert say(client, stop, SAID).status_code == 403
    assert kept(stop).mood_after == ""


def test_signed_out_a_device_hears_401(client, stop):
    assert say(client, stop, SAID, **FETCH).status_code == 401


def test_a_day_that_rests_still_asks_how_the_baby_was(pat, cast, stop):
    address = reverse("massage-after", args=[cast.bo.pk, stop.key])
    assert address in pat.get(reverse("massage-new", args=[cast.bo.pk])).content.decode()
    say(pat, stop, SAID)
    assert address not in pat.get(reverse("massage-new", args=[cast.bo.pk])).content.decode()


def test_a_whole_form_at_once_is_still_one_massage(pat, cast, plan):
    """The page without JavaScript sends everything together."""
    massage = make_massage(baby=cast.bo, author=cast.pat)
    assert (massage.mood_after, massage.signs) == ("calm", "none_seen")
