"""The server's own log: a crash can be found in it, and a baby cannot."""

import logging
from io import StringIO

import pytest

from massage_site.logs import WithoutWords

ROW = "Key (first_name)=(Bo) already exists."  # as PostgreSQL says it


@pytest.fixture
def log():
    (handler,) = [each for each in logging.getLogger().handlers if isinstance(each.formatter, WithoutWords)]
    before = handler.setStream(written := StringIO())
    yield written
    handler.setStream(before)


@pytest.mark.django_db
def test_a_crash_leaves_its_place_in_the_code_and_none_of_its_words(client, monkeypatch, log):
    def crash(*args):
        try:
            int("Bo")
        except ValueError as error:
            raise LookupError(ROW) from error

    monkeypatch.setattr("massage_site.front.render", crash)
    client.raise_request_exception = False
    client.get("/")
    lines = log.getvalue()
    assert "Page number 500-" in lines
    assert "builtins.ValueError" in lines
    assert "builtins.LookupError" in lines
    assert "massage_site/front.py" in lines
    assert "already exists" not in lines
    assert "with base 10" not in lines


def test_nobody_writes_a_line_of_their_own(log):
    logging.getLogger("massage_site").warning("asked for %s", "/\n2026-12-03 ERROR all is lost")
    assert log.getvalue().count("\n") == 1


@pytest.mark.django_db
def test_a_door_that_stays_closed_is_no_line_here(client, log, cast):
    client.force_login(cast.sam)
    client.get(f"/babies/{cast.bo.pk}/")
    assert log.getvalue() == ""
