"""One massage, opened and put right: the old value stays, nothing is deleted, and staff only read."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from cast import NOW, join_care_team, make_massage, make_plan
from django.urls import reverse

from sessions.massages.correcting_forms import CorrectionForm
from sessions.massages.models import Massage

SAVED = NOW + timedelta(minutes=2)  # when make_massage's row was received


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(SAVED, tick=False):
        yield


@pytest.fixture
def massage(cast):
    return make_massage(baby=cast.bo, author=cast.pat, note="He was calm.")


def address(name, massage):
    return reverse(name, args=[massage.baby_id, massage.key])


def read(client, person, massage):
    client.force_login(person)
    page = client.get(address("massage", massage))
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def as_it_is(massage):
    """The correction form as it opens, ready to be sent back."""
    form = CorrectionForm(massage=massage, now=SAVED)
    return {name: value for name in form.fields if (value := form[name].value()) is not None}


def correct(client, person, massage, **changes):
    client.force_login(person)
    return client.post(address("massage-correct", massage), as_it_is(massage) | changes)


# --- reading


def test_none_seen_not_asked_and_seen_are_three_different_sentences(client, cast):
    seen = make_massage(baby=cast.bo, author=cast.pat, cues=["yawns"])
    none = make_massage(baby=cast.bo, author=cast.pat)
    Massage.objects.filter(pk=none.pk).update(signs="none_seen")
    not_asked = make_massage(baby=cast.bo, author=cast.pat)
    Massage.objects.filter(pk=not_asked.pk).update(signs="not_asked")
    sentences = {"Yawns": seen, "You looked, and Bo showed none.": none, "Nobody was asked.": not_asked}
    for sentence, row in sentences.items():
        page = read(client, cast.pat, row)
        assert [each for each in sentences if each in page] == [sentence]


def test_who_gave_it_and_who_wrote_it_are_two_facts(client, cast):
    row = make_massage(baby=cast.bo, author=cast.pat, giver=None, giver_name="Grandma Rosa")
    page = read(client, cast.pat, row)
    assert "Grandma Rosa" in page
    assert "<dt>Who wrote it</dt><dd>Pat" in page


def test_a_sign_is_told_with_its_technique_step_and_time(client, cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    row = make_massage(baby=cast.bo, author=cast.pat, outcome="stopped", cues=["tries-to-get-away"])
    row.cues.update(version=plan.planned.all()[1].version, step=3, second=40)
    assert "during: Long strokes down to the foot, step 3, after 40 s" in read(client, cast.pat, row)


def test_the_routine_that_was_followed_can_be_read_as_it_was(client, cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=2))
    row = make_massage(baby=cast.bo, author=cast.pat)
    make_plan(baby=cast.bo, by=cast.lena, now=NOW + timedelta(minutes=1))
    page = read(client, cast.pat, row)
    assert "Version 1, from Tess, 1 December." in page
    assert reverse("plan-version", args=[cast.bo.pk, 1]) in page


def test_staff_read_the_babys_ages_of_that_day_and_change_nothing(client, cast, massage):
    page = read(client, cast.tess, massage)
    assert "PMA 36w4d, 37 days old, before the due date" in page
    assert "Correct something" not in page
    assert "PMA" not in read(client, cast.pat, massage)


def test_the_answers_before_the_start_can_be_read(client, cast):
    row = make_massage(baby=cast.bo, author=cast.pat, readiness={"well-nicu": "yes", "leg-free": "asked"})
    page = read(client, cast.pat, row)
    assert "<b>Yes.</b> Bo is well." in page
    assert "<b>Asked the nurse.</b> The leg and foot are free." in page


# --- correcting


def test_a_correction_shows_the_new_value_first_and_the_old_one_struck(client, cast, massage):
    answer = correct(client, cast.jo, massage, start="18:30", reason="Wrong hour.")
    assert answer.url == address("massage", massage)
    page = read(client, cast.pat, massage)
    new, old = page.index("<b>18:30</b>"), page.index('<del class="struck">19:30</del>')
    assert new < old
    assert "Corrected by Jo, 3 December, 19:32." in page
    assert "Wrong hour." in page


def test_everything_a_family_saw_can_be_corrected_and_keeps_its_old_value(client, cast, massage):
    correct(
        client, cast.pat, massage, start="18:30", minutes=5, mood_before="sleepy", mood_after="asleep",
        outcome="interrupted", signs="seen", cues=["yawns", "cries"], giver=str(cast.jo.pk), note="He slept.",
    )  # fmt: skip
    row = Massage.objects.get(pk=massage.pk)
    assert row.started_at == datetime(2026, 12, 3, 18, 30, tzinfo=UTC)
    assert (row.seconds, row.mood_before, row.mood_after, row.outcome) == (300, "sleepy", "asleep", "interrupted")
    assert (row.signs, row.giver, row.note) == ("seen", cast.jo, "He slept.")
    assert {cue.slug for cue in row.cues.all()} == {"yawns", "cries"}
    kept = dict(row.corrections.values_list("field", "old"))
    assert kept["mood_before"] == "calm"
    assert kept["note"] == "He was calm."
    assert kept["signs"] == "none_seen"
    assert kept["giver"] == str(cast.pat.pk)


def test_sending_the_form_as_it_is_corrects_nothing(client, cast, massage):
    Massage.objects.filter(pk=massage.pk).update(
        started_at=NOW + timedelta(seconds=17), ended_at=NOW + timedelta(seconds=99)
    )
    massage.refresh_from_db()
    correct(client, cast.pat, massage)
    assert not massage.corrections.exists()
    assert Massage.objects.get(pk=massage.pk).seconds == 82


def test_on_another_day_the_ages_are_those_of_that_day(client, cast, massage):
    correct(client, cast.pat, massage, day="2026-12-01")
    row = Massage.objects.get(pk=massage.pk)
    assert row.family_day == date(2026, 12, 1)
    assert row.postmenstrual_days == massage.postmenstrual_days - 2


def test_a_sign_that_stays_keeps_its_step_and_second(client, cast):
    row = make_massage(baby=cast.bo, author=cast.pat, cues=["yawns"])
    row.cues.update(step=2, second=30)
    correct(client, cast.pat, row, cues=["yawns", "cries"])
    assert list(row.cues.filter(slug="yawns").values_list("step", "second")) == [(2, 30)]


def test_a_sign_taken_out_and_put_back_has_its_step_and_second_again(client, cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    row = make_massage(baby=cast.bo, author=cast.pat, outcome="stopped", cues=["yawns", "cries"])
    row.cues.filter(slug="yawns").update(version=plan.planned.all()[1].version, step=3, second=40)
    correct(client, cast.pat, row, cues=["cries"])
    assert {cue.slug for cue in row.cues.all()} == {"cries"}
    assert "step 3, after 40 s" not in read(client, cast.pat, row)
    correct(client, cast.pat, row, cues=["cries", "yawns"])
    assert list(row.cues.filter(slug="yawns").values_list("step", "second")) == [(3, 40)]
    assert "step 3, after 40 s" in read(client, cast.pat, row)
    assert row.corrections.count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"start": "25:99"}, "Write the time like 19:40."),
        ({"day": ""}, "Choose the day."),
        ({"minutes": "999"}, "Write the minutes as a number from 0 to 180."),
        ({"day": "2026-12-24"}, "This time has not come yet. Check the day and the time."),
        ({"day": "2026-10-01"}, "This day is before the birth. Check the day."),
        ({"mood_after": "angry"}, "Choose one of the five faces."),
        ({"signs": "seen"}, "Tap what you saw, or choose “None seen”."),
        ({"cues": ["yawns"]}, "You chose a sign. Choose “Seen”, or take the sign away."),
        ({"giver": "999999"}, "Choose somebody from this list."),
        ({"giver": "else"}, "Write who gave the massage."),
        ({"note": "a" * 1001}, "Please use fewer words: 1000 letters at most."),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(client, cast, massage, wrong, sentence):
    typed = {"reason": "I looked at the clock again."} | wrong
    answer = correct(client, cast.pat, massage, **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "I looked at the clock again." in answer.content.decode()
    assert not massage.corrections.exists()


def test_a_helper_of_another_family_or_a_stranger_cannot_be_named_as_giver(client, cast, massage):
    assert correct(client, cast.pat, massage, giver=str(cast.sam.pk)).status_code == 422


# --- by mistake, and at once


def test_entered_by_mistake_stays_readable_and_counts_no_more(client, cast, massage):
    client.force_login(cast.jo)
    assert client.get(address("massage-error", massage)).status_code == 200
    client.post(address("massage-error", massage), {"reason": "Saved twice."})
    row = Massage.objects.get(pk=massage.pk)
    assert (row.is_error, row.error_by, row.error_reason) == (True, cast.jo, "Saved twice.")
    assert not Massage.objects.counted().exists()
    page = read(client, cast.pat, massage)
    assert "Taken out by Jo, 3 December, 19:32." in page
    assert "Correct something" not in page


def test_an_entry_by_mistake_is_closed_to_further_changes(client, cast, massage):
    massage.enter_in_error(by=cast.pat, now=SAVED, reason="First.")
    client.force_login(cast.jo)
    client.post(address("massage-error", massage), {"reason": "Second."})
    correct(client, cast.jo, massage, note="Changed.")
    row = Massage.objects.get(pk=massage.pk)
    assert (row.error_by, row.error_reason, row.note) == (cast.pat, "First.", "He was calm.")


def test_its_author_undoes_it_at_once(client, cast, massage):
    client.force_login(cast.pat)
    answer = client.post(address("massage-undo", massage))
    assert answer.url == reverse("today")
    assert Massage.objects.get(pk=massage.pk).error_reason == "Undone at once"


def test_after_two_minutes_it_is_corrected_instead(client, cast, massage):
    client.force_login(cast.pat)
    with time_machine.travel(SAVED + timedelta(minutes=2, seconds=1), tick=False):
        answer = client.post(address("massage-undo", massage))
    assert answer.url == address("massage", massage)
    assert not Massage.objects.get(pk=massage.pk).is_error


def test_nobody_undoes_what_another_person_wrote(client, cast, massage):
    client.force_login(cast.jo)
    assert client.post(address("massage-undo", massage)).status_code == 403
    assert not Massage.objects.get(pk=massage.pk).is_error


def test_a_helper_undoes_only_their_own_and_corrects_nothing(client, cast, massage):
    cast.bo.care_team.filter(user=cast.ines).delete()
    join_care_team(baby=cast.bo, user=cast.ines, role="helper", expires_at=NOW + timedelta(days=1))
    own = make_massage(baby=cast.bo, author=cast.ines)
    assert "Correct something" not in read(client, cast.ines, own)
    assert client.post(address("massage-undo", own)).status_code == 302
    for name in ("massage-undo", "massage-correct", "massage-error", "massage-move"):
        assert client.post(address(name, massage)).status_code == 403


# --- the other twin


def test_a_massage_moves_to_the_twin_with_that_babys_routine_and_says_so(client, cast, catalogue, massage):
    plan = make_plan(baby=cast.ada, by=cast.tess, now=NOW - timedelta(days=1))
    client.force_login(cast.pat)
    assert "It was Ada" in client.get(address("massage-move", massage)).content.decode()
    answer = client.post(address("massage-move", massage), {"to": str(cast.ada.pk), "reason": "Ada had the blue hat."})
    assert answer.url == reverse("massage", args=[cast.ada.pk, massage.key])
    row = Massage.objects.get(pk=massage.pk)
    assert (row.baby, row.plan) == (cast.ada, plan)
    page = read(client, cast.pat, row)
    assert "First written down for the other twin." in page
    assert "Ada had the blue hat." in page
    assert client.get(reverse("massage", args=[cast.bo.pk, massage.key])).status_code == 404


def test_a_massage_moves_to_no_baby_but_a_twin_that_is_mine_too(client, cast, massage):
    client.force_login(cast.pat)
    answer = client.post(address("massage-move", massage), {"to": str(cast.noor.pk)})
    assert answer.status_code == 422
    assert "Choose one of your babies." in answer.content.decode()
    cast.ada.care_team.filter(user=cast.pat).update(ended_at=NOW)
    assert client.get(address("massage-move", massage)).status_code == 404
    assert Massage.objects.get(pk=massage.pk).baby == cast.bo


def test_a_massage_is_found_only_under_its_own_baby(client, cast, massage):
    client.force_login(cast.pat)
    assert client.get(reverse("massage", args=[cast.ada.pk, massage.key])).status_code == 404
