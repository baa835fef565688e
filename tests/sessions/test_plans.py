"""A routine in force is never edited: it is superseded, and what was followed stays readable."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import Http404

from sessions.babies.legs import Legs
from sessions.babies.models import LimbRestriction
from sessions.plans.draft import put, row_of
from sessions.plans.models import Plan, PlannedTechnique, PlanReason
from sessions.safety import Concern
from techniques.models import Technique
from tests.cast import NOW, make_plan


@pytest.fixture(autouse=True)
def _catalogue(db):
    call_command("load_catalogue", verbosity=0)


def technique(slug):
    return Technique.objects.get(slug=slug)


def test_the_first_routine_is_version_1_and_the_next_starts_as_its_copy(cast):
    first = make_plan(baby=cast.bo, by=cast.tess)
    second = Plan.draft_for(cast.bo, cast.lena, NOW + timedelta(days=1))
    assert (first.number, second.number) == (1, 2)
    kept = [(item.version, item.passes, item.side) for item in second.planned.all()]
    assert kept == [(item.version, item.passes, item.side) for item in first.planned.all()]


def test_there_is_one_draft_however_often_it_is_opened(cast):
    assert Plan.draft_for(cast.bo, cast.tess, NOW) == Plan.draft_for(cast.bo, cast.lena, NOW)


def test_assigning_supersedes_the_version_before(cast):
    first = make_plan(baby=cast.bo, by=cast.tess)
    later = NOW + timedelta(days=2)
    second = make_plan(baby=cast.bo, by=cast.lena, slugs=["resting-hands"], now=later, note="Bo was tired.")
    first.refresh_from_db()
    assert (first.status, first.ended_at) == ("superseded", later)
    assert (second.status, second.assigned_by, second.note) == ("active", cast.lena, "Bo was tired.")
    assert [item.technique.slug for item in first.planned.all()] == ["resting-hands", "indian-milking"]


def test_a_routine_in_force_cannot_be_edited(cast):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    item = plan.planned.first()
    item.passes = 9
    with pytest.raises(ValidationError):
        item.save()
    with pytest.raises(ValidationError):
        item.delete()
    with pytest.raises(ValidationError):
        plan.add(technique("sway"), "both")
    assert PlannedTechnique.objects.get(pk=item.pk).passes != 9


def test_a_version_is_assigned_once(cast):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    with pytest.raises(ValidationError, match="already assigned"):
        plan.assign(by=cast.tess, now=NOW)


def test_an_empty_routine_is_not_assigned(cast):
    with pytest.raises(ValidationError, match="at least one technique"):
        Plan.draft_for(cast.bo, cast.tess, NOW).assign(by=cast.tess, now=NOW)


@pytest.mark.parametrize(("side", "refused"), [("right", True), ("both", True), ("left", False)])
def test_a_leg_off_limits_stays_out(cast, side, refused):
    LimbRestriction.objects.create(baby=cast.bo, limb="right", reason="drip", noted_by=cast.tess, noted_at=NOW)
    plan = Plan.draft_for(cast.bo, cast.tess, NOW)
    plan.add(technique("indian-milking"), side)
    if refused:
        with pytest.raises(ValidationError, match="off limits"):
            plan.assign(by=cast.tess, now=NOW)
    else:
        plan.assign(by=cast.tess, now=NOW)
    assert Plan.objects.in_force().filter(baby=cast.bo).exists() is not refused


def test_a_technique_for_both_legs_is_out_with_one_leg_off(cast):
    LimbRestriction.objects.create(baby=cast.bo, limb="right", reason="drip", noted_by=cast.tess, noted_at=NOW)
    plan = Plan.draft_for(cast.bo, cast.tess, NOW)
    sway = plan.add(technique("sway"), "left")
    assert sway.side == "both"
    assert plan.off_limits() == [sway]


def test_applying_oil_touches_no_leg(cast):
    for limb in ("left", "right"):
        LimbRestriction.objects.create(baby=cast.bo, limb=limb, reason="drip", noted_by=cast.tess, noted_at=NOW)
    plan = Plan.draft_for(cast.bo, cast.tess, NOW)
    plan.add(technique("applying-oil"), "left")
    assert plan.off_limits() == []


def test_a_named_technique_without_steps_cannot_be_added(cast):
    with pytest.raises(ValidationError, match="no steps yet"):
        Plan.draft_for(cast.bo, cast.tess, NOW).add(technique("hug-and-glide"), "left")


def test_reasons_stay_with_the_version(cast):
    plan = Plan.draft_for(cast.bo, cast.tess, NOW)
    for slug in ("indian-milking", "thumb-over-thumb"):
        plan.add(technique(slug), "left")
    found = plan.concerns([], young=True, minutes_limit=5)
    assert found == [Concern("strokes")]
    plan.assign(by=cast.tess, now=NOW, reasons={found[0]: "Bo is used to massage"})
    reason = PlanReason.objects.get(plan=plan)
    assert (reason.kind, reason.text, reason.by) == ("strokes", "Bo is used to massage", cast.tess)


def test_moving_changes_the_order_and_stops_at_the_ends(cast):
    plan = Plan.draft_for(cast.bo, cast.tess, NOW)
    items = [plan.add(technique(slug), "left") for slug in ("resting-hands", "indian-milking", "toe-squeeze")]
    plan.move(items[2], -1)
    assert [item.technique.slug for item in plan.planned.all()] == ["resting-hands", "toe-squeeze", "indian-milking"]
    plan.move(items[2], -5)
    assert plan.planned.first() == items[2]
    plan.move(items[1], 5)
    assert plan.planned.last() == items[1]


def test_what_was_taken_out_a_moment_ago_is_not_moved_and_breaks_nothing(cast):
    plan = Plan.draft_for(cast.bo, cast.tess, NOW)
    first, gone, last = [plan.add(technique(slug), "left") for slug in ("resting-hands", "indian-milking", "sway")]
    PlannedTechnique.objects.filter(pk=gone.pk).delete()  # by another tap, between looking for it and moving it
    plan.move(gone, -1)
    put(plan, first.technique, Legs.of(cast.bo), before=gone)
    assert list(plan.planned.all()) == [first, last]


def test_a_row_of_what_another_tap_has_just_assigned_is_not_there_any_more(cast):
    draft = Plan.draft_for(cast.bo, cast.tess, NOW)
    item = draft.add(technique("resting-hands"), "left")
    Plan.objects.get(pk=draft.pk).assign(by=cast.tess, now=NOW)  # between looking for the draft and for its row
    with pytest.raises(Http404):
        row_of(draft, item.pk)


def test_both_legs_one_after_the_other_take_twice_the_time(cast):
    plan = Plan.draft_for(cast.bo, cast.tess, NOW)
    one = plan.add(technique("indian-milking"), "left")
    two = plan.add(technique("thumb-over-thumb"), "both")
    assert one.whole_seconds == one.passes * one.touches * one.seconds
    assert two.whole_seconds == 2 * two.passes * two.touches * two.seconds
    sway = plan.add(technique("sway"), "both")
    assert sway.whole_seconds == sway.passes * sway.touches * sway.seconds


def test_two_routines_in_force_are_impossible(cast):
    make_plan(baby=cast.bo, by=cast.tess)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            baby=cast.bo, number=9, status="active", started_by=cast.tess, started_at=NOW,
            assigned_by=cast.tess, assigned_at=NOW,
        )  # fmt: skip


def test_new_text_in_the_catalogue_leaves_a_routine_in_force_as_it_was(cast):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    item = plan.planned.last()
    old = item.version
    fresh = {field.attname: getattr(old, field.attname) for field in old._meta.concrete_fields if not field.primary_key}
    type(old).objects.create(**{**fresh, "number": old.number + 1, "digest": "new", "passes": 1})
    item.refresh_from_db()
    assert item.version == old
    assert technique(old.technique.slug).current().number == old.number + 1
