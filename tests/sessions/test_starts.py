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
def pages(client, cast):
    """What Pat's two pages about Bo say at a moment."""

    def look(at=NOW, reader=cast.pat):
        client.force_login(reader)
        with time_machine.travel(at, tick=False):
            addresses = reverse("today"), reverse("massage-new", args=[cast.bo.pk])
            return [client.get(address).content.decode() for address in addresses]

    return look


@pytest.fixture
def jo_began(client, cast):
    client.force_login(cast.jo)
    with time_machine.travel(NOW - timedelta(minutes=25), tick=False):
        assert client.post(reverse("massage-starts", args=[cast.bo.pk])).status_code == 204
    return Start.objects.get()


def test_the_other_parent_reads_it_on_today_and_before_the_start(pages, jo_began):
    for page in pages():
        assert SAID in page
        assert "Ask Jo first. You can still go on." in page
        assert f'data-until="{(jo_began.at + OPEN_FOR).isoformat()}"' in page
    assert "Yes to all. Start" in page


def test_it_is_said_once_and_in_the_block_of_that_baby(pages, jo_began, cast):
    today = pages()[0]
    assert today.count("has not finished") == 1
    assert SAID in today.split(f'aria-labelledby="baby-{cast.bo.pk}"')[1].split("</section>")[0]


def test_nobody_is_told_about_themselves(pages, jo_began, cast):
    assert not any("has not finished" in page for page in pages(reader=cast.jo))


def test_it_is_over_when_their_massage_has_come_in(pages, jo_began, cast):
    make_massage(baby=cast.ada, author=cast.jo, started_at=NOW - timedelta(minutes=5))
    assert SAID in pages()[1]  # that one was with Ada
    make_massage(baby=cast.bo, author=cast.jo, outcome="interrupted", started_at=NOW - timedelta(minutes=5))
    assert not any("has not finished" in page for page in pages())


def test_after_an_hour_nobody_waits_for_it(pages, jo_began):
    assert not any("has not finished" in page for page in pages(at=jo_began.at + OPEN_FOR))


def test_each_person_has_one_row_however_often_they_begin(cast):
    for minutes in (20, 10, 0):
        Start.begin(cast.bo, cast.jo, NOW - timedelta(minutes=minutes))
    assert Start.objects.get().at == NOW
