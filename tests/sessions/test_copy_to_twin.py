"""A routine goes to the twin's draft, and whatever is different for the twin is said."""

import pytest
from django.urls import reverse

from sessions.babies.models import BabyPrecaution, LimbRestriction
from sessions.plans.models import Plan, PlanReason
from techniques.models import Technique
from tests.cast import NOW, make_plan

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def tess(client, cast):
    client.force_login(cast.tess)
    return client


def copy(client, baby, twin):
    answer = client.post(reverse("plan-copy", args=[baby.pk, twin.pk]), follow=True)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def rows(plan):
    return [(item.technique.slug, item.side, item.passes) for item in plan.planned.all()]


def draft_of(baby):
    return Plan.objects.get(baby=baby, status="draft")


def test_an_assigned_routine_becomes_the_twins_draft(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess)
    assert "Copied from Bo. You are with Ada now." in copy(tess, cast.bo, cast.ada)
    assert rows(draft_of(cast.ada)) == [("resting-hands", "left", 1), ("indian-milking", "left", 3)]
    assert Plan.objects.in_force().get().baby == cast.bo


def test_a_draft_is_copied_rather_than_what_is_in_force(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess)
    draft = Plan.draft_for(cast.bo, cast.tess, NOW)
    draft.add(Technique.objects.get(slug="toe-squeeze"), "left")
    copy(tess, cast.bo, cast.ada)
    assert [slug for slug, _side, _passes in rows(draft_of(cast.ada))] == [
        "resting-hands", "indian-milking", "toe-squeeze",
    ]  # fmt: skip


def test_the_twins_own_legs_are_looked_at_again_and_that_is_said(tess, cast):
    LimbRestriction.objects.create(baby=cast.ada, limb="left", reason="Sensor", noted_by=cast.nora, noted_at=NOW)
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking", "sway"))
    text = copy(tess, cast.bo, cast.ada)
    assert rows(draft_of(cast.ada)) == [("indian-milking", "right", 3)]
    assert "Left leg is off limits for Ada. On the right leg now: Long strokes down to the foot." in text
    assert "No leg of Ada is free for this, so it is left out: " in text


def test_the_twins_own_precautions_and_age_ask_again(tess, cast):
    BabyPrecaution.objects.create(baby=cast.ada, slug="hips", noted_by=cast.tess, noted_at=NOW)
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking", "sway"))
    PlanReason.objects.create(plan=Plan.objects.get(), kind="strokes", text="Bo is used to it.", by=cast.tess, at=NOW)
    text = copy(tess, cast.bo, cast.ada)
    assert "for Ada this concerns" in text
    assert "Two stroking techniques: for Ada the app asks why." in text
    assert "Bo is used to it." not in text


def test_the_oil_is_not_copied(tess, cast):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    Plan.objects.filter(pk=plan.pk).update(oil="Sunflower oil", timing="after_bath", times_a_day=3)
    assert "The oil is not copied. Test it on Ada first." in copy(tess, cast.bo, cast.ada)
    draft = draft_of(cast.ada)
    assert (draft.oil, draft.timing, draft.times_a_day) == ("", "after_bath", 3)


def test_it_is_said_before_whose_draft_goes_and_after_what_went(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess)
    Plan.draft_for(cast.ada, cast.lena, NOW).add(Technique.objects.get(slug="toe-squeeze"), "left")
    page = tess.get(reverse("plan-twins", args=[cast.bo.pk])).content.decode()
    assert "Ada has a draft of Lena" in page
    assert "Taken out of Ada’s draft: Roll each little toe." in copy(tess, cast.bo, cast.ada)


def test_only_the_twin_gets_it(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess)
    assert copy(tess, cast.bo, cast.noor) == 404
    assert copy(tess, cast.bo, cast.bo) == 404
    assert not Plan.objects.filter(status="draft").exists()
    builder = tess.get(reverse("plan", args=[cast.noor.pk])).content.decode()
    assert reverse("plan-twins", args=[cast.noor.pk]) not in builder


def test_nothing_is_copied_of_nothing(tess, cast):
    assert "There is nothing to copy yet." in copy(tess, cast.bo, cast.ada)
    assert not Plan.objects.exists()
