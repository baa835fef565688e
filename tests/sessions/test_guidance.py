"""Guidance by postmenstrual age: the unit's own, beside the therapist's choice, and silent until it is signed."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.plans.models import Plan, PlanReason
from sessions.plans.workbench import Workbench
from sessions.policies.models import UnitPolicy
from sessions.safety import Amount, Concern, concerns, outside
from tests.cast import NOW, make_baby, make_plan, make_policy

BORN = date(2026, 11, 5)  # at 34w0d: 38w0d on 3 December


@pytest.mark.parametrize(
    ("low", "high", "days", "side"),
    [
        (34, None, 34 * 7 - 1, "early"),
        (34, None, 34 * 7, ""),
        (None, 40, 40 * 7 - 1, ""),
        (None, 40, 40 * 7, "late"),
        (34, 40, 30 * 7, "early"),
        (None, None, 200, ""),
    ],
)
def test_a_week_begins_with_its_first_day_and_the_last_one_ends_before_the_next(low, high, days, side):
    assert outside(low, high, days) == side


def test_only_what_is_in_the_routine_is_asked_about():
    amounts = [Amount("sway", stroking=True, seconds=10)]
    found = concerns(amounts, [], young=False, minutes_limit=5, locked={"sway", "bicycle"})
    assert found == [Concern("guidance", "sway")]


@pytest.fixture
def kai(cast, catalogue):
    return make_baby(unit=cast.maple, first_name="Kai", birth_date=BORN, ga=(34, 0))


@pytest.fixture
def tess(cast, client):
    client.force_login(cast.tess)
    return client


def page(client, baby):
    return client.get(reverse("plan", args=[baby.pk])).content.decode()


def shelf(bench):
    return {item.technique.slug: item for _region, items in bench.shelf for item in items}


def of_today(baby):
    """The same weeks on the day that these tests run."""
    baby.birth_date = timezone.localdate() - timedelta(days=28)
    baby.save()
    return baby


def test_a_lock_says_from_when_and_on_which_day(cast, kai):
    make_policy(unit=cast.maple, by=cast.lena, guidance={"bicycle": (40, None), "top-of-foot": (30, 36)})
    bench = Workbench(kai, NOW)
    found = shelf(bench)
    assert found["bicycle"].lock == "From 40 weeks, on 17 Dec"
    assert found["top-of-foot"].lock == "Until 36 weeks, 19 Nov"
    assert not any(item.lock for slug, item in found.items() if slug not in ("bicycle", "top-of-foot"))


def test_the_day_that_a_lock_names_is_the_day_it_opens(cast, kai):
    make_policy(unit=cast.maple, by=cast.lena, guidance={"bicycle": (40, None)})
    assert shelf(Workbench(kai, NOW + timedelta(days=13)))["bicycle"].lock
    assert not shelf(Workbench(kai, NOW + timedelta(days=14)))["bicycle"].lock


def test_before_a_signature_there_is_no_badge_and_no_question(cast, kai, tess):
    UnitPolicy.draft_for(cast.maple, cast.lena, NOW)  # holds the proposals
    assert "Use anyway" not in page(tess, kai)
    tess.post(reverse("plan-add", args=[kai.pk]), {"technique": "bicycle"})
    assert [matter.key for matter in Workbench(kai, NOW).matters] == []


def test_another_units_guidance_says_nothing_here(cast, kai):
    make_policy(unit=cast.birch, by=cast.lou, guidance={"bicycle": (40, None)})
    assert not shelf(Workbench(kai, NOW))["bicycle"].lock


def test_inside_guidance_there_is_only_the_absence_of_a_lock(cast, kai, tess):
    make_policy(unit=cast.maple, by=cast.lena, guidance={"indian-milking": (34, None)})
    said = page(tess, of_today(kai))
    assert "Use anyway" not in said
    assert "Guidance by age" not in said


def test_a_locked_technique_is_used_with_a_reason_that_stays(cast, kai, tess):
    make_policy(unit=cast.maple, by=cast.lena, guidance={"bicycle": (44, None)})
    kai = of_today(kai)
    assert re.search(r"Use anyway<span[^>]*> Bicycle", page(tess, kai))
    tess.post(reverse("plan-add", args=[kai.pk]), {"technique": "bicycle"})
    said = page(tess, kai)
    assert "Outside your unit’s guidance at this age." in said
    assert "signed by Lena" in said
    address = reverse("plan-assign", args=[kai.pk])
    seen = re.search(r'name="seen" value="(\w+)"', tess.get(address).content.decode()).group(1)
    assert tess.post(address, {"seen": seen}).status_code == 422
    assert not Plan.objects.in_force().filter(baby=kai).exists()
    tess.post(address, {"seen": seen, "words-guidance": "Agreed on the round."})
    plan = Plan.objects.in_force().get(baby=kai)
    reason = PlanReason.objects.get(plan=plan, kind="guidance")
    assert (reason.about, reason.text, reason.by) == ("bicycle", "Agreed on the round.", cast.tess)
    said = tess.get(reverse("plan-version", args=[kai.pk, 1])).content.decode()
    assert "Outside the unit’s guidance: Bicycle legs" in said
    assert "Agreed on the round." in said


def test_the_next_version_offers_the_same_words_again(cast, kai):
    make_policy(unit=cast.maple, by=cast.lena, guidance={"sway": (44, None)})
    plan = make_plan(baby=kai, by=cast.tess, slugs=("sway",))
    PlanReason.objects.create(plan=plan, kind="guidance", about="sway", text="Used to it.", by=cast.tess, at=NOW)
    Plan.draft_for(kai, cast.tess, NOW)
    (matter,) = Workbench(kai, NOW).matters
    assert matter.answers["before"] == "Used to it."
    assert matter.about == ("Gentle sway side to side (From 44 weeks, on 14 Jan)",)


def test_the_family_reads_nothing_of_it(cast, kai, client):
    make_policy(unit=cast.maple, by=cast.lena, guidance={"sway": (44, None)})
    plan = make_plan(baby=cast.bo, by=cast.tess, slugs=("sway",))
    PlanReason.objects.create(plan=plan, kind="guidance", about="sway", text="Used to it.", by=cast.tess, at=NOW)
    client.force_login(cast.pat)
    said = client.get(reverse("plan-version", args=[cast.bo.pk, 1])).content.decode()
    assert "Used to it." not in said
    assert "guidance" not in said
