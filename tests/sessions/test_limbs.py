"""A leg off limits: one tap with a reason, seen at once, and free again."""

import pytest
from django.urls import reverse

from sessions.babies.legs import Legs
from tests.cast import NOW


@pytest.fixture
def nora(client, cast):
    client.force_login(cast.nora)
    return client


def off(client, baby, **data):
    return client.post(reverse("limb-off", args=[baby.pk]), data)


def test_a_nurse_marks_a_leg_with_one_tap_on_a_reason(nora, cast):
    answer = off(nora, cast.bo, limb="right", reason="drip")
    assert answer.url == reverse("baby", args=[cast.bo.pk])
    row = cast.bo.limb_restrictions.active().get()
    assert (row.limb, row.reason, row.noted_by) == ("right", "Drip or line", cast.nora)


def test_own_words_win_over_the_quick_reason(nora, cast):
    off(nora, cast.bo, limb="left", reason="drip", words="Long line since this morning")
    assert cast.bo.limb_restrictions.get().reason == "Long line since this morning"


def test_without_a_reason_the_question_comes_again_with_what_was_typed(nora, cast):
    answer = off(nora, cast.bo, limb="right", next="plan")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say why this leg is left alone." in page
    assert 'name="next" value="plan"' in page
    assert not cast.bo.limb_restrictions.exists()


def test_a_new_reason_ends_the_old_one_and_keeps_it(nora, cast):
    off(nora, cast.bo, limb="right", reason="drip")
    off(nora, cast.bo, limb="right", reason="swollen")
    assert cast.bo.limb_restrictions.count() == 2
    assert cast.bo.limb_restrictions.active().get().reason == "Swollen"


def test_a_leg_is_free_again_with_who_and_when(nora, cast):
    off(nora, cast.bo, limb="right", reason="drip")
    answer = nora.post(reverse("limb-free", args=[cast.bo.pk, "right"]), {"next": "baby"})
    assert answer.status_code == 302
    row = cast.bo.limb_restrictions.get()
    assert row.ended_by == cast.nora
    assert row.ended_at is not None
    assert cast.bo.limbs_off() == set()


def test_an_arm_is_no_leg(nora, cast):
    assert off(nora, cast.bo, limb="arm", reason="drip").status_code == 422
    assert nora.post(reverse("limb-free", args=[cast.bo.pk, "arm"])).status_code == 404


def test_the_way_back_is_never_an_address_from_outside(nora, cast):
    answer = off(nora, cast.bo, limb="right", reason="drip", next="https://example.com/")
    assert answer.url == reverse("baby", args=[cast.bo.pk])


@pytest.mark.parametrize(("who", "status"), [("pat", 403), ("tom", 404), ("sam", 404)])
def test_nobody_else_marks_a_leg(client, cast, who, status):
    client.force_login(getattr(cast, who))
    assert off(client, cast.bo, limb="right", reason="drip").status_code == status
    assert client.post(reverse("limb-free", args=[cast.bo.pk, "right"])).status_code == status
    assert not cast.bo.limb_restrictions.exists()


@pytest.mark.parametrize(
    ("off_limits", "wished", "at_once", "side"),
    [
        ([], "both", False, "both"),
        (["right"], "right", False, "left"),
        (["right"], "both", False, "left"),
        (["left"], "both", False, "right"),
        (["right"], "left", False, "left"),
        (["right"], "both", True, None),
        (["left", "right"], "left", False, None),
        ([], "both", True, "both"),
    ],
)
def test_hands_go_to_the_leg_that_is_free(cast, off_limits, wished, at_once, side):
    for limb in off_limits:
        cast.bo.limb_restrictions.create(limb=limb, reason="drip", noted_by=cast.tess, noted_at=NOW)
    assert Legs.of(cast.bo).side_for(wished, at_once=at_once) == side
