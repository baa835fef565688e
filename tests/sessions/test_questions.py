"""A question for the next visit and the one answer to it; a therapist's note on a massage. Read once, never a chat."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from sessions.babies.questions import Answer, Question
from sessions.massages.replies import Reply
from tests.cast import NOW, make_massage

LATER = NOW + timedelta(hours=1)
HOW = "How hard may I press?"


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(LATER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def asked(cast):
    return Question.ask(baby=cast.bo, author=cast.pat, text=HOW, now=NOW)


@pytest.fixture
def massage(cast):
    return make_massage(baby=cast.bo, author=cast.pat)


def as_(client, user):
    client.force_login(user)
    return client


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def to(name, baby, *more):
    return reverse(name, args=[baby.pk, *more])


# --- asking


def test_a_parent_asks_and_the_promise_stands_beside_the_field(client, cast):
    page = words(as_(client, cast.pat).get(to("questions", cast.bo)))
    assert "Your therapist reads this at the next visit. Worried now? Call." in page
    assert client.post(to("questions", cast.bo), {"text": HOW}).status_code == 302
    row = Question.objects.get()
    assert (row.baby, row.author, row.text, row.asked_at) == (cast.bo, cast.pat, HOW, LATER)


def test_today_and_a_saved_massage_lead_to_it(client, cast, massage):
    url = to("questions", cast.bo)
    assert url in words(as_(client, cast.pat).get(reverse("today")))
    assert url in words(client.get(to("massage-saved", cast.bo, massage.pk)))


@pytest.mark.parametrize(("text", "says"), [(" ", "Write your question first."), ("x" * 301, "300 letters at most")])
def test_what_cannot_be_kept_comes_back_with_a_sentence(client, cast, text, says):
    answer = as_(client, cast.pat).post(to("questions", cast.bo), {"text": text})
    assert answer.status_code == 422
    assert says in words(answer)
    assert text in answer.content.decode()
    assert not Question.objects.exists()


def test_two_taps_ask_once(client, cast):
    for _ in "12":
        as_(client, cast.pat).post(to("questions", cast.bo), {"text": HOW})
    assert Question.objects.count() == 1


def test_the_other_parent_does_not_see_it(client, cast, asked):
    asked.answer("Like a ripe peach.", by=cast.tess, now=NOW)
    as_(client, cast.jo)
    for page in (reverse("today"), to("questions", cast.bo), to("log", cast.bo)):
        assert HOW not in words(client.get(page))
        assert "ripe peach" not in words(client.get(page))
    for name in ("question", "question-withdraw", "answer-read"):
        assert client.post(to(name, cast.bo, asked.pk), {"text": "x"}).status_code == 404


def test_it_changes_and_goes_only_while_nobody_has_read_it(client, cast, asked):
    as_(client, cast.pat).post(to("question", cast.bo, asked.pk), {"text": "How long?"})
    asked.refresh_from_db()
    assert asked.text == "How long?"
    as_(client, cast.tess).post(to("looks", cast.bo))
    asked.refresh_from_db()
    assert (asked.seen_by, asked.seen_at) == (cast.tess, LATER)
    as_(client, cast.pat).post(to("question", cast.bo, asked.pk), {"text": "Why?"})
    answer = client.post(to("question-withdraw", cast.bo, asked.pk), follow=True)
    assert "It was read already" in words(answer)
    asked.refresh_from_db()
    assert (asked.text, asked.withdrawn_at) == ("How long?", None)


def test_taken_back_it_stands_nowhere(client, cast, asked):
    as_(client, cast.pat).post(to("question-withdraw", cast.bo, asked.pk))
    assert HOW not in words(client.get(to("questions", cast.bo)))
    as_(client, cast.tess)
    for page in (reverse("babies"), to("baby", cast.bo), to("questions", cast.bo)):
        assert HOW not in words(client.get(page))
    assert client.post(to("question-answer", cast.bo, asked.pk), {"text": "x", "seen": HOW}).status_code == 404


def test_a_nurses_tick_or_one_taken_back_is_no_reading(client, cast, asked):
    as_(client, cast.nora).post(to("looks", cast.bo))
    asked.refresh_from_db()
    assert asked.seen_at is None
    as_(client, cast.tess).post(to("looks", cast.bo))
    client.post(to("look-undo", cast.bo, cast.bo.looks.get(by=cast.tess).pk))
    asked.refresh_from_db()
    assert asked.seen_at is None


# --- on the list


def test_it_heads_the_list_until_it_is_answered_also_after_a_look(client, cast, asked):
    make_massage(baby=cast.noor, author=cast.sam, outcome="completed")
    as_(client, cast.tess).post(to("looks", cast.bo))
    page = words(client.get(reverse("babies")))
    group = page.split("Questions and stops since you last looked")[1].split("<tbody>")[0]
    assert 'class="why">Question from Pat, Thursday' in group
    assert HOW in words(client.get(to("baby", cast.bo)))
    asked.answer("Like a ripe peach.", by=cast.tess, now=LATER)
    assert "Question from Pat" not in words(client.get(reverse("babies")))
    assert HOW not in words(client.get(to("baby", cast.bo)))


def test_an_older_question_says_its_date(client, cast, asked, clock):
    clock.move_to(NOW + timedelta(days=7))
    assert "Question from Pat, 3 Dec" in words(as_(client, cast.tess).get(reverse("babies")))


# --- answering


def test_the_answer_stands_on_today_until_it_is_read_and_then_with_the_question(client, cast, asked):
    sent = {"text": "Like a ripe peach.", "seen": HOW}
    assert as_(client, cast.tess).post(to("question-answer", cast.bo, asked.pk), sent).url == to("baby", cast.bo)
    page = words(as_(client, cast.pat).get(reverse("today")))
    assert "Tess has written to you" in page
    assert f"You asked about Bo: “{HOW}”" in page
    assert "Like a ripe peach." in page
    client.post(to("answer-read", cast.bo, asked.pk))
    assert "ripe peach" not in words(client.get(reverse("today")))
    assert "Like a ripe peach." in words(client.get(to("questions", cast.bo)))


def test_an_answer_put_right_stands_there_anew_and_the_old_one_is_kept(client, cast, asked):
    asked.answer("Softly.", by=cast.tess, now=NOW)
    as_(client, cast.pat).post(to("answer-read", cast.bo, asked.pk))
    asked.answer("Firmly, so it does not tickle.", by=cast.lena, now=LATER)
    today = words(client.get(reverse("today")))
    assert "Firmly" in today
    assert "Softly" not in today
    page = words(client.get(to("questions", cast.bo)))
    assert page.index("Firmly") < page.index("What it said before") < page.index("<s>Softly.</s>")


def test_talked_about_is_an_answer_too(client, cast, asked):
    as_(client, cast.tess).post(to("question-answer", cast.bo, asked.pk), {"seen": HOW, "talked": "yes"})
    assert Answer.objects.get().text == "We talked about it."


def test_a_question_that_changed_meanwhile_is_read_again_first(client, cast, asked):
    asked.change("Not too hard?")
    answer = as_(client, cast.tess).post(to("question-answer", cast.bo, asked.pk), {"text": "Firmly.", "seen": HOW})
    assert answer.status_code == 422
    page = words(answer)
    assert "The question was changed meanwhile." in page
    assert "Not too hard?" in page
    assert "Firmly." in page
    assert not Answer.objects.exists()


def test_an_empty_answer_comes_back_with_a_sentence(client, cast, asked):
    answer = as_(client, cast.tess).post(to("question-answer", cast.bo, asked.pk), {"text": "", "seen": HOW})
    assert answer.status_code == 422
    assert "Write your answer first." in words(answer)


# --- a note on a massage


def test_a_note_stands_on_the_writers_today_and_for_good_on_the_massage(client, cast, massage):
    sent = {"text": "You saw him yawn in time."}
    as_(client, cast.tess).post(to("massage-reply", cast.bo, massage.pk), sent)
    assert "yawn in time" in words(as_(client, cast.pat).get(reverse("today")))
    as_(client, cast.jo)
    assert "yawn in time" not in words(client.get(reverse("today")))
    assert "yawn in time" in words(client.get(to("massage", cast.bo, massage.pk)))
    assert client.post(to("reply-read", cast.bo, massage.pk)).status_code == 403
    as_(client, cast.pat).post(to("reply-read", cast.bo, massage.pk))
    assert "yawn in time" not in words(client.get(reverse("today")))
    assert Reply.objects.get().read_at == LATER


def test_a_note_put_right_keeps_what_it_said_before(client, cast, massage):
    for text in ("Stop earlier.", "Stop at the first yawn."):
        as_(client, cast.tess).post(to("massage-reply", cast.bo, massage.pk), {"text": text})
    page = words(as_(client, cast.pat).get(to("massage", cast.bo, massage.pk)))
    assert "<p>Stop at the first yawn.</p>" in page
    assert "<s>Stop earlier.</s>" in page
    assert "Stop earlier." not in words(client.get(reverse("today")))


def test_an_empty_note_comes_back_with_a_sentence(client, cast, massage):
    answer = as_(client, cast.tess).post(to("massage-reply", cast.bo, massage.pk), {"text": ""})
    assert answer.status_code == 422
    assert "Write your answer first." in words(answer)


def test_what_must_never_be(cast, asked, massage):
    row = {"baby": cast.bo, "author": cast.pat, "asked_at": NOW}
    note = {"text": "", "by": cast.tess, "at": NOW}
    for model, wrong in (
        (Question, row | {"text": ""}),
        (Question, row | {"text": "x", "seen_at": NOW}),
        (Question, row | {"text": "x", "seen_at": NOW, "seen_by": cast.tess, "withdrawn_at": NOW}),
        (Answer, note | {"question": asked}),
        (Reply, note | {"massage": massage}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**wrong)
