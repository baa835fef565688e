"""Sentence length and school grade."""

import pytest

from techniques import reading


def test_a_text_falls_into_its_sentences():
    assert reading.sentences("Stop. Call your nurse! Why? now") == ["Stop.", "Call your nurse!", "Why?", "now"]
    assert reading.sentences("  ") == []


SYLLABLES = {"foot": 1, "stroke": 1, "stroked": 1, "presses": 2, "rested": 2, "ankle": 2, "baby": 2, "gentle": 2}
SYLLABLES |= {"circle": 2, "therapist": 3, "idea": 3, "23": 1, "baby’s": 2, "the": 1}


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables_are_counted_by_vowel_groups(word):
    assert reading.syllables(word) == SYLLABLES[word]


def test_hard_words_and_long_sentences_read_at_a_higher_grade():
    easy = reading.grade(["Hold the foot. Stroke it."])
    hard = reading.grade(
        ["Facilitate circulatory stimulation utilising contralateral lymphatic musculature repeatedly."]
    )
    assert easy < 2 < 12 < hard
    assert reading.grade([]) == 0.0


def test_the_grade_is_that_of_the_published_formula():
    # 6 words, 2 sentences, 6 syllables
    assert reading.grade(["The cat sat.", "The dog ran."]) == pytest.approx(0.39 * 3 + 11.8 * 1 - 15.59)


def test_seventeen_words_are_too_many():
    assert reading.too_long(" ".join(["one"] * 16) + ".") == []
    assert len(reading.too_long(" ".join(["one"] * 17) + ".")) == 1
