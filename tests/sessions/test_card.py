"""The card: one side of A4 for one to six techniques, in English and in longer words, and a square that leads back."""

import re
import uuid
from datetime import timedelta

import pypdfium2
import pytest
import time_machine
import zxingcpp
from cards import A_SECOND, COUNTS, REVIEW, TODAY, in_force
from cast import NOW, make_plan
from django.urls import reverse
from longer_words import longer

from massage_site import paper
from sessions.babies.models import LimbRestriction
from sessions.journal.on_paper import Card
from sessions.journal.tick_grid import TickGrid
from sessions.plans.models import Plan

pytestmark = pytest.mark.django_db


def test_the_longer_words_are_a_third_longer_and_keep_their_holes():
    said = "This sheet helps you remember. It does not replace your care team."
    assert len(longer(said)) >= 1.33 * len(said)
    assert "<b>%(day)s</b>" in longer("Use until <b>%(day)s</b>.")


@pytest.mark.once
@pytest.mark.parametrize("language", ["en", "longer"])
@pytest.mark.parametrize("count", COUNTS)
def test_one_to_six_techniques_take_one_side_and_less_than_a_second(printed, language, count):
    card = printed[language, count]
    assert len(card.reader.pages) == 1
    assert card.seconds <= A_SECOND


@pytest.mark.once
def test_it_is_tagged_for_people_who_hear_it(printed):
    root = printed["en", 4].reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert printed["en", 4].reader.metadata.title == "Massage card · Handhug"  # and nobody's name
    pictures = list(figures(root["/StructTreeRoot"]))
    assert len(pictures) == 4 + 10 + 5 + 1 + 1  # techniques, signs, moods, the twin's mark, the square
    assert all(each.get("/Alt") for each in pictures)


def figures(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from figures(each)
    elif isinstance(node, dict):
        if node.get("/S") == "/Figure":
            yield node
        yield from figures(node.get("/K", []))


@pytest.mark.once
def test_its_words_are_words_in_the_order_in_which_they_are_read(printed):
    text = re.sub(r"\s+", " ", printed["en", 4].reader.pages[0].extract_text())
    said = [
        "Bo’s massage", "Oil: Sunflower oil", "Start when", "Long strokes", "3 strokes, 5 s each", "Thumb walk",
        "Bicycle", "Roll each little toe", "Hands still, then stop", "1 Yawns", "10 Falls asleep",
        "Stop. Call your nurse", "How did it go?", "c Calm and awake", "Thu 3", "Wed 16", "Tick or N", "Mood after",
        "Signs", "Who", "From Tess", "Routine version", "Wednesday 16 December", "01632 960 010",
    ]  # fmt: skip
    places = [text.find(words) for words in said]
    assert -1 not in places, [words for words, place in zip(said, places, strict=True) if place < 0]
    assert places == sorted(places)


@pytest.mark.once
@pytest.mark.parametrize("which", [("en", 1), ("longer", 6)])
def test_the_square_can_be_read_at_150_dots_an_inch_and_names_nobody(printed, which):
    page = pypdfium2.PdfDocument(printed[which].pdf)[0]
    (square,) = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil().convert("L"))
    assert re.fullmatch(r"http://localhost:8000/card/[0-9a-f-]{36}/", square.text)


@pytest.fixture
def bo(cast, catalogue):
    in_force(cast, 2)
    return cast.bo


@pytest.fixture
def at_the_cot(client, cast, bo):
    with time_machine.travel(NOW, tick=False):
        client.force_login(cast.pat)
        yield client


def test_the_page_is_printed_by_the_browser_and_leads_to_the_pdf(at_the_cot, bo):
    page = at_the_cot.get(reverse("card", args=[bo.pk])).content.decode()
    assert "data-print" in page
    assert reverse("card-pdf", args=[bo.pk]) in page
    assert "Use until <b>Wednesday 16 December</b>" in page


def test_a_pdf_is_handed_out_under_nobodys_name(at_the_cot, bo, monkeypatch):
    monkeypatch.setattr(paper, "one_side", lambda tries: b"%PDF" + next(iter(tries)).encode())
    answer = at_the_cot.get(reverse("card-pdf", args=[bo.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="massage-card.pdf"'


def test_without_weasyprint_the_pdf_leads_back_to_the_page(at_the_cot, bo, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    answer = at_the_cot.get(reverse("card-pdf", args=[bo.pk]))
    assert answer.status_code == 503
    assert f'href="{reverse("card", args=[bo.pk])}"' in answer.content.decode()


def test_a_routine_on_hold_is_not_handed_out(at_the_cot, cast, bo):
    Plan.objects.in_force().get(baby=bo).pause(by=cast.nora, now=NOW, reason="A drip")
    page = at_the_cot.get(reverse("card", args=[bo.pk])).content.decode()
    assert "This routine waits for now." in page
    assert "card__grid" not in page
    assert at_the_cot.get(reverse("card-pdf", args=[bo.pk])).url == reverse("card", args=[bo.pk])


def test_a_baby_without_a_routine_has_no_card_yet(at_the_cot, cast):
    assert "There is no routine yet" in at_the_cot.get(reverse("card", args=[cast.ada.pk])).content.decode()


def test_a_leg_that_is_left_alone_is_hatched_named_and_in_no_picture(cast, bo):
    make_plan(baby=bo, by=cast.tess, slugs=("resting-hands", "indian-milking", "bicycle"), side="both")
    LimbRestriction.objects.create(baby=bo, limb="left", reason="Drip", noted_by=cast.nora, noted_at=NOW)
    card = Card.of(bo, TODAY)
    page = paper.page("journal/card_paper.html", {"baby": bo, "card": card, "size": "snug"})
    assert "Left leg: leave alone" in page
    assert "Right leg only." in page
    assert "Not now: Bicycle legs." in page
    assert {tile.side for tile in card.tiles} == {"right"}
    assert "-left.svg" not in page


def test_the_square_of_an_older_card_leads_to_the_new_routine_and_says_so(at_the_cot, cast, bo):
    old = Plan.objects.in_force().get(baby=bo)
    square = reverse("card-scan", args=[old.pk])
    assert "Your card shows" not in at_the_cot.get(square, follow=True).content.decode()
    new = make_plan(baby=bo, by=cast.tess, slugs=("resting-hands",))
    page = at_the_cot.get(square, follow=True)
    assert page.redirect_chain[0][0].startswith(reverse("plan-version", args=[bo.pk, new.number]))
    assert f"Your card shows version {old.number}. This is version {new.number}." in page.content.decode()


def test_the_square_of_another_babys_card_says_what_to_do_and_not_whether_it_is_one(client, cast, bo):
    plan = Plan.objects.in_force().get(baby=bo)
    client.force_login(cast.sam)
    not_yours, not_there = (client.get(reverse("card-scan", args=[pk])) for pk in (plan.pk, uuid.uuid4()))
    assert not_yours.status_code == 404
    page = not_yours.content.decode()
    assert "Look whose name is on it." in page
    assert f'href="{reverse("account_logout")}"' in page
    assert page == not_there.content.decode()


def test_the_square_of_a_draft_leads_nowhere(at_the_cot, cast, bo):
    assert at_the_cot.get(reverse("card-scan", args=[Plan.draft_for(bo, cast.tess, NOW).pk])).status_code == 404


@pytest.mark.parametrize(
    ("review", "times", "days", "is_cut"),
    [
        (TODAY + timedelta(days=6), 1, 7, False),
        (TODAY, 3, 1, False),  # the day itself counts
        (TODAY + timedelta(days=60), 1, 21, True),
        (TODAY + timedelta(days=6), 6, 3, True),
        (None, 1, 7, False),
        (TODAY - timedelta(days=1), 1, 0, False),
    ],
)
def test_the_grid_ends_with_the_review_and_where_the_paper_ends(review, times, days, is_cut):
    grid = TickGrid.of(today=TODAY, review_on=review, times=times)
    assert (len(grid.days), grid.is_cut) == (days, is_cut)
    assert grid.days[:1] == [TODAY][: len(grid.days)]


def test_a_card_whose_review_is_past_has_no_grid_and_says_why(cast, bo):
    page = paper.page(
        "journal/card_paper.html", {"baby": bo, "card": Card.of(bo, REVIEW + timedelta(days=1)), "size": "snug"}
    )
    assert "card__grid" not in page
    assert "The routine was to be looked at again on Wednesday 16 December." in page
