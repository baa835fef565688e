"""The four pages to read: short sentences, plain words, no promises, and credit where it is due."""

import re

import pytest
from django.urls import reverse
from page_text import texts_of

from techniques import reading
from techniques.benefits import BENEFITS

PAGES = ["before-you-start", "reading-your-baby", "by-age", "why"]
AVOIDED = re.compile(
    r"\b(treat\w*|prescrib\w*|monitor\w*|prevent\w*|proven|recommend\w*|pink|patient|failed|missed)\b", re.I
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=PAGES)
def response(request, client):
    return client.get(reverse(request.param))


def test_anyone_may_read_it_and_print_it(response):
    html = response.content.decode()
    assert response.status_code == 200
    assert "data-print" in html
    assert "Only what your therapist showed you." in html
    assert "It does not check your baby’s health" in html


def test_no_sentence_is_longer_than_sixteen_words(response):
    assert [long for text in texts_of(response) for long in reading.too_long(text)] == []


def test_the_page_reads_at_grade_six_or_below(response):
    assert reading.grade(texts_of(response)) <= reading.MAX_GRADE


def test_the_words_stay_within_the_wording_rules(response):
    text = " ".join(texts_of(response))
    assert AVOIDED.findall(text) == []
    assert not re.search(r"\d\s?%", text)


def test_a_technique_page_keeps_to_the_same_sentences(client, catalogue):
    for slug in ("indian-milking", "bicycle", "applying-oil"):
        response = client.get(reverse("technique", args=[slug]))
        sources = {text for text in texts_of(response) if "hand-outs" in text or "preterm" in text or "115" in text}
        read = [text for text in texts_of(response) if text not in sources]
        assert [long for text in read for long in reading.too_long(text)] == []
        assert reading.grade(read) <= reading.MAX_GRADE


def test_the_setting_of_the_note_is_all_there(client):
    text = " ".join(texts_of(client.get(reverse("before-you-start"))))
    facts = "nappy, towel, TV off, Before a feed, After a bath, almond, Olive, Grape seed, tiny dot, yellow, vaccine"
    facts += ", 72 hours, Rings, head, Up to 3 times, between feeds, 5 minutes"
    for fact in facts.split(", "):
        assert fact in text, fact


def test_the_four_stages_are_counted_from_the_due_date(client):
    text = " ".join(texts_of(client.get(reverse("by-age"))))
    for stage in ("0 to 2 months", "3 to 6 months", "7 to 11 months", "12 to 18 months", "the day your baby was due"):
        assert stage in text


def test_bonding_comes_first_and_nothing_is_promised():
    assert [benefit.slug for benefit in BENEFITS[:2]] == ["bonding", "signals"]
    assert all(benefit.known and benefit.strength for benefit in BENEFITS)


def test_the_note_and_infant_massage_usa_are_thanked_with_plain_links(client):
    html = client.get(reverse("why")).content.decode()
    assert 'href="http://blog.yassysgdk.com/2015/09/17/"' in html
    assert 'href="https://www.infantmassageusa.org/"' in html


def test_red_signs_say_whom_to_call_and_that_the_page_watches_nobody(client):
    text = " ".join(texts_of(client.get(reverse("reading-your-baby"))))
    assert "In hospital, call the nurse now. At home, call your emergency number now." in text
    assert "This page does not watch your baby." in text
