"""What a broken clock, a clumsy device or an ill-meant form may send: an answer in words, never a broken page."""

import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.urls import reverse

from sessions.massages.correcting_forms import CorrectionForm
from sessions.massages.models import Massage

EDGES = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pat(client, cast):
    client.force_login(cast.pat)
    return client


@pytest.fixture
def tess(client, cast):
    client.force_login(cast.tess)
    return client


ODD = [
    *({name: edge} for name in ("started_at", "ended_at", "opened_at") for edge in EDGES),
    *({name: "[" * 9000} for name in ("moments", "done")),
    *({"giver": giver} for giver in ("²", "9" * 20, "-1")),
    *({"ago": ago} for ago in ("²", "-5", "5.5")),
    *({"time_zone": zone, "ago": "other", "other": "2026-12-03T09:00"} for zone in ("a\0b", "\0")),
]


@pytest.mark.parametrize("name", ["massages", "massage-afterwards"])
@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_massage_with_something_impossible_comes_back_or_is_kept_without_it(pat, cast, name, odd):
    at = NOW.isoformat()
    sent = {"key": uuid.uuid4(), "time_zone": "Europe/London", "outcome": "completed", "mood_after": "calm"}
    times = {"started_at": at, "ended_at": at, "opened_at": at}
    answer = pat.post(reverse(name, args=[cast.bo.pk]), sent | times | odd)
    assert answer.status_code in (302, 422)


def correct(pat, massage, **changes):
    form = CorrectionForm(massage=massage, now=NOW)
    kept = {name: value for name in form.fields if (value := form[name].value()) is not None}
    return pat.post(reverse("massage-correct", args=[massage.baby_id, massage.key]), kept | changes)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-12-05"])
def test_a_correction_to_a_day_that_cannot_be_says_so(pat, cast, day):
    massage = make_massage(baby=cast.bo, author=cast.pat)
    assert correct(pat, massage, day=day, start="23:59", minutes="180").status_code == 422


def test_a_correction_into_the_hour_that_the_clocks_left_out_keeps_its_minutes(pat, cast):
    cast.bo.birth_date = date(2026, 3, 1)
    cast.bo.save()
    massage = make_massage(baby=cast.bo, author=cast.pat)
    assert correct(pat, massage, day="2026-03-29", start="01:30", minutes="40").status_code == 302
    massage = Massage.objects.get()
    assert massage.started_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert massage.seconds == 40 * 60


@pytest.mark.parametrize("born", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_a_record_with_an_impossible_birth_date_comes_back(tess, cast, born, button):
    sent = {"first_name": "Bo", "birth_date": born, "ga_weeks": "31", "ga_days": "2", "place": "nicu"}
    assert tess.post(reverse("baby-edit", args=[cast.bo.pk]), sent | button).status_code in (200, 422)


@pytest.mark.parametrize("before", ["²", "-1", "9" * 5000])
def test_a_technique_before_a_row_that_is_no_number_is_not_a_broken_page(tess, cast, catalogue, before):
    make_plan(baby=cast.bo, by=cast.tess)
    answer = tess.post(reverse("plan-add", args=[cast.bo.pk]), {"technique": "sway", "before": before})
    assert answer.status_code in (302, 404)


def test_a_letter_that_postgres_cannot_hold_is_not_searched_for(tess, cast):
    assert "Bo" in tess.post(reverse("babies-found"), {"q": "B\0o"}, follow=True).content.decode()
