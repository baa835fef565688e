"""Several people, one baby: who begins while somebody else is with the baby is told so, and never kept from it."""

from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_massage, make_plan
from django.urls import reverse

from sessions.massages.starts import OPEN_FOR, Start

pytestmark = pytest.mark.django_db
SAID = "Jo started with Bo at 19:05 and has not finished."


@pytest.fixture
def cast(cast, catalogue):
    for baby in (cast.bo, cast.ada):
        make_plan(baby=baby, by=cast.tess)
    return cast


@pytest.fixture
def page(client, cast):
    """What the page before the start says to Pat."""

    def look(at=NOW, reader=cast.pat):
        client.force_login(reader)
        with time_machine.travel(at, tick=False):
            return client.get(reverse("massage-new", args=[cast.bo.pk])).content.decode()

    return look


@pytest.fixture
def jo_began(client, cast):
    client.force_login(cast.jo)
    with time_machine.travel(NOW - timedelta(minutes=25), tick=False):
        assert client.post(reverse("massage-starts", args=[cast.bo.pk])).status_code == 204
    return Start.objects.get()


def test_the_other_parent_reads_it_before_the_start_and_may_go_on(page, jo_began):
    assert SAID in page()
    assert "Ask Jo first. You can still go on." in page()
    assert f'data-until="{(jo_began.at + OPEN_FOR).isoformat()}"' in page()
    assert "Yes to all. Start" in page()


def test_nobody_is_told_about_themselves(page, jo_began, cast):
    assert "has not finished" not in page(reader=cast.jo)


def test_it_is_over_when_their_massage_has_come_in(page, jo_began, cast):
    make_massage(baby=cast.ada, author=cast.jo, started_at=NOW - timedelta(minutes=5))
    assert SAID in page()  # that one was with Ada
    make_massage(baby=cast.bo, author=cast.jo, outcome="interrupted", started_at=NOW - timedelta(minutes=5))
    assert "has not finished" not in page()


def test_after_an_hour_nobody_waits_for_it(page, jo_began):
    assert "has not finished" not in page(at=jo_began.at + OPEN_FOR)


def test_each_person_has_one_row_however_often_they_begin(cast):
    for minutes in (20, 10, 0):
        Start.begin(cast.bo, cast.jo, NOW - timedelta(minutes=minutes))
    assert Start.objects.get().at == NOW
