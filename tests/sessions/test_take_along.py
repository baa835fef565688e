"""The summary: one page of the last weeks, for a round on the ward and for a family on its way to a visit."""

import io
import re
from datetime import timedelta
from time import process_time

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.urls import reverse
from pypdf import PdfReader

from sessions.babies.questions import Question
from sessions.babies.visits import Visit
from sessions.massages.models import Massage
from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.models import PlanReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, cast, catalogue):
    """What Pat reads on the way to the therapist, and Tess on the round."""
    make_plan(baby=cast.bo, by=cast.tess, slugs=("thumb-over-thumb",), now=NOW - timedelta(days=40))
    newest = make_plan(
        baby=cast.bo, by=cast.tess, slugs=("indian-milking",), now=NOW - timedelta(days=5), note="Slowly now."
    )
    make_plan(baby=cast.ada, by=cast.tess, now=NOW - timedelta(days=9))
    version = newest.planned.get().version
    for days, outcome, cues in (
        (1, "stopped", ["yawns"]),
        (2, "completed", []),
        (3, "completed", []),
        (20, "not_ready", []),
        (35, "completed", []),
    ):
        at = NOW - timedelta(days=days)
        done = [] if outcome == "not_ready" else [{"version": version, "side": "left", "passes": 1}]
        massage = make_massage(baby=cast.bo, author=cast.pat, started_at=at, outcome=outcome, cues=cues, done=done)
        massage.cues.update(version=version)
    make_massage(baby=cast.ada, author=cast.jo, started_at=NOW - timedelta(days=2), outcome="not_ready")
    Question.ask(baby=cast.bo, author=cast.pat, text="May we use oil at home?", now=NOW - timedelta(days=1))
    Question.ask(baby=cast.bo, author=cast.jo, text="Is Pat too fast?", now=NOW - timedelta(days=1))
    PlanReason.objects.create(plan=newest, kind="strokes", text="Bo is used to it.", by=cast.tess, at=NOW)
    Visit.objects.create(baby=cast.bo, by=cast.tess, at=NOW - timedelta(days=4), what_was_shown="The long strokes.")
    for person, level in ((cast.pat, "help"), (cast.jo, "watched")):
        ReturnDemonstration.objects.create(
            baby=cast.bo, person=person, version=version, level=level, by=cast.tess, at=NOW
        )

    def look(query="", reader=cast.pat):
        client.force_login(reader)
        with time_machine.travel(NOW, tick=False):
            answer = client.get(reverse("take-along", args=[cast.bo.pk]) + query)
        return " ".join(answer.content.decode().split())

    return look


def test_the_weeks_the_signs_the_changes_and_the_routine_stand_on_one_page(page):
    text = page()
    assert "Offered 4 times · To the end: 2 · Stopped early: 1 · Not ready: 1" in text
    assert "2 Dec, 19:30" in text
    assert "29 Oct" not in text  # before the four weeks
    assert "Yawns 1" in text
    assert re.search(r">1 of 3</a></td>", text)  # linked to the massages behind it
    assert "Slowly now." in text
    assert "Taken out: " in text
    assert "Long strokes down to the foot" in text
    assert "Left leg, 3 strokes" in text
    assert "Postmenstrual age" not in text
    behind = text.split('class="behind no-print"')[1]
    assert "Stopped early" in behind
    assert "Stopped on a sign" not in behind
    assert "s each" not in text


@pytest.mark.parametrize(("since", "offered"), [("2", 3), ("4", 4), ("visit", 3), ("soon", 4)])
def test_the_reader_chooses_how_far_back(page, since, offered):
    assert f"Offered {offered} times" in page(f"?since={since}")


def test_a_family_takes_its_own_questions_and_nothing_that_is_for_staff(page, cast):
    for reader, other in ((cast.pat, "Is Pat too fast?"), (cast.jo, "May we use oil at home?")):
        text = page(reader=reader)
        for words in (other, "Bo is used to it.", "The long strokes."):
            assert words not in text
    assert "With help" in page()
    assert "Watched alone" not in page()  # what Jo was shown is Jo's


def test_staff_read_everybodys_questions_the_reasons_and_what_was_shown_to_whom(page, cast):
    for reader in (cast.tess, cast.nora):
        text = page(reader=reader)
        for words in ("Is Pat too fast?", "May we use oil at home?", "Bo is used to it.", "The long strokes.",
                      "With help", "Watched alone", "Postmenstrual age 36w4d"):  # fmt: skip
            assert words in text


def test_both_twins_go_on_a_sheet_each(page, cast):
    assert f'id="take-{cast.ada.pk}"' not in page()
    both = page("?for=all")
    assert both.index(f'id="take-{cast.bo.pk}"') < both.index(f'id="take-{cast.ada.pk}"')
    assert "Not ready: 1" in both.split(f'id="take-{cast.ada.pk}"')[1]


@pytest.mark.parametrize("reader", ["pat", "tess"])
def test_no_percentage_average_or_name_in_the_title(page, cast, reader):
    text = page("?for=all", reader=getattr(cast, reader))
    assert not re.search(r"\d ?%|average|mean ", text.split("<main")[1])
    assert "Bo" not in text.split("</title>")[0]


@pytest.mark.once
def test_the_fullest_summary_takes_one_side_of_paper_for_each_baby(page, client, cast):
    fill(cast)
    for reader, query, sides in ((cast.tess, "", 1), (cast.pat, "", 1), (cast.tess, "?for=all", 2)):
        client.force_login(reader)
        with time_machine.travel(NOW, tick=False):
            answer = client.get(reverse("take-along-pdf", args=[cast.bo.pk]) + query)
        sheet = PdfReader(io.BytesIO(answer.content))
        assert len(sheet.pages) == sides
        words = sheet.pages[0].extract_text()
        assert "The screen says more." in words
        assert "Bo" in words


@pytest.mark.once
@pytest.mark.parametrize("reader", ["tess", "pat"])
@pytest.mark.parametrize("name", ["take-along", "take-along-pdf"])
def test_with_a_thousand_massages_it_is_there_in_a_second(page, client, cast, reader, name):
    write_down(cast, 1000)
    client.force_login(getattr(cast, reader))
    seconds = float("inf")
    for _ in range(3):  # others may keep the machine busy: the best of three, and mostly the first is good enough
        with time_machine.travel(NOW, tick=False):
            begun = process_time()
            answer = client.get(reverse(name, args=[cast.bo.pk]))
            seconds = min(seconds, process_time() - begun)
        if seconds <= 1:
            break
    assert seconds <= 1
    if name == "take-along":
        assert "Offered 1004 times" in answer.content.decode()
    else:
        assert answer["Content-Type"] == "application/pdf"  # and not the page that says what to install


def fill(cast):
    """As much of everything as a form lets in."""
    long = "So many words about a small thing. " * 9
    plan = cast.bo.plans.get(status="active")
    for nth in range(9):
        Question.ask(baby=cast.bo, author=cast.pat, text=f"{nth} {long}"[:300], now=NOW)
        PlanReason.objects.create(plan=plan, kind="strokes", text=f"{nth} {long}"[:300], by=cast.tess, at=NOW)
        Visit.objects.create(baby=cast.bo, by=cast.tess, at=NOW, what_was_shown=long * 3)
    write_down(cast, 100)


def write_down(cast, massages):
    """Copies of one massage that was stopped, a minute apart, with six signs each."""
    version = cast.bo.plans.get(status="active").planned.get().version
    rows = [Massage.objects.filter(baby=cast.bo).first()] * massages
    copies = []
    for nth, row in enumerate(rows):
        facts = {
            each.attname: getattr(row, each.attname) for each in Massage._meta.concrete_fields if not each.primary_key
        }
        at = NOW - timedelta(minutes=nth)
        copies.append(Massage(**facts | {"started_at": at, "ended_at": at, "family_day": NOW.date()}))
    Massage.objects.bulk_create(copies)
    cues = ["yawns", "looks-away", "spreads-fingers", "arches", "tries-to-get-away", "cries"]
    type(row.cues.model()).objects.bulk_create(
        row.cues.model(massage=copy, slug=slug, version=version) for copy in copies for slug in cues
    )
