"""The session log: every day once, newest first, in words that judge nobody."""

import re
import uuid
from copy import copy
from datetime import date, timedelta

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.db import connection
from django.urls import reverse

from sessions.journal.days import log_page
from sessions.massages.models import Massage


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def read(client):
    """What a person reads in a baby's log, without markup: `read(pat, bo, before="2026-11-20")`"""

    def text_of(person, baby, **query):
        client.force_login(person)
        page = client.get(reverse("log", args=[baby.pk]), query)
        assert page.status_code == 200
        return words(page.content.decode().split("<main")[1].split("</main")[0])

    return text_of


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def days_ago(days, **at):
    return (NOW - timedelta(days=days)).replace(**at)


def test_days_come_newest_first_and_an_empty_day_is_only_its_date(cast):
    for ago in (0, 2):
        make_massage(baby=cast.bo, author=cast.pat, started_at=days_ago(ago))
    page = log_page(cast.bo, NOW)
    assert [(day.date, len(day.rows)) for day in page.days] == [
        (date(2026, 12, 3), 1),
        (date(2026, 12, 2), 0),
        (date(2026, 12, 1), 1),
    ]
    assert page.days[0].is_today


def test_two_massages_of_a_day_stand_newest_first(cast):
    for hour in (9, 18, 12):
        make_massage(baby=cast.bo, author=cast.pat, started_at=days_ago(1, hour=hour))
    day = log_page(cast.bo, NOW).days[1]
    assert [row.when.hour for row in day.rows] == [18, 12, 9]


def test_fourteen_days_stand_on_a_page_and_the_next_one_begins_where_it_ends(cast):
    for ago in range(20):
        make_massage(baby=cast.bo, author=cast.pat, started_at=days_ago(ago))
    first = log_page(cast.bo, NOW)
    second = log_page(cast.bo, NOW, first.earlier)
    seen = [day.date for day in first.days + second.days]
    assert len(first.days) == 14
    assert seen == [NOW.date() - timedelta(days=ago) for ago in range(20)]
    assert second.earlier is None


def test_empty_weeks_between_two_stretches_are_passed_over(cast):
    for ago in (0, 60):
        make_massage(baby=cast.bo, author=cast.pat, started_at=days_ago(ago))
    first = log_page(cast.bo, NOW)
    second = log_page(cast.bo, NOW, first.earlier)
    assert second.days[0].date == NOW.date() - timedelta(days=60)


def test_a_massage_written_between_two_pages_neither_hides_nor_doubles_another(cast):
    for ago in range(20):
        make_massage(baby=cast.bo, author=cast.pat, started_at=days_ago(ago))
    first = log_page(cast.bo, NOW)
    make_massage(baby=cast.bo, author=cast.jo, started_at=days_ago(0, hour=8))
    second = log_page(cast.bo, NOW, first.earlier)
    assert not {day.date for day in first.days} & {day.date for day in second.days}


def test_a_day_that_no_calendar_has_is_not_here(client, cast):
    client.force_login(cast.pat)
    for text in ("2026-02-31", "yesterday", "0001-01-01", "9999-12-31"):
        assert client.get(reverse("log", args=[cast.bo.pk]), {"before": text}).status_code == 404


def test_the_time_is_the_one_on_the_wall_where_the_massage_was(cast, read):
    make_massage(baby=cast.bo, author=cast.pat)
    Massage.objects.update(time_zone="Asia/Tokyo", family_day=date(2026, 12, 4))
    assert "04:30" in read(cast.pat, cast.bo)
    assert "04:30" in read(cast.tess, cast.bo)


def test_a_row_says_in_words_how_the_baby_was_what_happened_and_who(cast, read):
    make_massage(baby=cast.bo, author=cast.pat, mood_after="fussy", outcome="stopped", cues=["yawns"], note="His foot.")
    row = read(cast.pat, cast.bo)
    for part in ("19:30", "Calm and awake before.", "Fussy after.", "Stopped early", "Yawns", "His foot.", "Pat"):
        assert part in row


def test_not_ready_is_one_face_and_praise_for_the_family_and_a_fact_for_staff(cast, read):
    make_massage(baby=cast.bo, author=cast.pat, outcome="not_ready", mood_before="fussy", mood_after="")
    assert "You saw Bo was not ready" in read(cast.pat, cast.bo)
    assert "Pat saw that Bo was not ready" in read(cast.jo, cast.bo)
    assert "after." not in read(cast.pat, cast.bo)
    assert "You saw" not in read(cast.tess, cast.bo)


def test_the_technique_at_which_it_was_stopped_is_named(cast, catalogue, read):
    plan = make_plan(baby=cast.bo, by=cast.tess, now=days_ago(1))
    massage = make_massage(baby=cast.bo, author=cast.pat, outcome="stopped", cues=["yawns"])
    massage.cues.update(version=plan.planned.all()[1].version)
    assert "Stopped early, on: Long strokes down to the foot" in read(cast.pat, cast.bo)


def test_a_new_routine_stands_on_its_day_with_the_therapists_words(cast, catalogue, read):
    make_plan(baby=cast.bo, by=cast.tess, now=days_ago(20), slugs=("resting-hands", "toe-squeeze"))
    make_plan(baby=cast.bo, by=cast.tess, now=days_ago(2), slugs=("resting-hands",), note="Bo pulled his foot away.")
    text = read(cast.pat, cast.bo)
    assert "New routine from Tess." in text
    assert "Taken out: Roll each little toe." in text
    assert "Bo pulled his foot away." in text
    assert "First routine from Tess." in read(cast.pat, cast.bo, before="2026-11-20")


def test_what_was_entered_by_mistake_stays_struck_and_does_not_count(cast, client, read):
    make_massage(baby=cast.bo, author=cast.pat)
    wrong = make_massage(baby=cast.bo, author=cast.pat, started_at=days_ago(1))
    assert "have had 2 massages together." in read(cast.pat, cast.bo)
    wrong.enter_in_error(by=cast.pat, now=NOW, reason="Twice.")
    assert "have had 1 massage together." in read(cast.pat, cast.bo)
    assert "Entered by mistake. It does not count." in read(cast.pat, cast.bo)
    assert b"entry--error" in client.get(reverse("log", args=[cast.bo.pk])).content


def test_a_corrected_massage_carries_the_pencil(cast, read):
    massage = make_massage(baby=cast.bo, author=cast.pat)
    assert "Corrected." not in read(cast.jo, cast.bo)
    massage.correct({"mood_after": "sleepy"}, by=cast.pat, now=NOW)
    assert "Corrected." in read(cast.jo, cast.bo)


def test_family_and_staff_read_the_same_rows_through_their_own_doors(cast, client):
    make_massage(baby=cast.bo, author=cast.pat, note="Quiet.")
    pages = {}
    for name in ("pat", "tess", "nora", "lena"):
        client.force_login(getattr(cast, name))
        pages[name] = client.get(reverse("log", args=[cast.bo.pk]))
        assert "Quiet." in pages[name].content.decode()
    assert "base_family.html" in {template.name for template in pages["pat"].templates}
    for name in ("tess", "nora", "lena"):
        assert "base_staff.html" in {template.name for template in pages[name].templates}


def test_the_twin_is_one_tap_away_for_those_who_see_the_twin(cast, client):
    ada = reverse("log", args=[cast.ada.pk])
    client.force_login(cast.pat)
    assert ada in client.get(reverse("log", args=[cast.bo.pk])).content.decode()
    cast.ada.care_team.filter(user=cast.jo).update(ended_at=days_ago(1))
    client.force_login(cast.jo)
    assert ada not in client.get(reverse("log", args=[cast.bo.pk])).content.decode()


def test_a_log_with_nothing_in_it_says_that_this_is_fine(cast, read):
    assert "Nothing written yet, and that is fine." in read(cast.pat, cast.bo)


def test_no_share_average_or_streak_is_ever_shown(cast, read):
    for ago in range(5):
        make_massage(baby=cast.bo, author=cast.pat, started_at=days_ago(ago))
    text = read(cast.pat, cast.bo).lower()
    for word in ("%", "average", "streak", "in a row", "missed", "goal"):
        assert word not in text


def test_the_familys_own_address_leads_to_their_first_baby(cast, client):
    client.force_login(cast.pat)
    assert client.get(reverse("logs")).url == reverse("log", args=[cast.bo.pk])
    client.force_login(cast.ines)  # her access is over
    assert client.get(reverse("logs")).url == reverse("today")


def test_the_days_of_a_long_log_are_read_by_index(cast):
    one = make_massage(baby=cast.bo, author=cast.pat, started_at=days_ago(0))
    Massage.objects.bulk_create(as_long_ago(one, days) for days in range(1, 1500))
    rows = Massage.objects.filter(baby=cast.bo, family_day__gte=date(2026, 11, 20)).newest_first()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner knows how long the log is, as it does on a ward
    assert "massage_log_order" in rows.explain()


def as_long_ago(massage, days):
    """The same massage so many days earlier."""
    earlier = copy(massage)
    earlier.pk, earlier._state = uuid.uuid4(), copy(massage._state)
    earlier._state.adding = True
    for name in ("started_at", "ended_at", "family_day"):
        setattr(earlier, name, getattr(massage, name) - timedelta(days=days))
    return earlier
