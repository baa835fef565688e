"""Massages that waited locked on a lent tablet: opened by this server alone, under the name on their ticket."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_plan
from django.test import Client
from django.urls import reverse
from sealing_device import seal

from massage_site import sealing
from sessions.babies.models import CareTeamMember
from sessions.massages import tickets
from sessions.massages.aside import SetAside
from sessions.massages.models import Massage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(cast, catalogue):
    return make_plan(baby=cast.bo, by=cast.tess)


def massage(cast, plan, **more):
    return {
        "kind": "massage", "key": str(uuid.uuid4()), "plan": str(plan.pk), "time_zone": "Europe/London",
        "started_at": (NOW - timedelta(minutes=3)).isoformat(), "ended_at": NOW.isoformat(), "outcome": "completed",
        "mood_before": "calm", "ticket": tickets.issue(cast.pat, cast.bo, plan, NOW),
    } | more  # fmt: skip


def after(data, **more):
    return {"kind": "after", "key": data["key"], "ticket": data["ticket"], "mood_after": "asleep"} | more


def send(data, client=None, key=None):
    client = client or Client(enforce_csrf_checks=True)
    return client.post(reverse("outbox"), {"sealed": seal(data, key or sealing.public_key())})


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("who", [None, "jo", "sam", "tess"])
def test_it_is_kept_under_the_name_on_the_ticket_whoever_is_signed_in(cast, plan, who):
    data = massage(cast, plan)
    client = signed_in(getattr(cast, who)) if who else None
    answers = [send(data, client), send(data, client)]
    assert [each.status_code for each in answers] == [201, 200]
    assert {each.headers["Handhug-Key"] for each in answers} == {data["key"]}
    row = Massage.objects.get()
    assert (row.author, row.giver, row.baby) == (cast.pat, cast.pat, cast.bo)


def test_an_older_secret_still_opens_what_was_locked_for_it(cast, plan, settings):
    data, before = massage(cast, plan), sealing.public_key()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "quite another one"
    assert sealing.public_key() != before
    assert send(data, key=before).status_code == 201


def test_when_the_secret_is_gone_the_answer_is_clear_and_the_tablet_keeps_it(cast, plan, settings, caplog):
    before, data = sealing.public_key(), massage(cast, plan)
    settings.SECRET_KEY = "quite another one"
    answer = send(data, key=before)
    assert (answer.status_code, answer.json()) == (410, {"error": "cannot-open"})
    assert "Handhug-Key" not in answer.headers
    assert "SECRET_KEY_FALLBACKS" in caplog.text
    assert data["key"] not in caplog.text


@pytest.mark.parametrize(
    "spoil", [lambda box: box[:-2] + "AA", lambda box: box[:40], lambda box: "ä" + box, lambda _: ""]
)
def test_what_is_not_whole_is_not_opened(cast, plan, spoil):
    box = seal(massage(cast, plan), sealing.public_key())
    assert Client().post(reverse("outbox"), {"sealed": spoil(box)}).status_code == 410
    assert not Massage.objects.exists()


def test_the_same_words_are_never_locked_the_same_way(cast, plan):
    data = massage(cast, plan)
    assert seal(data, sealing.public_key()) != seal(data, sealing.public_key())


# --- what is refused cannot wait where nobody can read it


@pytest.fixture
def too_early(cast, plan):
    """The tablet's clock ran two days ahead."""
    at = (NOW + timedelta(days=2)).isoformat()
    return massage(cast, plan, started_at=at, ended_at=at, note="He sighed.", giver=str(cast.jo.pk))


def test_its_author_finds_it_on_today_with_the_reason_and_puts_it_right(cast, too_early):
    answer = send(too_early)
    assert (answer.status_code, answer.json()["key"]) == (202, too_early["key"])
    assert answer.headers["Handhug-Key"] == too_early["key"]  # the tablet may forget it
    assert not Massage.objects.exists()
    client = signed_in(cast.pat)
    today = client.get(reverse("today"))
    assert "This time has not come yet." in today.content.decode()
    row = today.context["set_aside"][0]
    sent = dict(row.fields) | {"replaces": row.key}
    page = client.post(row.address, sent).content.decode()
    assert "This time has not come yet." in page
    assert "He sighed." in page
    right = sent | {"started_at": NOW.isoformat(), "ended_at": NOW.isoformat()}
    assert client.post(row.address, right).status_code == 302
    kept = Massage.objects.get()
    assert (kept.note, kept.giver, kept.author) == ("He sighed.", cast.jo, cast.pat)
    assert not SetAside.objects.exists()


def test_how_it_was_joins_the_massage_that_it_belongs_to(cast, too_early):
    send(too_early)
    assert send(after(too_early, mood_after="calm", sign=["yawns", "cries"])).status_code == 202
    row = SetAside.objects.get()
    said = [value for name, value in row.fields if name == "sign"]
    assert (dict(row.fields)["mood_after"], said, row.kind) == ("calm", ["yawns", "cries"], "massage")
    assert "ticket" not in dict(row.fields)


def test_sent_twice_it_stands_there_once(cast, too_early):
    assert [send(too_early).status_code for _ in range(2)] == [202, 202]
    assert SetAside.objects.count() == 1


@pytest.mark.parametrize("who", ["jo", "sam"])
def test_nobody_else_reads_it_or_throws_it_away(cast, too_early, who):
    send(too_early)
    client = signed_in(getattr(cast, who))
    assert "He sighed." not in client.get(reverse("today")).content.decode()
    to = reverse("set-aside-removal", args=[cast.bo.pk, too_early["key"]])
    assert client.post(to).status_code == 404
    assert SetAside.objects.exists()


def test_its_author_throws_it_away(cast, too_early):
    send(too_early)
    signed_in(cast.pat).post(reverse("set-aside-removal", args=[cast.bo.pk, too_early["key"]]))
    assert not SetAside.objects.exists()


def test_whose_place_had_ended_loses_nothing_and_adds_nothing(cast, plan):
    data = massage(cast, plan)
    CareTeamMember.objects.filter(user=cast.pat).update(ended_at=NOW - timedelta(days=3))
    assert send(data).status_code == 202
    assert not Massage.objects.exists()
    assert "no longer had a place" in SetAside.objects.get().reasons[0]
