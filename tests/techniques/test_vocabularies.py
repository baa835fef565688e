"""The clinical lists: where they come from, what ends a day, what a no means."""

import dataclasses
import re
from pathlib import Path

import pytest

from techniques.benefits import BENEFITS
from techniques.cues import COMMON_CUES, CUE_TILES, CUES, CUES_BY_SLUG, Kind, Level
from techniques.moods import MOODS, MOODS_BY_SLUG
from techniques.precautions import PRECAUTIONS, PRECAUTIONS_BY_SLUG
from techniques.readiness import HOME_QUESTIONS, NICU_QUESTIONS, QUESTIONS, QUESTIONS_BY_SLUG, NoMeans, questions_for
from techniques.reading import too_long

LISTS = {
    "precautions": (PRECAUTIONS, PRECAUTIONS_BY_SLUG),
    "cues": (CUES, CUES_BY_SLUG),
    "moods": (MOODS, MOODS_BY_SLUG),
    "questions": (QUESTIONS, QUESTIONS_BY_SLUG),
}


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_has_its_own_slug_and_its_source(name):
    entries, by_slug = LISTS[name]
    assert len(entries) == len(by_slug)
    assert all(entry.source for entry in entries)
    with pytest.raises(dataclasses.FrozenInstanceError):
        entries[0].slug = "other"


LABEL = re.compile(r"clinical \d(?:\.\d)?(?: [A-M]\b)?|source note|\b[A-Z]\d+[ab]?\b")
BOOK = (Path(__file__).parents[2] / "docs/sources.md").read_text()
ROWS = set(re.findall(r"[\w.]+", " ".join(re.findall(r"^\| ([\w, ]+) \|", BOOK, re.M))))
CHAPTERS = set(re.findall(r"clinical \d(?:\.\d)?|source note", " ".join(re.findall(r"^(?:##|\*\*).*", BOOK, re.M))))
CHAPTERS |= {"clinical 3.3"}  # shares the one of 3.1


def test_every_label_of_a_source_can_be_looked_up():
    entries = [entry for listed, _by_slug in LISTS.values() for entry in listed]
    labels = {each for entry in [*entries, *BENEFITS] for each in LABEL.findall(entry.source)}
    assert len(labels) > 90
    assert {each for each in labels if each not in ROWS | CHAPTERS and each.split()[-1] not in ROWS} == set()


@pytest.mark.parametrize("name", LISTS)
def test_no_sentence_is_longer_than_sixteen_words(name):
    for entry in LISTS[name][0]:
        for field in dataclasses.fields(entry):
            assert too_long(str(getattr(entry, field.name))) == []


def test_yawn_trying_to_get_away_and_crying_end_the_day_by_the_note():
    for slug in ("yawns", "tries-to-get-away", "cries"):
        assert CUES_BY_SLUG[slug].level is Level.END
        assert "R20" in CUES_BY_SLUG[slug].source


def test_the_twelve_tiles_and_the_six_of_the_log():
    assert [cue.slug for cue in CUE_TILES] == [
        "yawns", "looks-away", "spreads-fingers", "arches", "tries-to-get-away", "cries", "hiccups-or-sneezes",
        "grimaces-or-trembles", "vomits", "falls-asleep", "colour-or-breathing", "something-else",
    ]  # fmt: skip
    assert len(COMMON_CUES) == 6
    assert set(COMMON_CUES) < set(CUE_TILES)
    assert all(cue.icon for cue in CUE_TILES)


def test_red_is_only_for_what_needs_a_call_and_yes_is_never_stress():
    for cue in CUES:
        assert (cue.kind is Kind.RED) == (cue.level is Level.RED)
        assert (cue.kind is Kind.ENGAGEMENT) == (cue.level is Level.GO)
    assert {cue.slug for cue in CUE_TILES if cue.level is Level.RED} == {"colour-or-breathing"}


def test_the_six_states_are_five_faces_in_one_order():
    assert [mood.slug for mood in MOODS] == ["asleep", "sleepy", "calm", "fussy", "crying"]
    assert [state for mood in MOODS for state in mood.states] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("questions", [NICU_QUESTIONS, HOME_QUESTIONS])
def test_a_readiness_set_has_five_to_seven_lines_with_advice_and_a_drawing(questions):
    assert 5 <= len(questions) <= 7
    assert all(question.advice and question.icon for question in questions)


def test_the_nurse_is_asked_only_in_the_nicu_and_only_where_no_means_ask():
    asking = [question.slug for question in QUESTIONS if question.asks_nurse]
    assert asking == ["nurse-says-yes", "well-nicu", "leg-free"]
    assert all(QUESTIONS_BY_SLUG[slug].no_means is NoMeans.ASK for slug in asking)
    assert any(question.no_means is NoMeans.ASK for question in HOME_QUESTIONS)


def test_a_line_says_the_babys_name_and_the_units_hours():
    say = QUESTIONS_BY_SLUG["no-vaccine-home"].say(baby="Bo", hours=72)
    assert say == "No vaccine in the last 72 hours."
    for question in QUESTIONS:
        assert "%" not in question.say(baby="Bo", hours=72) + question.say_advice(baby="Bo", hours=72)


def test_an_unknown_place_gets_the_stricter_set():
    assert questions_for("home") is HOME_QUESTIONS
    assert questions_for("moon") is questions_for("nicu") is NICU_QUESTIONS
