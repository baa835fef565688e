"""What the builder says of the past: what the newest version took out, and how often a sign was seen."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from tests.cast import NOW, make_massage, make_plan

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def tess(cast, client):
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client.force_login(cast.tess)
        yield client


def page(client, baby):
    return unescape(client.get(reverse("plan", args=[baby.pk])).content.decode())


def massages(cast, seen, unseen, slug="indian-milking", **facts):
    """So many massages with this technique in which a sign was seen during it, and so many without one."""
    plan = cast.bo.plans.in_force().get()
    version = plan.planned.get(version__technique__slug=slug).version
    for nth in range(seen + unseen):
        massage = make_massage(baby=cast.bo, author=cast.pat, started_at=NOW - timedelta(hours=nth), **facts)
        massage.done.create(version=version, side="left", passes=1)
        if nth < seen:
            massage.cues.create(slug="yawns", version=version, step=1, second=4)


def test_what_the_newest_version_took_out_says_when(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking", "sway"), now=NOW - timedelta(days=5))
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",), now=NOW - timedelta(days=1))
    assert page(tess, cast.bo).count("Taken out on 2 Dec") == 1


def test_back_in_the_draft_it_is_not_taken_out_any_more(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking", "sway"), now=NOW - timedelta(days=5))
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",), now=NOW - timedelta(days=1))
    tess.post(reverse("plan-add", args=[cast.bo.pk]), {"technique": "sway"})
    assert "Taken out on" not in page(tess, cast.bo)


def test_a_first_version_took_nothing_out(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess)
    assert "Taken out on" not in page(tess, cast.bo)


def test_a_row_counts_the_massages_with_a_sign_and_leads_to_them(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=2))
    massages(cast, seen=1, unseen=2)
    said = page(tess, cast.bo)
    assert said.count("Cue in 1 of 3") == 1
    home = reverse("baby", args=[cast.bo.pk])
    assert f'href="{home}#behind-indian-milking"' in said
    assert 'id="behind-indian-milking"' in tess.get(home).content.decode()


@pytest.mark.parametrize(
    ("name", "wrong"), [("plan-settings", {"times_a_day": "many"}), ("template-keep", {"name": ""})]
)
def test_the_count_stays_when_something_else_on_the_page_was_wrong(cast, tess, name, wrong):
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=2))
    massages(cast, seen=1, unseen=2)
    answer = tess.post(reverse(name, args=[cast.bo.pk]), wrong)
    assert answer.status_code == 422
    assert "Cue in 1 of 3" in answer.content.decode()


def test_two_massages_are_too_few_to_count(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=2))
    massages(cast, seen=1, unseen=1)
    assert "Cue in" not in page(tess, cast.bo)


def test_without_a_sign_there_is_nothing_to_say(cast, tess):
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=2))
    massages(cast, seen=0, unseen=4)
    assert "Cue in" not in page(tess, cast.bo)
