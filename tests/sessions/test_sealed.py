"""Massages that waited locked on a lent tablet: opened by this server alone, under the name on their ticket."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_plan
from django.core import signing
from django.test import Client
from django.urls import reverse
from sealing_device import seal

from massage_site import sealing
from massage_site.audit.models import Entry
from sessions.babies.endings import Ending
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


@pytest.fixture
def ended(cast, plan):
    """Pat's place ended three days ago; what Pat gave today is not taken."""
    data = massage(cast, plan, note="He sighed.")
    CareTeamMember.objects.filter(user=cast.pat, baby=cast.bo).update(ended_at=NOW - timedelta(days=3))
    assert send(data).status_code == 202
    return data


def removal(baby, data):
    return reverse("set-aside-removal", args=[baby.pk, data["key"]])


def test_whose_place_had_ended_loses_nothing_and_adds_nothing(cast, ended):
    assert not Massage.objects.exists()
    assert "no longer had a place" in SetAside.objects.get().reasons[0]


def test_what_its_author_cannot_open_any_more_a_guardian_puts_into_the_log(cast, ended):
    client = signed_in(cast.jo)
    page = client.get(reverse("today"))
    assert "Pat wrote it and cannot open it any more." in page.content.decode()
    row = page.context["set_aside"][0]
    assert client.post(row.address, dict(row.offered) | {"replaces": row.key}).status_code == 302
    kept = Massage.objects.get()
    assert (kept.author, kept.giver, kept.note) == (cast.jo, cast.pat, "He sighed.")
    assert not SetAside.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("jo", 302), ("sam", 404), ("tess", 404)])
def test_only_a_guardian_throws_away_what_its_author_cannot_open(cast, ended, who, status):
    assert signed_in(getattr(cast, who)).post(removal(cast.bo, ended)).status_code == status
    assert SetAside.objects.exists() == (status == 404)


def test_others_of_the_family_do_not_find_it(cast, ended):
    CareTeamMember.objects.filter(user=cast.jo, baby=cast.bo).update(role="family")
    client = signed_in(cast.jo)
    assert client.get(reverse("today")).context["set_aside"] == []
    assert client.post(removal(cast.bo, ended)).status_code == 404
    stranger = {"replaces": ended["key"], **ended, "key": str(uuid.uuid4())}
    client.post(reverse("massages", args=[cast.bo.pk]), stranger)
    assert SetAside.objects.exists()


def test_after_a_quiet_end_its_author_reads_it_and_throws_it_away(cast, too_early):
    send(too_early)
    end(cast.bo)
    client = signed_in(cast.pat)
    for babies in ("one of the twins", "both"):
        if babies == "both":
            end(cast.ada)
        page = client.get(reverse("today")).content.decode()
        assert "He sighed." in page
        assert "It is not in the log." in page
        assert f'action="{reverse("massages", args=[cast.bo.pk])}"' not in page
    assert client.post(removal(cast.bo, too_early)).status_code == 302
    assert not SetAside.objects.exists()


def end(baby):
    Ending.write(baby, by_family=True, by=baby.care_team.first().user, now=NOW)


# --- what came too late for its ticket cannot wait there either


def test_what_waited_longer_than_its_ticket_is_good_is_put_right_by_its_author(cast, plan):
    data = massage(cast, plan)
    with time_machine.travel(NOW + tickets.GOOD_FOR + timedelta(hours=1), tick=False):
        answer = send(data)
        assert (answer.status_code, answer.headers["Handhug-Key"]) == (202, data["key"])
        client = signed_in(cast.pat)
        page = client.get(reverse("today"))
        assert "This waited too long" in page.content.decode()
        row = page.context["set_aside"][0]
        assert client.post(row.address, dict(row.offered) | {"replaces": row.key}).status_code == 302
    assert Massage.objects.get().started_at == NOW - timedelta(minutes=3)
    assert not SetAside.objects.exists()


def test_what_somebody_wrote_whose_login_was_closed_goes_to_the_guardians(cast, plan):
    data = massage(cast, plan)
    cast.pat.is_active = False
    cast.pat.save()
    assert send(data).status_code == 202
    assert len(signed_in(cast.jo).get(reverse("today")).context["set_aside"]) == 1


def test_of_a_baby_or_an_author_that_was_erased_nothing_is_kept_and_the_tablet_forgets_it(cast, plan):
    for gone in ({"baby": str(uuid.uuid4())}, {"author": 999_999}):
        facts = signing.loads(tickets.issue(cast.pat, cast.bo, plan, NOW), salt=tickets.SALT) | gone
        data = massage(cast, plan, ticket=signing.dumps(facts, salt=tickets.SALT))
        answer = send(data)
        assert (answer.status_code, answer.headers["Handhug-Key"]) == (202, data["key"])
    assert not SetAside.objects.exists()
    assert not Massage.objects.exists()


def test_without_our_signature_the_tablet_keeps_it(cast, plan):
    assert send(massage(cast, plan, ticket="no")).status_code == 401


def test_the_audit_says_that_it_came_from_the_lent_tablet(cast, plan):
    send(massage(cast, plan))
    assert Entry.objects.get(act="outbox").was_lent
