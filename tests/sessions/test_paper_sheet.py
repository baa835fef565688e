"""The grid of a card comes back into the log: one sheet, typed in at once, under the routine of each day."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from cast import NOW, make_massage
from django.db import IntegrityError, transaction
from django.urls import reverse
from page_text import texts_of

from massage_site.audit.models import Entry
from sessions.ages import ages_on
from sessions.massages.models import Massage
from sessions.massages.resting import rests_today
from sessions.plans.holds import PlanHold
from sessions.plans.models import Plan
from sessions.rights.acts import Kind, kind_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def pat(client, cast):
    """Version 1 came on 20 November, version 2 on the 27th at 15:00. What is in them does not matter here."""
    changed = datetime(2026, 11, 27, 15, tzinfo=UTC)
    a_routine(cast, number=1, status="superseded", assigned_at=datetime(2026, 11, 20, 10, tzinfo=UTC), ended_at=changed)
    a_routine(cast, number=2, status="active", assigned_at=changed)
    client.force_login(cast.pat)
    with time_machine.travel(NOW, tick=False):
        yield client


def a_routine(cast, *, assigned_at, **fields):
    facts = {"started_by": cast.tess, "started_at": assigned_at, "assigned_by": cast.tess, "assigned_at": assigned_at}
    return Plan.objects.create(baby=cast.bo, **facts, **fields)


def sheet(rows, **said):
    """rows: {"2026-12-01.0": {"how": "completed"}}; every row sends how, as a browser does."""
    sent = {"key": str(uuid.uuid4()), "time_zone": "Europe/London"} | said
    for place, row in rows.items():
        sent |= {f"{place}-{name}": value for name, value in ({"how": ""} | row).items()}
    return sent


def send(client, baby, data, name="massage-paper"):
    return client.post(reverse(name, args=[baby.pk]), data)


def words(answer):
    return " ".join(answer.content.decode().split())


FOURTEEN = {f"{TODAY - timedelta(days=back)}.0": {"how": "completed", "after": "calm"} for back in range(14)}


def test_fourteen_days_are_one_sheet_each_day_under_its_own_routine_and_age(pat, cast):
    answer = send(pat, cast.bo, sheet(FOURTEEN, giver=str(cast.jo.pk)))
    assert "14 massages of Bo are in the log." in words(pat.get(answer.url))
    rows = {row.family_day: row for row in Massage.objects.all()}
    assert len(rows) == 14
    assert len({row.batch for row in rows.values()}) == 1
    numbers = {day.day: row.plan.number for day, row in rows.items()}
    assert {numbers[day] for day in range(20, 28)} == {1}  # of the day of the change: what it began with
    assert {numbers[day] for day in (28, 29, 30, 1, 2, 3)} == {2}
    for day, row in rows.items():
        assert row.postmenstrual_days == ages_on(day, cast.bo.birth_date, 219).postmenstrual_days
        assert (row.author, row.giver, row.way, row.is_timed) == (cast.pat, cast.jo, "paper", False)
        assert (row.mood_after, row.signs, row.outcome) == ("calm", "not_asked", "completed")


def test_sent_twice_it_is_still_one_sheet(pat, cast):
    data = sheet(FOURTEEN)
    first, second = send(pat, cast.bo, data), send(pat, cast.bo, data)
    assert first.url == second.url
    assert Massage.objects.count() == 14


def test_what_was_added_after_going_back_is_kept_and_what_was_changed_is_asked_about(pat, cast):
    data = sheet({"2026-12-01.0": {"after": "calm"}, "2026-12-02.0": {}})
    send(pat, cast.bo, data)
    send(pat, cast.bo, data | {"2026-12-02.0-after": "asleep"})
    assert Massage.objects.count() == 2
    answer = send(pat, cast.bo, data | {"2026-12-01.0-after": "crying"})
    assert answer.status_code == 409
    again = re.search(r'name="key" value="([^"]+)"', words(answer))[1]
    assert again != data["key"]
    answer = send(pat, cast.bo, data | {"2026-12-01.0-after": "crying", "key": again})
    assert "Is this the same one?" in words(answer)
    assert Massage.objects.count() == 2


def test_the_whole_sheet_is_taken_back_at_once_and_a_second_sending_does_not_bring_it_back(pat, cast):
    data = sheet(FOURTEEN)
    other = make_massage(baby=cast.bo, author=cast.jo, started_at=NOW - timedelta(days=40))
    page = send(pat, cast.bo, data).url
    assert pat.post(page + "undo/").status_code == 302
    assert list(Massage.objects.counted()) == [other]
    assert "This sheet was taken back." in words(pat.get(page))
    assert send(pat, cast.bo, data).status_code == 409
    assert list(Massage.objects.counted()) == [other]


def test_only_who_typed_it_takes_it_back_and_only_for_a_while(pat, cast):
    page = send(pat, cast.bo, sheet(FOURTEEN)).url
    pat.force_login(cast.jo)
    assert pat.post(page + "undo/").status_code == 404
    pat.force_login(cast.pat)
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        pat.post(page + "undo/")
    assert Massage.objects.counted().count() == 14


@pytest.mark.parametrize(("said", "kept"), [("same", 1), ("1", 2), ("0", None), ("", None)])
def test_a_day_that_has_a_massage_is_asked_about_and_never_doubled(pat, cast, said, kept):
    make_massage(baby=cast.bo, author=cast.jo, started_at=datetime(2026, 12, 2, 10, 30, tzinfo=UTC))
    assert "Written already: 10:30, Jo" in words(pat.get(reverse("massage-paper", args=[cast.bo.pk])))
    answer = send(pat, cast.bo, sheet({"2026-12-02.0": {"after": "asleep", "beside": said}}))
    assert Massage.objects.count() == (kept or 1)
    if kept is None:
        assert answer.status_code == 422
        assert "Is this the same one?" in words(answer)
        assert re.search(r'-after" value="asleep" checked', words(answer))  # nothing typed is lost


def test_more_than_was_asked_about_is_asked_about_again(pat, cast):
    for hour in (9, 10):
        make_massage(baby=cast.bo, author=cast.jo, started_at=datetime(2026, 12, 2, hour, tzinfo=UTC))
    answer = send(pat, cast.bo, sheet({"2026-12-02.0": {"after": "calm", "beside": "1"}}))
    assert (answer.status_code, Massage.objects.count()) == (422, 2)


def test_what_was_taken_out_asks_nothing(pat, cast):
    row = make_massage(baby=cast.bo, author=cast.jo, started_at=NOW - timedelta(days=1))
    row.enter_in_error(by=cast.jo, now=NOW)
    assert send(pat, cast.bo, sheet({"2026-12-02.0": {"after": "calm"}})).status_code == 302


@pytest.mark.parametrize(
    ("place", "row", "sentence"),
    [
        ("2026-12-04.0", {"after": "calm"}, "This time has not come yet."),
        ("2026-12-03.0", {"after": "calm", "time": "19:31"}, "This time has not come yet."),
        ("2026-10-26.0", {"after": "calm"}, "This day is before the birth."),
        ("2026-12-02.0", {"after": "happy"}, "Choose one of the five faces."),
        ("2026-12-02.0", {"signs": "seen"}, "Tap what you saw, or choose “None seen”."),
        ("2026-12-02.0", {"signs": "none_seen", "sign": "yawns"}, "Please keep one of them."),
        ("2026-12-02.0", {"after": "calm", "giver": "else"}, "Write who gave the massage."),
        ("2026-12-02.0", {"after": "calm", "giver": "999999"}, "not in the family of this baby"),
        ("2026-12-02.0", {"after": "calm", "time": "late"}, "Write the time like 19:40."),
        ("2026-12-02.0", {"after": "calm", "version": str(uuid.uuid4())}, "was not in force on this day"),
    ],
)
def test_one_wrong_row_keeps_none_and_says_why_and_loses_nothing(pat, cast, place, row, sentence):
    rows = {"2026-12-01.0": {"after": "fussy"}, place: row}
    answer = send(pat, cast.bo, sheet(rows, giver="else", giver_name="Aunt May"))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert [day for day in ("2026-12-01", place[:10]) if f'href="#day-{day}"' in words(answer)] == [place[:10]]
    assert 'value="fussy" checked' in words(answer)
    assert "Aunt May" in words(answer)
    assert not Massage.objects.exists()


def test_without_anything_the_page_says_so(pat, cast):
    answer = send(pat, cast.bo, sheet({"2026-12-02.0": {}}))
    assert answer.status_code == 422
    assert "for at least one day" in words(answer)


def test_time_signs_who_and_not_ready_are_kept_as_the_paper_says(pat, cast):
    rows = {
        "2026-11-27.0": {"how": "stopped", "signs": "seen", "sign": ["yawns", "cries"], "time": "16:20"},
        "2026-11-27.1": {"how": "completed", "signs": "none_seen", "giver_name": "Grandma", "before": "sleepy"},
        "2026-11-28.0": {"how": "not_ready", "signs": "none_seen"},
        "2026-11-19.0": {"how": "completed"},
    }
    send(pat, cast.bo, sheet(rows))
    stopped, second, not_ready, before = (
        Massage.objects.get(family_day=day, mood_before=face, outcome=how)
        for day, face, how in (
            (date(2026, 11, 27), "", "stopped"), (date(2026, 11, 27), "sleepy", "completed"),
            (date(2026, 11, 28), "", "not_ready"), (date(2026, 11, 19), "", "completed"),
        )
    )  # fmt: skip
    assert stopped.started_at == datetime(2026, 11, 27, 16, 20, tzinfo=UTC)
    assert (stopped.is_timed, stopped.plan.number, stopped.signs) == (True, 2, "seen")
    assert sorted(cue.slug for cue in stopped.cues.all()) == ["cries", "yawns"]
    assert (second.giver, second.who, second.signs, second.plan.number) == (None, "Grandma", "none_seen", 1)
    assert (not_ready.signs, not_ready.giver) == ("not_asked", cast.pat)
    assert before.plan is None  # no routine was in force yet, and the page says so


def test_on_the_day_of_a_new_routine_the_other_one_can_be_chosen(pat, cast):
    page = words(pat.get(reverse("massage-paper", args=[cast.bo.pk])))
    assert "Version 1 , Version 2" in page or "Version 1, Version 2" in page
    newer = cast.bo.plans.get(number=2)
    send(pat, cast.bo, sheet({"2026-11-27.0": {"after": "calm", "version": str(newer.pk)}}))
    assert Massage.objects.get().plan == newer


def test_days_before_the_first_routine_say_so_and_none_is_offered_before_the_birth(pat, cast):
    url = reverse("massage-paper-rows", args=[cast.bo.pk])
    first = words(pat.post(url, sheet(FOURTEEN) | {"add": "earlier"}))
    assert "No routine on this day" in first
    assert 'id="day-2026-11-06"' in first
    assert first.count('value="calm" checked') == 14  # and nothing typed is lost
    cast.bo.birth_date = date(2026, 11, 15)
    cast.bo.save()
    assert words(pat.post(url, sheet(FOURTEEN) | {"add": "earlier"})).count('<li class="typed__day"') == 19


def test_one_more_row_on_a_day(pat, cast):
    page = words(send(pat, cast.bo, sheet(FOURTEEN) | {"add": "2026-12-01"}, "massage-paper-rows"))
    assert 'name="2026-12-01.1-how"' in page
    assert 'name="2026-12-01.2-how"' not in page
    assert not Massage.objects.exists()


def lines(days, a_day, **row):
    """Empty lines as a browser sends them, newest day last, with what is said on the newest."""
    places = [f"{TODAY - timedelta(days=back)}.{nth}" for back in reversed(range(days)) for nth in range(a_day)]
    empty = dict.fromkeys(("after", "before", "signs", "giver", "giver_name", "time", "version"), "")
    return {place: dict(empty) for place in places} | {places[-1]: empty | row}


@pytest.mark.parametrize("a_day", [3, 6])
def test_the_newest_day_is_kept_after_the_days_before_were_added(pat, cast, a_day):
    assert send(pat, cast.bo, sheet(lines(28, a_day, after="calm"))).status_code == 302
    assert Massage.objects.get().family_day == TODAY


def test_no_more_lines_are_offered_than_one_page_keeps(pat, cast):
    """Born 38 days ago: 12 more days fit beside 26 days of six, 11 more do not fit beside 27."""
    for days, then in ((26, 28 * 6), (27, 27 * 6)):
        page = words(send(pat, cast.bo, sheet(lines(days, 6)) | {"add": "earlier"}, "massage-paper-rows"))
        assert page.count("data-row") == then
        assert "The days before" not in page
        assert "One more<" not in page


@pytest.mark.parametrize("rows", [lines(29, 6, after="fussy"), lines(1, 7, after="fussy")])
def test_more_lines_than_a_page_has_are_refused_in_words_and_none_is_lost(pat, cast, rows):
    answer = send(pat, cast.bo, sheet(rows))
    assert answer.status_code == 422
    assert "these are too many lines for one page" in words(answer)
    assert words(answer).count("data-row") == len(rows)
    assert 'value="fussy" checked' in words(answer)
    assert not Massage.objects.exists()


def test_a_stop_on_paper_dated_today_lets_today_rest_for_everybody(pat, cast):
    send(pat, cast.bo, sheet({f"{TODAY}.0": {"how": "stopped"}}))
    assert rests_today([cast.bo.pk], TODAY)[cast.bo.pk]
    pat.force_login(cast.jo)
    assert "Enough for today." in words(pat.get(reverse("today")))


def test_a_day_without_a_time_is_shown_without_one_everywhere(pat, cast):
    send(pat, cast.bo, sheet({"2026-12-02.0": {"how": "stopped", "signs": "seen", "sign": "yawns"}}))
    row = Massage.objects.get()
    pages = [reverse("log", args=[cast.bo.pk]), reverse("massage", args=[cast.bo.pk, row.pk])]
    pages += [reverse("take-along", args=[cast.bo.pk]), reverse("today")]
    for url in pages:
        assert "00:00" not in " ".join(texts_of(pat.get(url))), url  # an attribute may end in the zone, +00:00
    assert "time not written" in words(pat.get(pages[0]))
    assert "(from paper)" in words(pat.get(pages[1]))
    assert "Last time: yesterday, with Pat." in words(pat.get(pages[3]))


def test_a_time_can_be_put_in_later_and_the_page_says_that_there_was_none(pat, cast):
    send(pat, cast.bo, sheet({"2026-12-02.0": {"after": "calm"}}))
    row = Massage.objects.get()
    url = reverse("massage-correct", args=[cast.bo.pk, row.pk])
    said = {"day": "2026-12-02", "minutes": "0", "outcome": "completed", "signs": "not_asked", "mood_after": "fussy"}
    said["giver"] = cast.pat.pk
    pat.post(url, said | {"start": ""})
    row.refresh_from_db()
    assert (row.mood_after, row.is_timed) == ("fussy", False)
    pat.post(url, said | {"start": "18:05"})
    row.refresh_from_db()
    assert (row.is_timed, row.started_at.hour) == (True, 18)
    page = words(pat.get(reverse("massage", args=[cast.bo.pk, row.pk])))
    assert "18:05" in page
    assert '<del class="struck">time not written</del>' in page
    assert "00:00" not in page


def test_no_time_is_only_for_what_comes_from_paper(cast):
    with pytest.raises(IntegrityError, match="massage_without_a_time_is_from_paper"), transaction.atomic():
        make_massage(baby=cast.bo, author=cast.pat, is_timed=False)


def test_twins_have_a_sheet_each_and_the_same_paper_never_goes_to_the_other(pat, cast):
    data = sheet({"2026-12-02.0": {"after": "calm"}})
    send(pat, cast.bo, data)
    send(pat, cast.ada, data)
    assert sorted(Massage.objects.values_list("baby__first_name", flat=True)) == ["Ada", "Bo"]
    assert len(set(Massage.objects.values_list("pk", flat=True))) == 2
    page = words(pat.get(reverse("massage-paper", args=[cast.ada.pk])))
    assert "From Ada’s paper" in page


@pytest.mark.parametrize("person", ["tess", "lena", "nora"])
def test_staff_never_type_for_a_family(client, cast, person):
    client.force_login(getattr(cast, person))
    assert send(client, cast.bo, sheet(FOURTEEN)).status_code == 403


def test_the_audit_says_that_a_sheet_was_typed_in_and_taken_back(pat, cast):
    page = send(pat, cast.bo, sheet(FOURTEEN)).url
    pat.post(page + "undo/")
    kinds = [kind_of(each) for each in Entry.objects.filter(act__startswith="massage-paper").order_by("pk")]
    assert kinds == [Kind.CREATED, Kind.CORRECTED]


def test_a_wall_clock_of_another_zone_keeps_the_day(pat, cast):
    data = sheet({"2026-12-02.0": {"after": "calm"}, "2026-12-02.1": {"after": "calm", "time": "23:30"}})
    send(pat, cast.bo, data | {"time_zone": "Pacific/Auckland"})
    assert {row.family_day for row in Massage.objects.all()} == {date(2026, 12, 2)}


def test_of_a_day_without_a_time_nothing_is_said_about_holds(pat, cast):
    """From before the day to after it: at midnight the routine was on hold, and nobody knows of the massage."""
    plan = cast.bo.plans.get(number=2)
    began = datetime(2026, 12, 1, 12, tzinfo=UTC)
    PlanHold.objects.create(baby=cast.bo, plan=plan, reason="Drip", held_by=cast.nora, held_at=began)
    send(pat, cast.bo, sheet({"2026-12-02.0": {"how": "completed"}, f"{TODAY}.0": {"time": "08:00"}}))
    untimed, timed = Massage.objects.order_by("started_at")
    for person, name, sentence in (
        (cast.pat, "massage-saved", "The routine is on hold since 1 Dec."),
        (cast.tess, "massage", "Begun while the routine was on hold"),
    ):
        pat.force_login(person)
        pages = [words(pat.get(reverse(name, args=[cast.bo.pk, row.pk]))) for row in (untimed, timed)]
        assert [sentence in page for page in pages] == [False, True]


@pytest.mark.parametrize(("time", "number"), [("", 1), ("09:00", None), ("11:30", 1)])
def test_moved_to_the_twin_a_day_keeps_the_routine_that_came_on_it_first(pat, cast, time, number):
    at = datetime(2026, 12, 2, 11, tzinfo=UTC)
    later = datetime(2026, 12, 2, 16, tzinfo=UTC)
    facts = {"baby": cast.ada, "started_by": cast.tess, "assigned_by": cast.tess}
    Plan.objects.create(number=1, status="superseded", started_at=at, assigned_at=at, ended_at=later, **facts)
    Plan.objects.create(number=2, status="active", started_at=later, assigned_at=later, **facts)
    send(pat, cast.bo, sheet({"2026-12-02.0": {"after": "calm", "time": time}}))
    row = Massage.objects.get()
    row.move_to(cast.ada, by=cast.pat, now=NOW)
    assert (row.plan and row.plan.number) == number
