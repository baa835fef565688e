"""A lent tablet, in a real browser with its worker: what it holds while it is lent, and what is left of it after."""

import json
from datetime import date, datetime, timedelta

import pytest
from browser import axe, scrolls_sideways, small_targets, until
from cast import make_plan
from line import ALL_HERE
from playwright.sync_api import expect

from sessions.massages.models import Massage

NO_SYNC = "delete ServiceWorkerRegistration.prototype.sync"  # else the worker sends what a test holds back
# What this origin holds on the device, as one text; and the rows of its database.
ALL_OF_IT = """async () => {
  const found = { cookie: document.cookie };
  found.local = JSON.stringify({ ...localStorage });
  found.session = JSON.stringify({ ...sessionStorage });
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request, { ignoreVary: true });
      found[`${name} ${request.url}`] = /html|json/.test(kept.headers.get("Content-Type")) ? await kept.text() : "";
    }
  }
  return found;
}"""
ROWS = """() => new Promise((resolve) => {
  indexedDB.open("handhug").onsuccess = ({ target: { result: base } }) => {
    const asked = base.transaction("outbox").objectStore("outbox").getAll();
    asked.onsuccess = () => (base.close(), resolve(asked.result));
  };
})"""
THANKS = "Thank you. The tablet is for the staff again."


@pytest.fixture
def ward(cast, catalogue):
    for baby in (cast.bo, cast.ada, cast.noor):
        baby.birth_date = date.today() - timedelta(days=37)  # the device has the real day
        baby.save()
        make_plan(baby=baby, by=cast.tess)
    return cast


@pytest.fixture
def tablet(new_device, sign_in, live_server, ward, complaints):
    """The ward's tablet in Tess's hands, on Bo's page."""
    page = new_device(service_workers="allow")
    page.context.add_init_script(NO_SYNC)
    sign_in(page, ward.tess).goto(f"{live_server.url}/babies/{ward.bo.pk}/")
    yield page
    complaints[:] = [each for each in complaints if "Failed to load resource" not in each]  # the line that we cut


def lend(page, name):
    page.get_by_role("link", name="Hand the tablet to the family").click()
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/today/")


def settled(page, babies=1):
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    expect(page.locator("[data-copy]:visible")).to_have_count(babies)
    until(page, ALL_HERE)


def follow_to_the_stop(page):
    page.get_by_role("link", name="Start with Bo").click()
    page.get_by_label("Calm and awake").first.check()
    page.get_by_role("link", name="Yes to all. Start").click()
    page.get_by_role("link", name="My hands are ready").click()
    page.get_by_role("button", name="Start the first step").click()
    page.get_by_role("link", name="Pause: Bo needs a break").click()
    page.locator("#pause").get_by_label("Yawns").check()
    page.get_by_role("link", name="Stop for today").click()
    page.locator("#how").get_by_label("Sleepy").check()
    page.locator("#how summary").first.click()
    page.locator("#how textarea").fill("She sang to him.")


def give_back(page):
    page.get_by_role("button", name="Done, give it back").click()
    page.get_by_role("heading", name=THANKS).wait_for()
    page.locator("[data-cleared]").wait_for()


def nothing_of_them(page, *more):
    held = page.evaluate(ALL_OF_IT) | {"rows": json.dumps(page.evaluate(ROWS))}
    words = ["Bo<", "Bo,", '"Bo"', ">Bo", "Pat", "She sang", *more]
    assert [(where, word) for where, text in held.items() for word in words if word in where + text] == []


def test_from_the_staff_to_the_family_and_back_with_a_massage_that_waits(tablet, ward, live_server, sign_in):
    lend(tablet, "Pat")
    settled(tablet)
    expect(tablet.locator("[data-lent]")).to_contain_text("This tablet is lent to Pat for Bo.")
    assert "Ada" not in tablet.content()
    tablet.context.set_offline(True)
    follow_to_the_stop(tablet)
    tablet.get_by_role("button", name="Save", exact=True).last.click()
    tablet.get_by_role("heading", name="Saved on this device").wait_for()
    rows = tablet.evaluate(ROWS)
    assert len(rows) == 2  # the stop, and how Bo was
    assert {name for row in rows for name in row} <= {"n", "key", "url", "at", "sealed", "refused", "status"}
    give_back(tablet)
    expect(tablet.locator("[data-sealed]")).to_contain_text("1 massage waits here, written ")
    tablet.get_by_text("There is no connection. It opens nothing until it has one.").wait_for()
    nothing_of_them(tablet, str(ward.bo.pk), f'"author":"{ward.pat.pk}"')
    tablet.go_back()
    tablet.get_by_role("heading", name=THANKS).wait_for()  # nothing of Bo with Back, nor with an address
    tablet.goto(f"{live_server.url}/today/")
    tablet.get_by_role("heading", name=THANKS).wait_for()
    assert not Massage.objects.exists()
    tablet.route("**/outbox/", lambda route: route.abort())
    tablet.context.set_offline(False)
    tablet.evaluate("dispatchEvent(new Event('online'))")
    expect(tablet.locator("[data-no-line]")).to_be_hidden()
    sign_in(tablet, ward.tess).goto(f"{live_server.url}/babies/{ward.noor.pk}/")
    lend(tablet, "Sam")
    settled(tablet)
    expect(tablet.locator("[data-outbox]")).to_contain_text("1 massage waits here, written ")
    assert "Bo" not in tablet.locator("[data-outbox]").inner_text()
    nothing_of_them(tablet, str(ward.bo.pk))
    tablet.unroute("**/outbox/")
    with tablet.expect_response("**/outbox/"):
        tablet.evaluate("dispatchEvent(new Event('online'))")
    expect(tablet.locator("[data-sealed]")).to_be_hidden()
    kept = Massage.objects.get()
    assert (kept.author, kept.giver, kept.baby) == (ward.pat, ward.pat, ward.bo)
    assert (kept.outcome, kept.mood_after, kept.note) == ("stopped", "sleepy", "She sang to him.")
    assert [cue.slug for cue in kept.cues.all()] == ["yawns"]


def test_five_minutes_without_a_touch_and_a_massage_under_way_is_not_lost(tablet, ward):
    tablet.clock.install(time=datetime.now() - timedelta(minutes=30))
    lend(tablet, "Pat")
    settled(tablet)
    tablet.get_by_role("link", name="Start with Bo").click()
    tablet.get_by_label("Calm and awake").first.check()
    tablet.get_by_role("link", name="Yes to all. Start").click()
    tablet.get_by_role("link", name="My hands are ready").click()
    tablet.get_by_role("button", name="Start the first step").click()
    tablet.get_by_role("link", name="Pause: Bo needs a break").click()
    for _ in range(8):
        tablet.clock.fast_forward(60_000)  # hands are still: nobody has to touch anything
    assert "/massages/new/" in tablet.url
    tablet.clock.fast_forward(6 * 60_000)  # it slept
    tablet.get_by_role("heading", name=THANKS).wait_for()
    tablet.locator("[data-cleared]").wait_for()
    nothing_of_them(tablet, str(ward.bo.pk))
    until(tablet, f"() => ({ROWS})().then((rows) => rows.length === 0)")
    kept = Massage.objects.get()
    assert (kept.author, kept.baby, kept.outcome) == (ward.pat, ward.bo, "interrupted")


def test_a_tab_that_was_closed_shows_nothing_when_it_opens_again(tablet, ward, live_server):
    lend(tablet, "Pat")
    settled(tablet)
    tablet.evaluate("""() => {
      const lent = JSON.parse(localStorage["handhug:lent"]);
      const before = JSON.stringify({ ...lent, seen: lent.seen - 301_000 });
      addEventListener("pagehide", () => (localStorage["handhug:lent"] = before));
    }""")
    tablet.context.set_offline(True)
    tablet.goto(f"{live_server.url}/today/")
    tablet.get_by_role("heading", name=THANKS).wait_for()
    nothing_of_them(tablet, str(ward.bo.pk))


def test_where_nothing_can_be_locked_nothing_is_written_down(tablet, ward):
    tablet.context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    lend(tablet, "Pat")
    tablet.get_by_text("This browser cannot lock what waits.").wait_for()
    with tablet.expect_response("**/outbox/"):
        tablet.get_by_role("button", name="Not ready today, Bo").click()
    tablet.wait_for_url("**/saved/")
    assert tablet.evaluate(ROWS) == []
    assert Massage.objects.get().author == ward.pat


def test_signing_out_clears_the_browsers_copies_and_never_what_waits(
    new_device, sign_in, live_server, ward, complaints
):
    page = sign_in(new_device(service_workers="allow"), ward.pat)
    page.context.add_init_script(NO_SYNC)
    page.context.add_cookies([{"name": "handhug-baby", "value": "3", "url": live_server.url}])
    page.goto(f"{live_server.url}/today/")
    settled(page, babies=2)
    page.context.set_offline(True)
    page.get_by_role("button", name="Not ready today, Bo").click()
    expect(page.locator("[data-outbox] li")).to_have_count(1)
    page.route("**/outbox/", lambda route: route.abort())
    page.context.set_offline(False)
    hers = next(each["value"] for each in page.context.cookies() if each["name"] == "sessionid")
    page.goto(f"{live_server.url}/accounts/logout/")
    page.locator("main form button").last.click()
    page.wait_for_url(lambda url: "logout" not in url)
    left = {each["name"]: each["value"] for each in page.context.cookies()}
    assert left.keys() <= {"csrftoken", "handhug-zone", "sessionid"}
    assert left.get("sessionid") != hers  # nobody's: it holds the words that she has signed out
    assert page.evaluate("caches.has('handhug-pages')") is False
    assert [row["authorName"] for row in page.evaluate(ROWS)] == ["Pat"]
    page.close()  # it goes on trying to send, and complains each time
    complaints[:] = [each for each in complaints if "Failed to load resource" not in each]


@pytest.mark.parametrize("width", [360, 820])
def test_its_pages_can_be_read_and_tapped(tablet, width):
    tablet.set_viewport_size({"width": width, "height": 800})
    for go in (
        lambda: tablet.get_by_role("link", name="Hand the tablet to the family").click(),
        lambda: tablet.get_by_role("button", name="Pat").click(),
        lambda: tablet.get_by_role("link", name="Start with Bo").click(),
        lambda: tablet.get_by_role("button", name="Done, give it back").click(),
    ):
        go()
        tablet.wait_for_load_state()
        assert [each for each in small_targets(tablet) if "bar__name" not in each] == []
        assert not scrolls_sideways(tablet)
    tablet.locator("[data-cleared]").wait_for()
    assert axe(tablet) == []


def test_what_was_open_in_another_tab_is_closed_when_the_loan_begins(tablet, ward, live_server):
    other = tablet.context.new_page()
    other.goto(f"{live_server.url}/babies/{ward.noor.pk}/")
    other.get_by_role("heading", name="Noor").wait_for()
    lend(tablet, "Pat")
    other.get_by_role("heading", name="Not on this tablet").wait_for()
    assert "Noor" not in other.content()
