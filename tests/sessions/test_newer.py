"""Routines behind the library or the rules: listed, looked at, and changed by a therapist alone."""

from datetime import timedelta

import pytest
import time_machine
from django.forms.models import model_to_dict
from django.urls import reverse

from sessions.plans.models import Plan, PlanReason
from techniques.models import Step, Technique, TechniqueVersion
from tests.cast import NOW, make_plan, make_policy

pytestmark = pytest.mark.usefixtures("catalogue")
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def tess(cast, client):
    client.force_login(cast.tess)
    return client


def write_anew(slug, *, first_step="Warm your hands. Say hello softly.", **changes):
    """The technique's next text, with another first step."""
    old = Technique.objects.get(slug=slug).current()
    words = model_to_dict(old, exclude=["id", "technique", "number"])
    new = TechniqueVersion.objects.create(**words | changes, technique=old.technique, number=old.number + 1)
    for order, step in enumerate(old.steps.all()):
        fields = model_to_dict(step, exclude=["id", "version"])
        Step.objects.create(**fields | ({} if order else {"text": first_step}), version=new)
    return new


def listed(client, unit):
    return client.get(reverse("unit-newer", args=[unit.pk])).content.decode()


def proposal(client, baby):
    return client.get(reverse("plan-renewal", args=[baby.pk])).content.decode()


def renew(client, baby):
    return client.post(reverse("plan-renewal", args=[baby.pk]), follow=True)


def test_when_nothing_is_new_the_list_says_so(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess)
    assert "Every routine is up to date" in listed(tess, cast.maple)
    assert "Nothing is new" in proposal(tess, cast.bo)


def test_a_newer_text_puts_the_babies_that_use_the_old_one_on_the_list(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess)
    make_plan(baby=cast.noor, by=cast.tess, slugs=("sway",))
    write_anew("indian-milking")
    said = listed(tess, cast.maple)
    assert "Written anew since: Long strokes down to the foot" in said
    assert reverse("plan-renewal", args=[cast.bo.pk]) in said
    assert reverse("plan-renewal", args=[cast.noor.pk]) not in said


def test_another_unit_reads_nothing_of_it(cast, client):
    make_plan(baby=cast.bo, by=cast.tess)
    write_anew("indian-milking")
    client.force_login(cast.tom)
    assert client.get(reverse("unit-newer", args=[cast.maple.pk])).status_code == 404
    assert "Every routine is up to date" in listed(client, cast.birch)


def test_the_words_before_and_now_stand_beside_each_other(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess)
    old = Technique.objects.get(slug="indian-milking").current().steps.first().text
    write_anew("indian-milking", first_step="Take your rings off first.")
    said = proposal(tess, cast.bo)
    assert f"<del>{old}</del>" in said
    assert "<ins>Take your rings off first.</ins>" in said
    assert said.count("<ins>") == 1


def test_the_routine_in_force_stays_and_the_draft_has_the_new_text(cast, tess):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    before = list(plan.planned.values_list("version", "passes"))
    new = write_anew("indian-milking", passes_limit=3)
    said = renew(tess, cast.bo).content.decode()
    assert "With the newest steps: Long strokes down to the foot." in said
    plan.refresh_from_db()
    assert plan.status == "active"
    assert list(plan.planned.values_list("version", "passes")) == before
    draft = Plan.objects.get(baby=cast.bo, status="draft")
    assert draft.planned.get(version__technique__slug="indian-milking").version == new
    draft.assign(by=cast.tess, now=LATER)
    assert "Every routine is up to date" in listed(tess, cast.maple)


def test_a_draft_that_was_there_keeps_what_was_changed_in_it(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess)
    Plan.draft_for(cast.bo, cast.tess, LATER).add(Technique.objects.get(slug="top-of-foot"), "left")
    write_anew("indian-milking")
    assert "A draft is not assigned yet" in listed(tess, cast.maple)
    renew(tess, cast.bo)
    draft = Plan.objects.get(baby=cast.bo, status="draft")
    assert [item.technique.slug for item in draft.planned.all()] == ["resting-hands", "indian-milking", "top-of-foot"]


def test_a_technique_taken_out_of_the_library_is_left_out_of_the_next_version(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess)
    Technique.objects.filter(slug="indian-milking").update(status="retired")
    assert "Taken out of the library: Long strokes down to the foot" in listed(tess, cast.maple)
    assert "No longer in the library" in renew(tess, cast.bo).content.decode()
    draft = Plan.objects.get(baby=cast.bo, status="draft")
    assert [item.technique.slug for item in draft.planned.all()] == ["resting-hands"]


def test_rules_signed_since_say_what_they_would_ask(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking", "sway"))
    make_policy(unit=cast.maple, by=cast.lena, now=LATER, passes_cap=2, guidance={"sway": (44, None)})
    said = listed(tess, cast.maple)
    assert "Rules signed since: Gentle sway side to side: From 44 weeks" in said
    assert "Rules signed since: More than one stroking technique at this age" in said
    assert "Rules signed since: Long strokes down to the foot: more passes than now" in said
    renew(tess, cast.bo)
    draft = Plan.objects.get(baby=cast.bo, status="draft")
    assert draft.planned.get(version__technique__slug="indian-milking").passes == 2


def test_what_a_therapist_has_answered_is_not_asked_again(cast, tess):
    plan = make_plan(baby=cast.bo, by=cast.tess, slugs=("sway",))
    PlanReason.objects.create(plan=plan, kind="guidance", about="sway", text="Agreed.", by=cast.tess, at=NOW)
    make_policy(unit=cast.maple, by=cast.lena, now=LATER, guidance={"sway": (44, None)})
    assert "Every routine is up to date" in listed(tess, cast.maple)


def test_rules_that_were_there_before_the_routine_put_nobody_on_the_list(cast, tess):
    make_policy(unit=cast.maple, by=cast.lena, now=NOW - timedelta(days=1), guidance={"sway": (44, None)})
    make_plan(baby=cast.bo, by=cast.tess, slugs=("sway",))
    assert "Every routine is up to date" in listed(tess, cast.maple)


def test_a_baby_without_a_routine_has_nothing_to_renew(cast, tess):
    assert renew(tess, cast.bo).redirect_chain[-1][0] == reverse("plan", args=[cast.bo.pk])
    assert not Plan.objects.exists()


def test_a_nurse_reads_the_list_and_renews_nothing(cast, client):
    make_plan(baby=cast.bo, by=cast.tess)
    write_anew("indian-milking")
    client.force_login(cast.nora)
    said = listed(client, cast.maple)
    assert "Written anew since" in said
    assert reverse("plan-renewal", args=[cast.bo.pk]) not in said
    assert client.post(reverse("plan-renewal", args=[cast.bo.pk])).status_code == 403
