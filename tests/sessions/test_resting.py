"""When a baby's day rests, for everybody at once."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from massage_site.accounts.models import Unit
from sessions.massages.resting import family_day, family_zone, rests_today
from sessions.plans.models import Plan
from tests.cast import NOW, make_massage

DAY = NOW.date()


def in_force(*, baby, by, times_a_day):
    return Plan.objects.create(
        baby=baby, number=1, status="active", times_a_day=times_a_day, started_by=by, started_at=NOW,
        assigned_by=by, assigned_at=NOW,
    )  # fmt: skip


def test_a_stop_rests_that_baby_only_and_only_that_day(cast):
    make_massage(baby=cast.bo, author=cast.pat, outcome="stopped", cues=["yawns"])
    both = [cast.bo.pk, cast.ada.pk]
    assert rests_today(both, DAY) == {cast.bo.pk: True, cast.ada.pk: False}
    assert rests_today(both, DAY + timedelta(days=1)) == {cast.bo.pk: False, cast.ada.pk: False}


def test_the_days_number_is_that_of_the_routine(cast):
    in_force(baby=cast.bo, by=cast.tess, times_a_day=2)
    make_massage(baby=cast.bo, author=cast.pat)
    assert rests_today([cast.bo.pk], DAY) == {cast.bo.pk: False}
    make_massage(baby=cast.bo, author=cast.jo)
    assert rests_today([cast.bo.pk], DAY) == {cast.bo.pk: True}


@pytest.mark.parametrize("outcome", ["not_ready", "interrupted"])
def test_not_ready_and_interrupted_leave_the_day_open(cast, outcome):
    make_massage(baby=cast.bo, author=cast.pat, outcome=outcome)
    assert rests_today([cast.bo.pk], DAY) == {cast.bo.pk: False}


def test_what_was_entered_in_error_does_not_rest(cast):
    massage = make_massage(baby=cast.bo, author=cast.pat, outcome="stopped", key=uuid.uuid4())
    massage.enter_in_error(by=cast.pat, now=NOW)
    assert rests_today([cast.bo.pk], DAY) == {cast.bo.pk: False}


def test_one_baby_or_four_cost_the_same(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        rests_today([cast.bo.pk], DAY)
    with django_assert_num_queries(2):
        rests_today([cast.bo.pk, cast.ada.pk, cast.noor.pk, uuid.uuid4()], DAY)


def test_the_zone_is_that_of_the_latest_massage_then_the_device_then_the_unit(cast):
    assert family_zone([cast.bo]) == "Europe/London"
    assert family_zone([cast.bo], "Pacific/Auckland") == "Pacific/Auckland"
    assert family_zone([cast.bo], "../etc/passwd") == "Europe/London"
    massage = make_massage(baby=cast.ada, author=cast.pat)
    massage.time_zone = "America/Lima"
    massage.save(update_fields=["time_zone"])
    assert family_zone([cast.bo, cast.ada], "Pacific/Auckland") == "America/Lima"


def test_a_family_without_a_baby_or_a_known_zone_lives_by_utc(cast):
    Unit.objects.filter(pk=cast.maple.pk).update(time_zone="Nowhere/At-all")
    cast.bo.unit.refresh_from_db()
    assert family_zone([]) == "UTC"
    assert family_zone([cast.bo]) == "UTC"


def test_the_family_day_turns_at_the_familys_midnight():
    late = datetime(2026, 12, 3, 23, 30, tzinfo=UTC)
    assert family_day("Europe/London", late) == date(2026, 12, 3)
    assert family_day("Europe/Berlin", late) == date(2026, 12, 4)
    assert family_day("America/Lima", late) == date(2026, 12, 3)
