"""Staff see a draft as the family will see it, and nothing can be written from there."""

import re

import pytest
from django.urls import reverse

from sessions.babies.models import LimbRestriction
from sessions.massages.models import Massage
from sessions.plans.models import Plan
from techniques.models import Technique
from tests.cast import NOW, make_plan

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def tess(client, cast):
    client.force_login(cast.tess)
    return client


def page(client, baby):
    return client.get(reverse("plan-preview", args=[baby.pk])).content.decode()


def test_the_draft_is_shown_with_its_steps_and_not_what_is_in_force(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands",))
    Plan.draft_for(cast.bo, cast.tess, NOW).add(Technique.objects.get(slug="indian-milking"), "left")
    text = page(tess, cast.bo)
    assert "Version 2, a draft. The family does not see it yet." in text
    assert "2 techniques, about 1 minute." in text
    assert "Glide slowly down" in text
    assert "indian-milking/glide-left.svg" in text
    assert "indian-milking/glide-right.svg" not in text


def test_nothing_can_be_posted_from_it(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess)
    main = page(tess, cast.bo).split("<main")[1]
    main = re.sub(r'<button [^>]*type="button" data-hold', "", main)  # it only holds a picture still
    assert not re.search(r"<form|<button|<input|data-ticket|hx-post", main)
    for name in ("massages", "massage-new", "massage-afterwards"):
        assert f'"{reverse(name, args=[cast.bo.pk])}"' not in main
    assert tess.post(reverse("plan-preview", args=[cast.bo.pk])).status_code == 405
    assert not Massage.objects.exists()


def test_a_row_shows_the_leg_that_it_would_go_to_and_looking_changes_nothing(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",), side="right")
    Plan.draft_for(cast.bo, cast.tess, NOW)
    LimbRestriction.objects.create(baby=cast.bo, limb="right", reason="Drip", noted_by=cast.nora, noted_at=NOW)
    text = page(tess, cast.bo)
    assert "Leave the right leg alone: Drip" in text
    assert "indian-milking/glide-left.svg" in text
    assert "indian-milking/glide-right.svg" not in text
    assert {item.side for plan in Plan.objects.all() for item in plan.planned.all()} == {"right"}


def test_before_the_first_technique_there_is_nothing_to_see(tess, cast):
    assert "Nothing is built yet" in page(tess, cast.bo)


def test_a_nurse_looks_and_is_led_back_to_the_baby(client, cast):
    make_plan(baby=cast.bo, by=cast.tess)
    client.force_login(cast.nora)
    text = page(client, cast.bo)
    assert "Glide slowly down" in text
    assert f'href="{reverse("plan", args=[cast.bo.pk])}"' not in text
