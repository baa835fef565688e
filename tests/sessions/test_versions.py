"""Older versions: the family reads what changed and why, staff read the reasons too."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sessions.babies.visits import Visit
from sessions.plans.models import Plan
from sessions.safety import Concern
from techniques.models import Technique
from tests.cast import MOST_STATEMENTS, NOW, make_massage, make_plan

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def twice(cast):
    """Bo's routine, assigned and superseded."""
    first = make_plan(baby=cast.bo, by=cast.tess, slugs=["resting-hands"], note="Still hands first.")
    make_massage(baby=cast.bo, author=cast.pat)
    make_massage(baby=cast.bo, author=cast.pat, started_at=NOW + timedelta(hours=1))
    second = Plan.draft_for(cast.bo, cast.tess, NOW + timedelta(days=1))
    for slug in ("indian-milking", "toe-squeeze"):
        second.add(Technique.objects.get(slug=slug), "left")
    visit = Visit.objects.create(baby=cast.bo, by=cast.tess, at=NOW, who_was_there="Pat and Rosa")
    second.assign(
        by=cast.tess, now=NOW + timedelta(days=1), note="Bo is ready for more.", visit=visit,
        reasons={Concern("strokes"): "Both are very short."},
    )  # fmt: skip
    return first, second


def text(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


@pytest.mark.parametrize("who", ["pat", "tess", "nora"])
def test_every_version_is_listed_with_its_words_and_its_massages(client, cast, twice, who):
    page = text(client, getattr(cast, who), "plan-versions", cast.bo.pk)
    for words in ("Version 1", "Version 2", "Still hands first.", "Bo is ready for more.", "Tess"):
        assert words in page
    assert "2 massages with this version" in page
    assert "0 massages" not in page


def test_a_draft_is_nobodys_version(client, cast, twice):
    Plan.draft_for(cast.bo, cast.tess, NOW)
    assert "Version 3" not in text(client, cast.pat, "plan-versions", cast.bo.pk)
    assert client.get(reverse("plan-version", args=[cast.bo.pk, 3])).status_code == 404


def test_a_version_says_what_changed_from_the_one_before(client, cast, twice):
    page = text(client, cast.pat, "plan-version", cast.bo.pk, 2)
    assert "New: Long strokes down to the foot." in page
    assert "What changed since version 1" in page
    assert "The first routine" in text(client, cast.pat, "plan-version", cast.bo.pk, 1)


def test_reasons_and_the_visit_are_for_staff(client, cast, twice):
    for words in ("Both are very short.", "Pat and Rosa"):
        assert words in text(client, cast.nora, "plan-version", cast.bo.pk, 2)
        assert words not in text(client, cast.pat, "plan-version", cast.bo.pk, 2)


def test_only_who_plans_is_offered_a_change(client, cast, twice):
    address = f'href="{reverse("plan", args=[cast.bo.pk])}"'
    assert address in text(client, cast.tess, "plan-version", cast.bo.pk, 2)
    assert address not in text(client, cast.nora, "plan-version", cast.bo.pk, 2)
    assert address not in text(client, cast.pat, "plan-version", cast.bo.pk, 2)


@pytest.mark.parametrize("who", ["tom", "sam", "ines"])
def test_others_find_nothing(client, cast, twice, who):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("plan-versions", args=[cast.bo.pk])).status_code == 404
    assert client.get(reverse("plan-version", args=[cast.bo.pk, 1])).status_code == 404


@pytest.mark.parametrize("who", ["pat", "tess"])
def test_a_long_history_costs_the_same(client, cast, twice, who, django_assert_max_num_queries):
    for day in range(2, 20):
        make_plan(baby=cast.bo, by=cast.tess, now=NOW + timedelta(days=day))
    client.force_login(getattr(cast, who))
    for name, args in (("plan-versions", []), ("plan-version", [15])):
        with django_assert_max_num_queries(MOST_STATEMENTS):
            client.get(reverse(name, args=[cast.bo.pk, *args]))
