"""The pages for when something is wrong: they open without a database, in the chosen light, in plain words."""

import pytest
from django.test import RequestFactory

from massage_site import errors

PAGES = {
    400: (errors.bad_request, "We could not read that"),
    403: (errors.forbidden, "This page is for the therapist"),
    404: (errors.not_found, "This page is not here"),
    500: (errors.server_error, "It is our fault, not yours"),
}


@pytest.mark.parametrize("status", PAGES)
def test_an_error_page_needs_no_database_and_keeps_the_ward_dark(status):
    view, words = PAGES[status]
    request = RequestFactory().get("/babies/", headers={"cookie": "handhug-theme=dim"})
    answer = view(request)  # no user, no session, and pytest forbids the database here
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert 'data-theme="dim"' in page
    assert "Stop. Call your nurse." in page
    assert page.count("<script") == page.count('<script src="/static/js/first-light.js"') == 1  # only the light


def test_a_form_that_was_open_too_long_says_so():
    page = errors.csrf_failure(RequestFactory().post("/today/")).content.decode()
    assert "nothing was saved" in page


def test_a_crash_gives_a_number_that_the_log_knows_too(caplog):
    page = errors.server_error(RequestFactory().get("/today/")).content.decode()
    number = caplog.records[-1].args[0]
    assert number in page
    assert caplog.records[-1].args[1] == "/today/"


def test_not_here_and_not_yours_are_the_same_page(client, cast):
    client.force_login(cast.pat)
    page = client.get("/no-such-page/").content.decode()
    assert "This page is not here" in page
    assert "Is somebody else signed in on this device?" in page
    client.logout()
    client.cookies.clear()
    assert "somebody else signed in" not in client.get("/no-such-page/").content.decode()
