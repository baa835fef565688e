"""What waits on a real device: Today lists it, and nothing but the server's own receipt takes it away."""

from datetime import date, datetime, timedelta

import pytest
from browser import axe, scrolls_sideways, small_targets
from cast import make_plan
from playwright.sync_api import expect

from sessions.massages.models import Massage

NO_LINE = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture
def family(cast, catalogue):
    for baby in (cast.bo, cast.ada):
        baby.birth_date = date.today() - timedelta(days=37)  # the device has the real day
        baby.save()
        make_plan(baby=baby, by=cast.tess)
    return cast


@pytest.fixture
def today(page, sign_in, live_server, family, complaints):
    sign_in(page, family.pat).goto(f"{live_server.url}/today/")
    yield page
    complaints[:] = [each for each in complaints if "Failed to load resource" not in each]  # the line that we cut


def not_ready(page, name="Bo"):
    page.get_by_role("button", name=f"Not ready today, {name}").click()


def waiting(page):
    return page.locator("[data-outbox] li")


def connect(page):
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")


def test_without_a_line_today_lists_what_waits_and_then_says_that_all_is_sent(today):
    today.context.set_offline(True)
    not_ready(today)
    expect(waiting(today)).to_have_count(1)
    words = waiting(today).inner_text()
    assert "Bo, today" in words
    assert "Saved here. Waiting to send." in words
    assert "by Pat" in words
    assert axe(today) == []
    assert not scrolls_sideways(today)
    today.clock.set_fixed_time(datetime.now() + timedelta(hours=25))
    today.evaluate("new BroadcastChannel('handhug-outbox').postMessage('')")  # as another tab does
    expect(waiting(today)).to_contain_text("Please find a connection.")
    expect(waiting(today)).to_contain_text(
        f"Bo, {datetime.now():%A %-d %B}, "
    )  # as the page writes days, not the device
    connect(today)
    expect(today.locator("[data-all-sent]")).to_contain_text("All sent")
    expect(waiting(today)).to_have_count(0)
    assert Massage.objects.get().outcome == "not_ready"


def test_signed_out_and_with_somebody_else_it_is_sent_under_the_right_name(today, sign_in, family, live_server):
    today.context.set_offline(True)
    not_ready(today)
    expect(waiting(today)).to_have_count(1)
    today.context.clear_cookies()
    sign_in(today, family.sam)  # another family, on the ward's tablet
    today.context.set_offline(False)
    with today.expect_response("**/outbox/") as answer:
        today.goto(f"{live_server.url}/today/")
    assert answer.value.status in (200, 201)  # 200: its first answer was lost when the page changed
    assert Massage.objects.get().author == family.pat


def test_another_family_never_reads_the_names(today, sign_in, family, live_server):
    today.context.set_offline(True)
    not_ready(today)
    expect(waiting(today)).to_have_count(1)
    today.route("**/outbox/", lambda route: route.abort())
    today.context.set_offline(False)
    sign_in(today, family.sam)
    today.goto(f"{live_server.url}/today/")
    today.get_by_text("Somebody else’s massage waits here too.").wait_for()
    assert "Bo" not in today.locator("[data-outbox]").inner_text()


@pytest.mark.parametrize("answer", [{"status": 401, "json": {}}, {"body": "<h1>Ward Wi-Fi</h1>"}, {"status": 500}])
def test_only_a_receipt_with_the_very_key_takes_it_away(today, answer):
    today.route("**/outbox/", lambda route: route.fulfill(**answer))
    not_ready(today)
    expect(waiting(today)).to_have_count(1)
    today.reload()
    expect(waiting(today)).to_have_count(1)
    today.unroute("**/outbox/")
    today.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # it is looked at again
    expect(waiting(today)).to_have_count(0)
    assert Massage.objects.count() == 1


def test_what_cannot_be_sent_is_looked_at_and_put_right(page, sign_in, family, live_server, complaints):
    page.clock.install(time=datetime.now() + timedelta(days=2))  # the tablet's clock runs ahead
    sign_in(page, family.pat).goto(f"{live_server.url}/today/")
    not_ready(page)
    expect(waiting(page)).to_contain_text("This time has not come yet.")
    page.reload()
    assert axe(page) == []
    assert small_targets(page) == []
    page.get_by_role("button", name="Look").click()
    page.get_by_text("This time has not come yet.").wait_for()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/saved/?replaces=*")
    assert Massage.objects.get().outcome == "not_ready"
    page.goto(f"{live_server.url}/today/")
    expect(waiting(page)).to_have_count(0)
    complaints.clear()  # the browser itself reports 422


def test_what_cannot_be_sent_can_be_thrown_away_in_two_taps(page, sign_in, family, live_server, complaints):
    page.clock.install(time=datetime.now() + timedelta(days=2))
    sign_in(page, family.pat).goto(f"{live_server.url}/today/")
    not_ready(page)
    page.get_by_text("Throw it away", exact=True).click()
    page.get_by_role("button", name="Yes, throw it away").click()
    expect(waiting(page)).to_have_count(0)
    page.reload()
    expect(waiting(page)).to_have_count(0)
    assert not Massage.objects.exists()
    complaints.clear()


def test_we_did_it_already_waits_too(today, family, live_server):
    today.goto(f"{live_server.url}/babies/{family.bo.pk}/massages/afterwards/")
    today.context.set_offline(True)
    today.get_by_role("button", name="Asleep").click()
    today.get_by_role("heading", name="Saved on this device").wait_for()
    today.context.set_offline(False)
    today.get_by_role("link", name="Done").click()
    today.wait_for_url("**/today/")
    expect(waiting(today)).to_have_count(0)
    assert Massage.objects.get().mood_after == "asleep"
