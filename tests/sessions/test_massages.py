"""A massage is kept once, under the right author, with the ages of that day; corrections keep the old value."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sessions.massages.models import KeyTaken, Massage
from tests.cast import NOW, make_baby, make_massage, make_policy


def record(cast, **changes):
    facts = {
        "key": uuid.UUID(int=7),
        "baby": cast.bo,
        "author": cast.pat,
        "now": NOW + timedelta(minutes=3),
        "started_at": NOW,
        "ended_at": NOW + timedelta(minutes=2),
        "time_zone": "Europe/London",
        "outcome": "stopped",
        "mood_before": "calm",
        "giver": cast.pat,
        "cues": [{"slug": "yawns", "step": 2, "second": 40}],
        **changes,
    }
    return Massage.record(**facts)


def test_the_same_post_twice_is_one_massage(cast):
    first, created = record(cast)
    again, created_again = record(cast, now=NOW + timedelta(hours=5))
    assert (created, created_again) == (True, False)
    assert first == again
    assert Massage.objects.count() == 1
    assert [cue.slug for cue in first.cues.all()] == ["yawns"]


@pytest.mark.parametrize("other", ["author", "baby", "content", "cues"])
def test_the_same_key_with_anything_else_is_refused(cast, other):
    record(cast)
    changes = {
        "author": {"author": cast.jo},
        "baby": {"baby": cast.ada},
        "content": {"mood_before": "sleepy"},
        "cues": {"cues": [{"slug": "yawns", "step": 3, "second": 40}]},
    }[other]
    with pytest.raises(KeyTaken):
        record(cast, **changes)
    assert Massage.objects.get().author == cast.pat


def test_a_massage_that_was_moved_to_the_twin_is_still_the_same_post(cast):
    massage, _ = record(cast)
    massage.move_to(cast.ada, by=cast.pat, now=NOW)
    again, created = record(cast)
    assert not created
    assert again.baby == cast.ada


def test_the_ages_of_that_day_are_frozen(cast):
    massage, _ = record(cast)
    assert (massage.postmenstrual_days, massage.chronological_days, massage.corrected_days) == (256, 37, -24)
    cast.bo.birth_date = date(2026, 10, 1)
    cast.bo.save()
    massage.refresh_from_db()
    assert massage.chronological_days == 37


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/London", date(2026, 12, 3)), ("Asia/Tokyo", date(2026, 12, 4)), ("Pacific/Honolulu", date(2026, 12, 3))],
)
def test_the_familys_day_is_the_date_on_their_wall(cast, zone, day):
    massage, _ = record(cast, time_zone=zone)
    assert massage.family_day == day


def test_a_start_just_after_midnight_belongs_to_the_new_day(cast):
    start = datetime(2026, 12, 3, 23, 30, tzinfo=UTC)
    massage, _ = record(cast, time_zone="Europe/Berlin", started_at=start, ended_at=start)
    assert massage.family_day == date(2026, 12, 4)


def test_an_end_before_the_start_is_impossible(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        record(cast, ended_at=NOW - timedelta(seconds=1))
    assert not Massage.objects.exists()


def test_a_correction_keeps_the_old_value(cast):
    massage, _ = record(cast)
    changed = massage.correct({"mood_before": "sleepy", "outcome": "stopped"}, by=cast.jo, now=NOW, reason="Typo")
    massage.refresh_from_db()
    assert changed == ["mood_before"]
    assert massage.mood_before == "sleepy"
    correction = massage.corrections.get()
    assert (correction.old, correction.new, correction.by, correction.reason) == ("calm", "sleepy", cast.jo, "Typo")


def test_a_corrected_start_moves_the_day(cast):
    massage, _ = record(cast)
    massage.correct({"started_at": NOW - timedelta(days=2)}, by=cast.pat, now=NOW)
    massage.refresh_from_db()
    assert massage.family_day == date(2026, 12, 1)


def test_a_sign_that_stays_keeps_its_step(cast):
    massage, _ = record(cast)
    assert massage.correct_cues(["yawns", "cries"], by=cast.pat, now=NOW)
    assert massage.cues.get(slug="yawns").second == 40
    assert {cue.slug for cue in massage.cues.all()} == {"yawns", "cries"}
    assert massage.corrections.get().old == "yawns"
    assert not massage.correct_cues(["cries", "yawns"], by=cast.pat, now=NOW)


def test_what_was_entered_in_error_stays_but_does_not_count(cast):
    massage, _ = record(cast)
    massage.enter_in_error(by=cast.pat, now=NOW, reason="Wrong day")
    assert Massage.objects.get().is_error
    assert not Massage.objects.counted().exists()


def test_moving_to_the_twin_takes_her_plan_and_is_kept_as_a_correction(cast):
    massage = make_massage(baby=cast.bo, author=cast.pat)
    massage.move_to(cast.ada, by=cast.jo, now=NOW)
    massage.refresh_from_db()
    assert massage.baby == cast.ada
    assert massage.plan is None
    assert massage.corrections.get(field="baby").old == str(cast.bo.pk)


def test_moving_to_a_stranger_is_refused(cast):
    massage = make_massage(baby=cast.bo, author=cast.pat)
    with pytest.raises(ValueError, match="babies of one birth"):
        massage.move_to(cast.noor, by=cast.pat, now=NOW)


def test_two_babies_without_siblings_are_not_twins_of_each_other(cast):
    other = make_baby(unit=cast.maple, first_name="Mira")
    massage = make_massage(baby=cast.noor, author=cast.sam)
    with pytest.raises(ValueError, match="babies of one birth"):
        massage.move_to(other, by=cast.sam, now=NOW)


def test_the_unit_decides_how_long_ages_are_corrected(cast):
    make_policy(unit=cast.maple, by=cast.lena, correction_limit_months=0)
    massage, _ = record(cast)
    assert massage.corrected_days == -24  # the age itself stays; only the stage would differ


def test_giver_and_author_are_two_facts(cast):
    massage = make_massage(baby=cast.bo, author=cast.pat, giver=None, giver_name="Grandma Ruth")
    assert (massage.who, massage.author) == ("Grandma Ruth", cast.pat)
    assert make_massage(baby=cast.bo, author=cast.pat, giver=cast.jo).who == "Jo"
