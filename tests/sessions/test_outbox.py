"""What a device sends later: under whose name it is kept, and what is refused in words."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.test import Client
from django.urls import reverse

from sessions.babies.models import CareTeamMember
from sessions.massages import outbox, tickets
from sessions.massages.models import Massage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(cast, catalogue):
    return make_plan(baby=cast.bo, by=cast.tess)


@pytest.fixture
def ticket(cast, plan):
    return tickets.issue(cast.pat, cast.bo, plan, NOW)


def massage(plan, **more):
    at = NOW - timedelta(minutes=3)
    return {
        "kind": "massage", "key": str(uuid.uuid4()), "plan": str(plan.pk), "time_zone": "Europe/London",
        "started_at": at.isoformat(), "ended_at": NOW.isoformat(), "outcome": "completed", "mood_before": "calm",
    } | more  # fmt: skip


def send(ticket, data, client=None):
    """Like the outbox does: no token against forged forms, whoever is signed in."""
    client = client or Client(enforce_csrf_checks=True)
    return client.post(reverse("outbox"), data | {"ticket": ticket})


def signed_in(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def test_signed_out_it_is_kept_under_the_name_that_the_ticket_says(cast, plan, ticket):
    data = massage(plan)
    first, second = send(ticket, data), send(ticket, data)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.headers["Handhug-Key"] == second.headers["Handhug-Key"] == first.json()["key"] == data["key"]
    row = Massage.objects.get()
    assert (row.author, row.giver, row.baby, row.plan) == (cast.pat, cast.pat, cast.bo, plan)


@pytest.mark.parametrize("who", ["jo", "sam", "tess"])
def test_whoever_is_signed_in_by_now_does_not_become_the_author(cast, plan, ticket, who):
    send(ticket, massage(plan), signed_in(getattr(cast, who)))
    assert Massage.objects.get().author == cast.pat


def test_how_it_was_follows_under_the_same_key(cast, plan, ticket):
    data = massage(plan)
    send(ticket, data)
    said = {"kind": "after", "key": data["key"], "mood_after": "asleep", "sign": ["yawns"]}
    assert send(ticket, said).status_code == 200
    assert send(ticket, said).headers["Handhug-Key"] == data["key"]
    row = Massage.objects.get()
    assert (row.mood_after, row.signs, row.cues.count()) == ("asleep", "seen", 1)


def test_how_it_was_finds_a_massage_that_moved_to_the_twin(cast, plan, ticket):
    row = make_massage(baby=cast.bo, author=cast.pat, mood_after="")
    row.move_to(cast.ada, by=cast.pat, now=NOW)
    assert send(ticket, {"kind": "after", "key": row.key, "mood_after": "calm"}).status_code == 200
    assert Massage.objects.get().mood_after == "calm"


def test_nobody_adds_to_the_massage_of_somebody_else(cast, plan):
    row = make_massage(baby=cast.bo, author=cast.pat, mood_after="")
    jos = tickets.issue(cast.jo, cast.bo, plan, NOW)
    assert send(jos, {"kind": "after", "key": row.key, "mood_after": "calm"}).status_code == 404
    assert Massage.objects.get().mood_after == ""


def test_we_did_it_already_waits_too(cast, plan, ticket):
    data = {
        "kind": "afterwards", "key": str(uuid.uuid4()), "plan": str(plan.pk), "opened_at": NOW.isoformat(),
        "time_zone": "Europe/London", "outcome": "completed", "mood_after": "calm", "ago": "15",
    }  # fmt: skip
    assert [send(ticket, data).status_code for _ in range(2)] == [201, 200]
    assert Massage.objects.get().way == "afterwards"


# --- a ticket is for one person, one baby, one routine


@pytest.mark.parametrize("text", ["", "no", "eyJhIjoxfQ:1:2"])
def test_without_our_signature_nothing_is_taken_and_nothing_is_lost(plan, text):
    answer = send(text, massage(plan))
    assert (answer.status_code, answer.json()) == (401, {"error": "signed-out"})


def test_a_ticket_signed_for_something_else_is_none(cast, plan):
    from django.core import signing

    assert send(signing.dumps({"author": cast.pat.pk}, salt="other"), massage(plan)).status_code == 401


def test_the_plan_of_the_ticket_cannot_be_swapped(cast, plan, ticket):
    newer = make_plan(baby=cast.bo, by=cast.tess, slugs=("toe-squeeze",))
    assert send(ticket, massage(newer)).status_code == 400
    assert send(ticket, massage(plan) | {"plan": ""}).status_code == 400
    assert not Massage.objects.exists()


def test_the_routine_that_was_followed_is_kept_though_a_newer_one_is_in_force(cast, plan, ticket):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("toe-squeeze",))
    send(ticket, massage(plan))
    assert Massage.objects.get().plan == plan


def test_an_old_ticket_asks_its_owner_to_sign_in(cast, plan, ticket):
    data = massage(plan)
    with time_machine.travel(NOW + tickets.GOOD_FOR + timedelta(hours=1), tick=False):
        assert send(ticket, data).status_code == 401
        assert send(ticket, data, signed_in(cast.jo)).status_code == 401
        assert send(ticket, data, signed_in(cast.pat)).status_code == 201


def test_a_person_whose_login_was_closed_sends_nothing(cast, plan, ticket):
    cast.pat.is_active = False
    cast.pat.save()
    assert send(ticket, massage(plan)).status_code == 401


# --- access that ended meanwhile


def revoke(user, baby, at):
    CareTeamMember.objects.filter(user=user, baby=baby).update(ended_at=at)


def test_what_began_before_access_ended_is_taken(cast, plan, ticket):
    revoke(cast.pat, cast.bo, NOW - timedelta(minutes=1))
    assert send(ticket, massage(plan)).status_code == 201


def test_what_began_after_access_ended_is_refused_in_words(cast, plan, ticket):
    revoke(cast.pat, cast.bo, NOW - timedelta(hours=1))
    answer = send(ticket, massage(plan))
    assert answer.status_code == 403
    assert answer.json()["errors"] == ["You no longer had a place with this baby when this began."]
    assert not Massage.objects.exists()


def test_a_helpers_last_day_counts_like_an_end(cast, plan):
    ticket = tickets.issue(cast.ines, cast.bo, plan, NOW)
    assert send(ticket, massage(plan)).status_code == 403


# --- refused, or later


def test_other_content_under_the_same_key_is_refused(plan, ticket):
    data = massage(plan)
    send(ticket, data)
    assert send(ticket, data | {"outcome": "stopped"}).status_code == 409
    assert Massage.objects.get().outcome == "completed"


def test_a_mistake_is_told_in_a_sentence(plan, ticket):
    answer = send(ticket, massage(plan, mood_before="green"))
    assert (answer.status_code, answer.json()["errors"]) == (422, ["Choose one of the five faces."])
    assert send(ticket, massage(plan, kind="else")).status_code == 400


def test_too_much_at_once_is_refused_before_it_is_read(plan, ticket):
    assert send(ticket, massage(plan, note="x" * outbox.LARGEST)).status_code == 413


def test_too_fast_is_told_to_wait_and_goes_on_a_minute_later(plan, ticket, monkeypatch):
    monkeypatch.setattr(outbox, "MANY", 2)
    data = [massage(plan) for _ in range(3)]
    assert [send(ticket, each).status_code for each in data] == [201, 201, 429]
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert send(ticket, data[2]).status_code == 201


# --- the pages that a device begins with carry the ticket


@pytest.mark.parametrize("name", ["massage-new", "massage-afterwards"])
def test_starting_carries_a_ticket_of_whoever_opened_the_page(client, cast, plan, name):
    client.force_login(cast.jo)
    page = client.get(reverse(name, args=[cast.bo.pk]))
    ticket = tickets.read(page.context["ticket"])
    assert (ticket.author, ticket.baby, ticket.plan) == (cast.jo, cast.bo, str(plan.pk))
    assert f'data-ticket="{page.context["ticket"]}"' in page.content.decode()


def test_not_ready_on_today_carries_one_for_each_baby(client, cast, plan):
    client.force_login(cast.pat)
    blocks = client.get(reverse("today")).context["blocks"]
    assert [tickets.read(block.ticket).baby for block in blocks] == [cast.bo, cast.ada]


def test_what_was_put_right_tells_the_device_what_it_replaces(client, cast, plan):
    client.force_login(cast.pat)
    data, old = massage(plan), str(uuid.uuid4())
    answer = client.post(reverse("massages", args=[cast.bo.pk]), data | {"replaces": old})
    assert answer.url.endswith(f"/saved/?replaces={old}")
    answer = client.post(reverse("massages", args=[cast.bo.pk]), massage(plan) | {"replaces": "//elsewhere"})
    assert answer.url.endswith("/saved/")
