"""At the cot in the dark: how bright the pages are, what is in sight, and how many taps the shortest ways take."""

from datetime import date, timedelta

import pytest
from browser import BRIGHTEST, MEAN, TABLET, count_taps, luminance
from cast import make_plan
from in_sight import in_sight

from sessions.massages.models import Massage

PHONE = {"width": 360, "height": 640}


@pytest.fixture
def tablet(new_device, sign_in, live_server, cast, catalogue):
    """Pat's tablet in dim light; `tablet.open("/today/")`"""
    for baby in (cast.bo, cast.ada):
        baby.birth_date = date.today() - timedelta(days=37)  # the device has the real day
        baby.save()
        make_plan(baby=baby, by=cast.tess)
    page = sign_in(new_device(), cast.pat)
    page.context.add_cookies([{"name": "handhug-theme", "value": "dim", "url": live_server.url}])
    page.open = lambda path: page.goto(live_server.url + path)
    return page


def follow(page, cast):
    page.open(f"/babies/{cast.bo.pk}/massages/new/")


def start(page):
    page.get_by_label("Calm and awake").first.check()
    page.get_by_role("link", name="Yes to all. Start").click()
    page.get_by_role("link", name="My hands are ready").click()
    page.get_by_role("button", name="Start the first step").click()


def begin_with(page, name):
    return page.get_by_role("link", name=f"Start with {name}")


def test_dim_is_dim_on_every_page_of_a_massage_and_what_comes_next_is_in_sight(tablet, cast, complaints):
    seen = {}

    def look(name):
        tablet.wait_for_timeout(200)
        seen[name] = luminance(tablet)

    tablet.set_viewport_size(PHONE)
    tablet.open("/offline/")
    look("no connection")
    assert in_sight(tablet.locator(".stop-line"))
    tablet.open("/today/")
    assert in_sight(begin_with(tablet, "Bo"))
    tablet.set_viewport_size(TABLET["viewport"])
    look("today")
    assert in_sight(begin_with(tablet, "Bo"))
    assert in_sight(begin_with(tablet, "Ada"))
    tablet.route("**/*.css", lambda _: None)  # a slow line: until the looks come, the browser itself is dark
    tablet.goto(tablet.url, wait_until="commit")
    assert tablet.locator("meta[name=color-scheme]").get_attribute("content") == "dark"
    assert tablet.evaluate("document.documentElement.dataset.theme") == "dim"
    tablet.unroute("**/*.css")
    tablet.open(f"/babies/{cast.bo.pk}/learning/")
    look("learn first")
    follow(tablet, cast)
    look("readiness")
    start(tablet)
    look("first step")
    tablet.locator("[data-menu] summary").click()
    look("the menu")
    tablet.keyboard.press("Escape")
    for _ in range(6):
        tablet.get_by_role("button", name="Next").click()
    look("a stroke")
    tablet.get_by_role("link", name="Pause: Bo needs a break").click()
    look("what did you see")
    tablet.get_by_role("link", name="Stop for today").click()
    look("how is Bo now")
    tablet.open("/today/")
    look("today with one at rest")
    assert in_sight(tablet.get_by_role("link", name="Log something we did, Bo"))
    assert in_sight(begin_with(tablet, "Ada"))
    tablet.open("/device/")
    tablet.get_by_role("button", name="Show a code").click()
    look("a code")
    tablet.open("/nowhere/")
    look("not here")
    complaints.clear()  # the browser reports the 404
    too_bright = {name: pair for name, pair in seen.items() if pair[0] > MEAN or pair[1] > BRIGHTEST}
    assert too_bright == {}


@pytest.fixture
def taps(tablet):
    """Counts what a finger does."""
    return count_taps(tablet)


def test_we_did_it_already_is_logged_in_two_taps(tablet, cast, taps):
    tablet.open("/today/")
    tablet.get_by_role("link", name="We did it already, Bo").tap()
    tablet.get_by_role("button", name="Asleep").tap()
    tablet.wait_for_url("**/saved/")
    assert taps() == 2
    assert Massage.objects.get().mood_after == "asleep"


def test_both_twins_are_logged_in_three_taps(tablet, taps):
    tablet.open("/today/")
    tablet.get_by_role("link", name="Log for Bo and Ada").tap()
    tablet.get_by_role("group", name="Bo").get_by_label("Asleep").tap()
    tablet.get_by_role("group", name="Ada").get_by_label("Fussy").tap()
    tablet.wait_for_url("**/saved/")
    assert taps() == 3
    kept = Massage.objects.values_list("baby__first_name", "mood_after").order_by("baby__birth_order")
    assert list(kept) == [("Bo", "asleep"), ("Ada", "fussy")]


def test_not_ready_is_one_tap(tablet, taps):
    tablet.open("/today/")
    tablet.get_by_role("button", name="Not ready today, Bo").tap()
    tablet.wait_for_url("**/saved/")
    assert taps() == 1
    assert Massage.objects.get().outcome == "not_ready"


def test_pause_is_one_tap(tablet, cast, taps):
    follow(tablet, cast)
    start(tablet)
    before = taps()
    tablet.get_by_role("link", name="Pause: Bo needs a break").tap()
    tablet.get_by_role("heading", name="Hands still on Bo. The screen can wait.").wait_for()
    assert taps() - before == 1


def test_after_the_steps_two_taps_say_how_it_was(tablet, cast, taps):
    follow(tablet, cast)
    start(tablet)
    tablet.get_by_role("link", name="Pause: Bo needs a break").tap()
    tablet.get_by_role("link", name="Stop for today").tap()
    before = taps()
    tablet.locator("#how").get_by_label("Sleepy").tap()
    tablet.get_by_role("button", name="Save", exact=True).last.tap()
    tablet.wait_for_url("**/saved/")
    assert taps() - before == 2
    assert Massage.objects.get().mood_after == "sleepy"
