"""Take to the visit: one page of the last weeks for one baby or for both, with this person's own questions."""

import re
from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.urls import reverse

from sessions.babies.questions import Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, cast, catalogue):
    """What Pat reads on the way to the therapist."""
    make_plan(baby=cast.bo, by=cast.tess, slugs=("thumb-over-thumb",), now=NOW - timedelta(days=40))
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",), now=NOW - timedelta(days=5), note="Slowly now.")
    make_plan(baby=cast.ada, by=cast.tess, now=NOW - timedelta(days=9))
    for days, outcome, cues in (
        (1, "stopped", ["yawns"]),
        (2, "completed", []),
        (3, "completed", []),
        (35, "completed", []),
    ):
        make_massage(baby=cast.bo, author=cast.pat, started_at=NOW - timedelta(days=days), outcome=outcome, cues=cues)
    make_massage(baby=cast.ada, author=cast.jo, started_at=NOW - timedelta(days=2), outcome="not_ready")
    Question.ask(baby=cast.bo, author=cast.pat, text="May we use oil at home?", now=NOW - timedelta(days=1))
    Question.ask(baby=cast.bo, author=cast.jo, text="Is Pat too fast?", now=NOW - timedelta(days=1))

    def look(query="", reader=cast.pat):
        client.force_login(reader)
        with time_machine.travel(NOW, tick=False):
            answer = client.get(reverse("take-along", args=[cast.bo.pk]) + query)
        return " ".join(answer.content.decode().split())

    return look


def test_the_weeks_the_signs_the_changes_and_the_routine_stand_on_one_page(page):
    text = page()
    assert "To the end: 2 · Stopped early: 1" in text
    assert "2 Dec, 19:30" in text
    assert "29 Oct" not in text  # before the four weeks
    assert "Yawns" in text
    assert "Slowly now." in text
    assert "Taken out: " in text
    assert "Long strokes down to the foot" in text
    assert "Left leg, 3 strokes" in text
    assert "s each" not in text


def test_only_the_own_questions_go_along(page, cast):
    assert "May we use oil at home?" in page()
    assert "Is Pat too fast?" not in page()
    assert "May we use oil at home?" not in page(reader=cast.jo)


def test_both_twins_go_on_a_sheet_each(page, cast):
    assert f'id="take-{cast.ada.pk}"' not in page()
    both = page("?for=all")
    assert both.index(f'id="take-{cast.bo.pk}"') < both.index(f'id="take-{cast.ada.pk}"')
    assert "Not ready: 1" in both.split(f'id="take-{cast.ada.pk}"')[1]


def test_no_percentage_average_or_name_in_the_title(page):
    text = page("?for=all")
    assert not re.search(r"\d ?%", text.split("<main")[1])
    assert "Bo" not in text.split("</title>")[0]
