"""Who came in with a code at the cot: staff see the person and say so, or close the way in."""

import uuid
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from pages import PAGES

from sessions.babies.invitations import Invitation
from sessions.babies.models import CareTeamMember
from sessions.babies.questions import Question
from sessions.babies.sightings import Sighting
from tests.cast import NOW, make_massage, make_plan


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False) as traveller:
        yield traveller


@pytest.fixture
def tess(cast, client):
    client.force_login(cast.tess)
    return client


def come_in(cast, babies, kind="cot", now=NOW, **facts):
    """Rosa scans her code."""
    facts = {"role": "family", "for_name": "Rosa"} | facts
    invitation, _code = Invitation.issue(babies, by=cast.tess, now=now, kind=kind, **facts)
    return invitation, invitation.accept(now=now)


def page(client, baby):
    return unescape(client.get(reverse("baby", args=[baby.pk])).content.decode())


def say(client, baby, invitation, seen="yes"):
    return client.post(reverse("invitation-seen", args=[baby.pk, invitation.pk]), {"seen": seen})


def test_until_somebody_has_seen_the_person_the_babys_page_says_so(cast, tess):
    invitation, _rosa = come_in(cast, [cast.bo])
    assert "Rosa came in with a code at the cot, 3 Dec, 19:30. Nobody has seen Rosa yet." in page(tess, cast.bo)
    assert say(tess, cast.bo, invitation).status_code == 302
    assert "Nobody has seen Rosa yet." not in page(tess, cast.bo)
    seen = Sighting.objects.get()
    assert (seen.by, seen.is_them, seen.at) == (cast.tess, True, NOW + timedelta(minutes=5))
    said = unescape(tess.get(reverse("invitations", args=[cast.bo.pk])).content.decode())
    assert "Seen by Tess, 3 December, 19:35" in said


def test_one_look_counts_for_both_twins(cast, tess):
    invitation, _rosa = come_in(cast, [cast.bo, cast.ada])
    assert all("Nobody has seen Rosa yet." in page(tess, baby) for baby in (cast.bo, cast.ada))
    say(tess, cast.ada, invitation)
    assert not any("Nobody has seen Rosa yet." in page(tess, baby) for baby in (cast.bo, cast.ada))


def test_nobody_loses_a_way_in_because_staff_were_busy(cast, tess, clock):
    _invitation, rosa = come_in(cast, [cast.bo])
    clock.move_to(NOW + timedelta(days=30))
    tess.force_login(cast.tess)
    assert CareTeamMember.objects.at(NOW + timedelta(days=30)).filter(user=rosa).exists()
    assert "Nobody has seen Rosa yet." in page(tess, cast.bo)


def test_a_code_on_paper_is_used_where_nobody_can_look(cast, tess):
    invitation, _rosa = come_in(cast, [cast.bo], kind="paper")
    assert "Nobody has seen" not in page(tess, cast.bo)
    assert say(tess, cast.bo, invitation).status_code == 404


def test_a_new_code_for_somebody_here_is_looked_at_too(cast, tess):
    come_in(cast, [cast.bo], for_user=cast.pat, for_name="Pat", role="guardian")
    assert "Nobody has seen Pat yet." in page(tess, cast.bo)


def test_a_code_that_waits_cannot_be_seen(cast, tess):
    invitation, _code = Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="family", for_name="Rosa")
    assert say(tess, cast.bo, invitation).status_code == 404


def test_somebody_else_is_out_of_every_baby_at_once(cast, tess, client):
    invitation, rosa = come_in(cast, [cast.bo, cast.ada])
    say(tess, cast.bo, invitation, seen="no")
    places = CareTeamMember.objects.filter(user=rosa)
    assert {(place.ended_at, place.ended_by) for place in places} == {(NOW + timedelta(minutes=5), cast.tess)}
    assert "Nobody has seen" not in page(tess, cast.bo)
    rosa.refresh_from_db()  # signed out everywhere
    client.force_login(rosa)
    assert client.get(reverse("log", args=[cast.bo.pk])).status_code == 404


def test_the_first_answer_stands(cast, tess):
    invitation, rosa = come_in(cast, [cast.bo])
    say(tess, cast.bo, invitation)
    say(tess, cast.bo, invitation, seen="no")
    assert CareTeamMember.objects.at(NOW + timedelta(minutes=5)).filter(user=rosa).exists()


def test_a_nurse_sees_the_person_and_closes_no_way_in(cast, client):
    invitation, rosa = come_in(cast, [cast.bo])
    client.force_login(cast.nora)
    assert "It is somebody else" not in page(client, cast.bo)
    assert say(client, cast.bo, invitation, seen="no").status_code == 403
    assert say(client, cast.bo, invitation).status_code == 302
    assert Sighting.objects.get().by == cast.nora
    assert CareTeamMember.objects.at(NOW).filter(user=rosa).exists()


def test_a_code_of_another_baby_is_out_of_reach(cast, tess):
    invitation, _rosa = come_in(cast, [cast.noor])
    assert say(tess, cast.bo, invitation).status_code == 404


# ending a place, and what families read of each other


def test_an_ended_place_opens_neither_twin_and_says_who_ended_it(cast, tess, client):
    tess.post(reverse("family-end", args=[cast.bo.pk, cast.jo.pk]))
    places = CareTeamMember.objects.filter(user=cast.jo)
    assert {place.ended_by for place in places} == {cast.tess}
    cast.jo.refresh_from_db()  # signed out everywhere
    client.force_login(cast.jo)
    for baby in (cast.bo, cast.ada):
        assert client.get(reverse("log", args=[baby.pk])).status_code == 404
    client.force_login(cast.pat)
    assert client.get(reverse("log", args=[cast.bo.pk])).status_code == 200


def test_who_is_not_here_has_no_place_to_end(cast, tess):
    assert tess.post(reverse("family-end", args=[cast.bo.pk, cast.sam.pk])).status_code == 404
    assert CareTeamMember.objects.filter(user=cast.sam, ended_at=None).exists()


@pytest.mark.usefixtures("catalogue")
def test_separated_parents_never_read_each_others_address(cast, client):
    cast.jo.email = "jo.secret@home.example"
    cast.jo.save()
    make_plan(baby=cast.bo, by=cast.tess)
    make_massage(baby=cast.bo, author=cast.pat, started_at=NOW - timedelta(hours=2), way="paper", batch=uuid.uuid4())
    make_massage(baby=cast.bo, author=cast.jo)
    Question.ask(baby=cast.bo, author=cast.jo, text="How warm?", now=NOW)
    Question.ask(baby=cast.bo, author=cast.pat, text="How long?", now=NOW)
    client.force_login(cast.pat)
    theirs = [page for page in PAGES if "Pat" in page.who]
    assert {"today", "questions", "openings", "take-along", "my-record", "card"} < {page.name for page in theirs}
    for page_of in theirs:
        answer = client.get(reverse(page_of.name, kwargs=page_of.kwargs(cast.pat)))
        assert answer.status_code == 200, page_of.name
        assert "jo.secret" not in answer.content.decode(), page_of.name
