"""Two records that were linked as twins by mistake are taken apart, and nothing else changes."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from sessions.babies.invitations import Invitation
from sessions.babies.models import CareTeamMember, MultipleBirth
from tests.cast import NOW, make_baby, make_massage


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        yield


@pytest.fixture
def tess(cast, client):
    client.force_login(cast.tess)
    return client


def take_apart(client, baby):
    return client.post(reverse("twins-apart", args=[baby.pk]), follow=True)


def invite(cast, *babies, **facts):
    return Invitation.issue(babies, by=cast.tess, now=NOW, role="family", **facts)[0]


def test_two_babies_stand_alone_afterwards(cast, tess):
    take_apart(tess, cast.ada)
    for baby in (cast.bo, cast.ada):
        baby.refresh_from_db()
        assert (baby.birth, baby.birth_order) == (None, 1)
    assert not MultipleBirth.objects.exists()


def test_of_triplets_the_other_two_stay_together(cast, tess):
    kai = make_baby(unit=cast.maple, first_name="Kai")
    cast.bo.link_twin(kai)
    take_apart(tess, cast.ada)
    assert list(cast.bo.siblings()) == [kai]
    cast.ada.refresh_from_db()
    assert cast.ada.is_single


def test_codes_that_wait_for_both_are_taken_back_and_others_are_not(cast, tess):
    both, one = invite(cast, cast.bo, cast.ada, for_name="Rosa"), invite(cast, cast.bo, for_name="Ravi")
    used = invite(cast, cast.bo, cast.ada, for_name="June")
    used.accept(now=NOW)
    said = tess.get(reverse("twins-apart", args=[cast.ada.pk])).content.decode()
    assert "The code for Rosa is taken back" in said
    assert "Ravi" not in said
    assert "1 code was taken back." in take_apart(tess, cast.ada).content.decode()
    states = {each.for_name: each.state(NOW + timedelta(minutes=5)) for each in Invitation.objects.all()}
    assert states == {"Rosa": "revoked", "Ravi": "open", "June": "used"}
    assert both.pk != one.pk


def test_families_logs_and_numbers_stay_where_they_are(cast, tess):
    make_massage(baby=cast.bo, author=cast.pat)
    before = set(CareTeamMember.objects.values_list("baby", "user", "ended_at"))
    take_apart(tess, cast.bo)
    assert set(CareTeamMember.objects.values_list("baby", "user", "ended_at")) == before
    assert cast.bo.massages.count() == 1
    assert not cast.ada.massages.exists()


def test_linked_again_they_are_twins_again(cast, tess):
    take_apart(tess, cast.ada)
    cast.bo.refresh_from_db()
    cast.ada.refresh_from_db()
    cast.ada.link_twin(cast.bo)
    assert (cast.ada.mark, cast.bo.mark) == ("fish", "leaf")


def test_who_was_born_alone_has_nobody_to_be_taken_from(cast, tess):
    address = reverse("twins-apart", args=[cast.noor.pk])
    assert tess.get(address).url == reverse("baby-edit", args=[cast.noor.pk])
    assert tess.post(address).status_code == 302
