"""The doors: a baby is reached only by walking from the person."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from massage_site.accounts.backend import PeopleBackend
from massage_site.accounts.models import UnitMember
from sessions.babies.access import (
    MAY,
    babies_for,
    baby_for_member,
    family_babies_for,
    sibling_for_member,
    unit_babies_for,
)
from tests.cast import NOW, join_care_team, make_baby

ALLOWED = {
    "pat": {
        "see",
        "follow",
        "log",
        "correct",
        "ask",
        "openings",
        "leave",
        "export",
        "ask-erasure",
        "end",
        "window",
        "summary",
        "card",
    },
    "tess": {
        "see",
        "staff",
        "limb",
        "hold",
        "code",
        "answer",
        "plan",
        "invite",
        "discharge",
        "transfer",
        "end",
        "summary",
        "lend",
        "card",
        "end-place",
        "withdraw-code",
    },
    "lena": {
        "see",
        "staff",
        "limb",
        "hold",
        "code",
        "answer",
        "plan",
        "invite",
        "erase",
        "discharge",
        "transfer",
        "end",
        "window",
        "summary",
        "lend",
        "card",
        "end-place",
        "withdraw-code",
    },
    "nora": {"see", "staff", "limb", "hold", "code", "summary", "lend", "card", "withdraw-code"},
    "tom": None,
    "lou": None,
    "sam": None,
    "ines": None,
}


@pytest.mark.parametrize("to", MAY)
@pytest.mark.parametrize("who", ALLOWED)
def test_not_yours_is_404_and_yours_but_not_allowed_is_403(cast, who, to):
    person, allowed = getattr(cast, who), ALLOWED[who]
    if allowed is None:
        with pytest.raises(Http404):
            baby_for_member(person, cast.bo.pk, to, NOW)
    elif to not in allowed:
        with pytest.raises(PermissionDenied):
            baby_for_member(person, cast.bo.pk, to, NOW)
    else:
        assert baby_for_member(person, cast.bo.pk, to, NOW) == cast.bo


def test_a_helper_follows_and_logs_until_the_access_expires(cast):
    until = cast.bo.care_team.get(user=cast.ines).expires_at
    before, after = until.replace(hour=until.hour - 1), until
    assert baby_for_member(cast.ines, cast.bo.pk, "log", before) == cast.bo
    with pytest.raises(PermissionDenied):
        baby_for_member(cast.ines, cast.bo.pk, "correct", before)
    with pytest.raises(Http404):
        baby_for_member(cast.ines, cast.bo.pk, "see", after)


def test_who_left_the_family_or_the_unit_sees_nothing(cast):
    cast.bo.care_team.filter(user=cast.pat).update(ended_at=NOW)
    cast.maple.members.filter(user=cast.tess).update(ended_at=NOW)
    assert set(babies_for(cast.pat, NOW)) == {cast.ada}
    assert set(babies_for(cast.tess, NOW)) == set()


def test_a_therapist_who_is_also_a_parent_may_do_both(cast):
    join_care_team(baby=cast.bo, user=cast.tess)
    for to in ("plan", "log"):
        assert baby_for_member(cast.tess, cast.bo.pk, to, NOW) == cast.bo
    assert list(family_babies_for(cast.tess, NOW)) == [cast.bo]


def test_today_holds_the_familys_babies_in_order_and_the_unit_its_own(cast):
    assert list(family_babies_for(cast.pat, NOW)) == [cast.bo, cast.ada]
    assert list(family_babies_for(cast.tess, NOW)) == []
    assert set(unit_babies_for(cast.tess)) == {cast.bo, cast.ada, cast.noor}
    assert set(unit_babies_for(cast.tom)) == set()


def test_only_a_twin_that_is_mine_too_is_a_sibling(cast):
    assert sibling_for_member(cast.pat, cast.bo, cast.ada.pk, "see", NOW) == cast.ada
    for other in (cast.noor, cast.bo):
        with pytest.raises(Http404):
            sibling_for_member(cast.tess, cast.bo, other.pk, "see", NOW)
    cast.ada.care_team.filter(user=cast.pat).update(ended_at=NOW)
    with pytest.raises(Http404):
        sibling_for_member(cast.pat, cast.bo, cast.ada.pk, "see", NOW)


@pytest.mark.parametrize(("name", "to"), [("pat", "log"), ("tess", "plan")])
def test_who_is_signed_in_costs_one_query_and_opening_the_door_another(name, to, cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        person = PeopleBackend().get_user(getattr(cast, name).pk)
        baby_for_member(person, cast.bo.pk, to, NOW)


def test_who_works_in_two_units_opens_the_babies_of_both(cast):
    UnitMember.objects.create(unit=cast.birch, user=cast.tess, role="nurse")
    leo = make_baby(unit=cast.birch, first_name="Leo")
    tess = PeopleBackend().get_user(cast.tess.pk)
    assert tess.places == cast.tess.places == {cast.maple.pk: "therapist", cast.birch.pk: "nurse"}
    assert {baby.first_name: baby.staff_role for baby in babies_for(tess, NOW)} == {
        "Bo": "therapist", "Ada": "therapist", "Noor": "therapist", "Leo": "nurse",
    }  # fmt: skip
    assert leo in unit_babies_for(tess)
