"""A routine on hold: any nurse asks for it with a reason, the family sees it at once, a therapist lets it go on."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from sessions.massages.models import Massage
from sessions.plans.holds import PlanHold
from tests.cast import NOW, make_plan

LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(catalogue):
    with time_machine.travel(LATER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def plan(cast):
    return make_plan(baby=cast.bo, by=cast.tess)


@pytest.fixture
def nora(client, cast):
    client.force_login(cast.nora)
    return client


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def as_(client, user):
    client.force_login(user)
    return client


def hold(client, baby, **data):
    return client.post(reverse("plan-hold", args=[baby.pk]), data)


def test_a_nurse_holds_it_with_one_tap_on_a_reason(nora, cast, plan):
    assert hold(nora, cast.bo, reason="test").url == reverse("baby", args=[cast.bo.pk])
    row = PlanHold.objects.active().get()
    assert (row.baby, row.plan, row.reason, row.held_by, row.held_at) == (
        cast.bo, plan, "A test or procedure today", cast.nora, LATER,
    )  # fmt: skip


def test_without_a_reason_the_question_comes_again(nora, cast, plan):
    answer = hold(nora, cast.bo)
    assert answer.status_code == 422
    assert "Say why the routine waits." in words(answer)
    assert not PlanHold.objects.exists()


def test_without_a_routine_there_is_nothing_to_hold(nora, cast):
    assert hold(nora, cast.bo, reason="test").status_code == 404


def test_the_family_sees_on_today_who_asks_why_and_what_is_left_to_do(client, cast, plan):
    make_plan(baby=cast.ada, by=cast.tess)
    plan.pause(by=cast.nora, now=NOW, reason="Skin to be looked at")
    page = words(as_(client, cast.pat).get(reverse("today")))
    bo, ada = page.split('aria-labelledby="baby-')[1:3]
    assert "Nora from Bo’s care team asks you to wait." in bo
    assert "The reason: Skin to be looked at." in bo
    assert "Start with Bo" not in bo
    assert "Not ready today" not in bo
    for still in ("Learn", "Session log", "Log something we did"):
        assert still in bo
    assert "Start with Ada" in ada


@pytest.mark.parametrize(("place", "who"), [("nicu", "nurse"), ("home", "therapist")])
def test_it_says_whom_to_ask(client, cast, plan, place, who):
    cast.bo.place = place
    cast.bo.save()
    plan.pause(by=cast.nora, now=NOW, reason="Skin to be looked at")
    as_(client, cast.pat)
    for url in (
        reverse("today"),
        reverse("massage-new", args=[cast.bo.pk]),
        reverse("massage-learn", args=[cast.bo.pk]),
    ):
        assert f"Ask your {who} first." in words(client.get(url))


def test_the_player_does_not_open_and_its_copy_is_replaced(client, cast, plan):
    url = reverse("massage-new", args=[cast.bo.pk])
    assert "data-beats" in words(as_(client, cast.pat).get(url))
    plan.pause(by=cast.nora, now=NOW, reason="Skin to be looked at")
    answer = client.get(url)
    assert "data-beats" not in words(answer)
    assert "Skin to be looked at" in words(answer)
    assert answer.headers["Handhug-Copy"] == str(cast.pat.pk)


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_massage_that_was_given_is_kept_whenever_it_began(client, cast, plan, minutes):
    plan.pause(by=cast.nora, now=NOW, reason="Skin to be looked at")
    at = (NOW + timedelta(minutes=minutes)).isoformat()
    sent = {"key": "00000000-0000-4000-8000-000000000001", "plan": plan.pk, "outcome": "completed", "started_at": at}
    answer = as_(client, cast.pat).post(reverse("massages", args=[cast.bo.pk]), sent)
    assert answer.status_code == 302
    massage = Massage.objects.get()
    assert massage.plan == plan
    page = words(as_(client, cast.tess).get(reverse("massage", args=[cast.bo.pk, massage.pk])))
    assert ("Begun while the routine was on hold" in page) is (minutes > 0)


def test_a_new_version_does_not_end_a_hold_and_its_therapist_is_told(client, cast, plan):
    plan.pause(by=cast.nora, now=NOW, reason="Skin to be looked at")
    as_(client, cast.tess).post(reverse("plan-add", args=[cast.bo.pk]), {"technique": "sway"})
    assert "Nora has put the routine on hold." in words(client.get(reverse("plan-assign", args=[cast.bo.pk])))
    make_plan(baby=cast.bo, by=cast.tess, now=LATER)
    assert "asks you to wait" in words(as_(client, cast.pat).get(reverse("today")))


def test_a_therapist_lets_it_go_on_and_the_history_says_both(client, cast, plan):
    plan.pause(by=cast.nora, now=NOW, reason="Skin to be looked at")
    as_(client, cast.tess).post(reverse("plan-resume", args=[cast.bo.pk]))
    row = PlanHold.objects.get()
    assert (row.ended_by, row.ended_at) == (cast.tess, LATER)
    for person in (cast.tess, cast.pat):
        page = words(as_(client, person).get(reverse("plan-versions", args=[cast.bo.pk])))
        assert "On hold from 3 Dec, 19:30 (Nora) until 3 Dec, 20:30 (Tess): Skin to be looked at" in page
    assert "Start with Bo" in words(client.get(reverse("today")))


def test_it_stands_on_the_list_and_on_the_babys_page(client, cast, plan):
    plan.pause(by=cast.nora, now=NOW, reason="Skin to be looked at")
    as_(client, cast.tess)
    assert "On hold since 3 Dec: Skin to be looked at" in words(client.get(reverse("babies")))
    page = words(client.get(reverse("baby", args=[cast.bo.pk])))
    assert "On hold since 3 Dec, 19:30, Nora." in page
    assert "Let it go on" in page
    assert "Let it go on" not in words(as_(client, cast.nora).get(reverse("baby", args=[cast.bo.pk])))


def test_a_second_reason_takes_the_place_of_the_first_which_is_kept(cast, plan):
    plan.pause(by=cast.nora, now=NOW, reason="Needs rest today")
    plan.pause(by=cast.tess, now=LATER, reason="Skin to be looked at")
    assert [(row.reason, row.ended_by) for row in PlanHold.objects.all()] == [
        ("Skin to be looked at", None),
        ("Needs rest today", cast.tess),
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"reason": ""}, {"ended_at": LATER}, {}],
    ids=["no reason", "ended by nobody", "a second one at the same time"],
)
def test_what_must_never_be(cast, plan, wrong):
    row = {"baby": cast.bo, "plan": plan, "reason": "Rest", "held_by": cast.nora, "held_at": NOW}
    if not wrong:
        PlanHold.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanHold.objects.create(**row | wrong)
