"""Without a connection, in a real browser with its worker: what stays on the device, what goes, what arrives."""

import re
from datetime import UTC, date, datetime, timedelta
from threading import Event
from time import sleep, time

import pytest
from browser import ARGUMENTS, CHROMIUM, TABLET, until
from cast import make_massage, make_plan
from django.urls import reverse
from line import ALL_HERE
from playwright.sync_api import expect

from sessions.babies.models import CareTeamMember
from sessions.journal import today as today_page
from sessions.massages.models import Massage

NO_LINE = ("--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>")  # also for the worker, from the start
LEARN_PICTURES = """() => {
  const names = [...document.querySelectorAll(".learn__step use")].map((use) => use.getAttribute("href").split("#")[0]);
  return Promise.all(names.map((name) => fetch(name))).then((all) => all.length > 5 && all.every(({ ok }) => ok));
}"""
NOTHING_KEPT = "() => caches.open('handhug-pages').then((c) => c.keys()).then((k) => k.length === 0)"
NO_SYNC = "delete ServiceWorkerRegistration.prototype.sync"  # else the worker sends what a test holds back
ALLOWED = re.compile(r"/today/$|/babies/[0-9a-f-]{36}/(massages/(new|afterwards|together)/|learning/|log/)$")


@pytest.fixture
def family(cast, catalogue):
    for baby in (cast.bo, cast.ada):
        baby.birth_date = date.today() - timedelta(days=37)  # the device has the real day
        baby.save()
        make_plan(baby=baby, by=cast.tess)
    return cast


@pytest.fixture
def today(new_device, sign_in, live_server, family, complaints):
    """Pat's Today, with everything on the device."""
    page = sign_in(new_device(service_workers="allow"), family.pat)
    page.context.add_init_script(NO_SYNC)
    settle(page, live_server)
    yield page
    complaints[:] = [each for each in complaints if "Failed to load resource" not in each]  # the line that we cut


def settle(page, live_server):
    page.goto(f"{live_server.url}/today/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    expect(page.locator("[data-copy]:visible")).to_have_count(2)
    until(page, ALL_HERE)


def copies(page):
    return page.evaluate("caches.open('handhug-pages').then((c) => c.keys()).then((k) => k.map(({ url }) => url))")


def waiting(page):
    return page.locator("[data-outbox] li")


def rows_on_device(page, count):
    """Wait until so many rows wait in IndexedDB; the list on the page is drawn a moment later."""
    until(
        page,
        """(count) => new Promise((resolve) => {
          indexedDB.open("handhug").onsuccess = ({ target: { result: base } }) => {
            const asked = base.transaction("outbox").objectStore("outbox").count();
            asked.onsuccess = () => (base.close(), resolve(asked.result === count));
          };
        })""",
        count,
    )


def a_massage_to_the_stop(page):
    page.get_by_role("link", name="Start with Bo").click()
    page.get_by_label("Calm and awake").first.check()
    page.get_by_role("link", name="Yes to all. Start").click()
    page.get_by_role("link", name="My hands are ready").click()
    page.get_by_role("button", name="Start the first step").click()
    expect(page.locator("[data-step] .picture")).to_have_count(2)  # this one and the next; the worker has them all
    picture = page.locator(".player__picture:visible use").get_attribute("href").split("#")[0]
    assert page.evaluate("(name) => fetch(name).then(({ ok }) => ok)", picture)
    page.get_by_role("link", name="Pause: Bo needs a break").click()
    page.locator("#pause").get_by_label("Yawns").check()
    page.get_by_role("link", name="Stop for today").click()
    page.locator("#how").get_by_label("Sleepy").check()


def save(page):
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("heading", name="Saved on this device").wait_for()
    page.get_by_role("link", name="Done").click()
    page.wait_for_url("**/today/")


def bo_rests(today, family):
    expect(today.get_by_role("heading", name="Ready when Ada is.")).to_be_visible()
    expect(today.get_by_text("Enough for today. Holding is lovely.").first).to_be_visible()
    expect(today.get_by_role("link", name="Start with Bo")).to_have_count(0)
    today.goto(today.url.replace("/today/", reverse("massage-new", args=[family.bo.pk])))
    expect(today.get_by_role("heading", name="Enough for today. Holding is lovely.")).to_be_visible()
    today.go_back()


def the_one_massage(family):
    kept = Massage.objects.get()
    assert (kept.author, kept.giver, kept.baby) == (family.pat, family.pat, family.bo)
    assert (kept.plan, kept.outcome, kept.mood_after) == (family.bo.plans.in_force().get(), "stopped", "sleepy")
    assert [cue.slug for cue in kept.cues.all()] == ["yawns"]


def test_a_whole_massage_without_a_connection_arrives_exactly_once(today, family):
    today.context.set_offline(True)
    today.reload()
    today.get_by_text("No connection. You can go on.").first.wait_for()
    today.get_by_role("link", name="Learn first").first.click()
    today.get_by_role("heading", name="Put the device away, then start.").wait_for()
    assert today.evaluate(LEARN_PICTURES)
    today.go_back()
    a_massage_to_the_stop(today)
    save(today)
    expect(waiting(today)).to_have_count(1)
    assert not Massage.objects.exists()
    bo_rests(today, family)  # the copies know of the stop
    today.route("**/outbox/", lambda route: route.abort())
    today.context.set_offline(False)
    today.reload()
    bo_rests(today, family)  # and so do pages of a server that has not heard of it
    today.unroute("**/outbox/")
    today.reload()
    rows_on_device(today, 0)
    expect(waiting(today)).to_have_count(0)
    the_one_massage(family)


def test_a_closed_browser_and_a_lost_answer_lose_nothing(browser, sign_in, live_server, family, tmp_path):
    def launch(*more):
        options = {**TABLET, "service_workers": "allow", "executable_path": CHROMIUM, "args": [*ARGUMENTS, *more]}
        context = browser.browser_type.launch_persistent_context(str(tmp_path / "device"), **options)
        context.add_init_script(NO_SYNC)
        return context, context.pages[0]

    context, page = launch()
    sign_in(page, family.pat)
    stay = {"expires": time() + 14 * 24 * 3600}  # as the site itself sets it
    context.add_cookies([{**each, **stay} for each in context.cookies()])
    settle(page, live_server)
    context.set_offline(True)
    a_massage_to_the_stop(page)  # and whoever holds the tablet walks away
    expect(page.get_by_role("heading", name="How is Bo now?")).to_be_visible()
    rows_on_device(page, 1)
    context.close()
    context, page = launch(*NO_LINE)
    page.goto(f"{live_server.url}/today/")
    expect(waiting(page)).to_have_count(1)
    expect(page.get_by_role("link", name="Start with Bo")).to_have_count(0)  # the day rests, with a way back
    page.get_by_role("link", name="Say how Bo was after it").click()
    page.get_by_role("button", name="Go on").click()
    save(page)
    expect(page.get_by_role("link", name="Say how Bo was after it")).to_have_count(0)
    context.close()
    context, page = launch()
    lost = []

    def lose_the_first_answer(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/outbox/", lose_the_first_answer)
    with page.expect_event("requestfailed", lambda request: "/outbox/" in request.url):
        page.goto(f"{live_server.url}/today/")
    page.reload()
    rows_on_device(page, 0)
    expect(waiting(page)).to_have_count(0)
    assert lost == [201]
    the_one_massage(family)
    context.close()


def test_nothing_but_the_pages_of_the_family_is_kept(today, live_server, family):
    expect(today.locator("[data-copy]").first).to_have_text(re.compile(r"Bo, routine 1, as it was \w+ .+, \d\d:\d\d"))
    expect(today.get_by_role("button", name="Open in the app")).to_be_hidden()  # nothing to fear in this browser
    wanted = set(today.locator("[data-on-device]").get_attribute("data-pages").split())
    for path in (reverse("library"), "/accounts/logout/", f"/babies/{family.bo.pk}/plan/versions/", "/join/"):
        today.goto(live_server.url + path)
    kept = copies(today)
    assert {url.removeprefix(live_server.url) for url in kept} == wanted
    assert [url for url in kept if not ALLOWED.search(url)] == []


def test_sign_out_takes_the_pages_and_leaves_what_waits(today, live_server):
    today.context.set_offline(True)
    today.get_by_role("button", name="Not ready today, Bo").click()
    expect(waiting(today)).to_have_count(1)
    today.route("**/outbox/", lambda route: route.abort())
    today.context.set_offline(False)
    today.goto(f"{live_server.url}/accounts/logout/")
    today.locator("main form button, form[action*=logout] button").last.click()
    today.wait_for_url(lambda url: "logout" not in url)
    assert copies(today) == []
    today.unroute("**/outbox/")
    with today.expect_response("**/outbox/"):
        today.reload()
    expect(today.locator("body")).to_be_visible()
    assert Massage.objects.get().outcome == "not_ready"


def test_somebody_else_on_this_device_finds_no_copy_of_the_first(today, sign_in, live_server, family):
    sign_in(today, family.sam).goto(f"{live_server.url}/today/")
    expect(today.locator("[data-copy]")).to_have_count(1)
    until(today, "() => caches.open('handhug-pages').then((c) => c.keys()).then((k) => k.length >= 3)")
    assert not any(str(family.bo.pk) in url for url in copies(today))


def test_access_that_ended_takes_the_babys_copy(today, live_server, family):
    CareTeamMember.objects.filter(user=family.pat, baby=family.bo).update(ended_at="2026-01-01T00:00Z")
    answer = today.goto(f"{live_server.url}{reverse('log', args=[family.bo.pk])}")
    assert answer.status == 404
    kept = copies(today)
    assert not any(str(family.bo.pk) in url for url in kept)
    assert any(str(family.ada.pk) in url for url in kept)


def test_whoever_has_no_baby_any_more_keeps_nothing(today, live_server, family):
    CareTeamMember.objects.filter(user=family.pat).update(ended_at="2026-01-01T00:00Z")
    today.goto(f"{live_server.url}/today/")
    until(today, NOTHING_KEPT)


def test_a_page_that_arrives_after_the_sign_out_is_not_kept(today, live_server, monkeypatch):
    """Another tab had asked for it while there was still somebody."""
    asked, may_answer, real = Event(), Event(), today_page.blocks_for

    def held_back(*facts):
        asked.set()
        assert may_answer.wait(20)
        return real(*facts)

    monkeypatch.setattr(today_page, "blocks_for", held_back)
    other = today.context.new_page()
    other.goto(f"{live_server.url}/accounts/logout/")
    today.evaluate(
        """async () => {
          await (await caches.open("handhug-pages")).delete("/today/");
          navigator.serviceWorker.addEventListener("message", ({ data }) => { document.isKept ||= data.kept; });
          const { babies } = document.querySelector("[data-on-device]").dataset;
          navigator.serviceWorker.controller.postMessage({ keep: ["/today/"], babies: babies.split(" ") });
        }"""
    )
    assert asked.wait(20)
    other.locator("main form button, form[action*=logout] button").last.click()
    other.wait_for_url(lambda url: "logout" not in url)
    may_answer.set()
    today.wait_for_function("() => document.isKept")
    assert copies(today) == []


def test_with_every_page_closed_the_browser_still_sends(whole_device, sign_in, live_server, family, complaints):
    page = sign_in(whole_device, family.pat)
    settle(page, live_server)
    page.context.set_offline(True)
    page.get_by_role("button", name="Not ready today, Bo").click()
    expect(waiting(page)).to_have_count(1)
    page.goto("about:blank")
    page.context.set_offline(False)
    end = time() + 30
    while not Massage.objects.exists() and time() < end:
        page.wait_for_timeout(100)
    assert Massage.objects.get().author == family.pat
    page.goto(f"{live_server.url}/today/")
    expect(waiting(page)).to_have_count(0)
    complaints[:] = [each for each in complaints if "Failed to load resource" not in each]


def test_a_hold_of_a_minute_ago_is_on_the_device_once_today_was_opened(today, live_server, family):
    """Copies younger than ten minutes are left alone, but not those that somebody could begin with."""
    plan = family.bo.plans.in_force().get()
    plan.pause(by=family.nora, reason="Skin to be looked at", now=datetime.now(UTC))
    today.reload()
    path = reverse("massage-new", args=[family.bo.pk])
    until(
        today,
        "(path) => caches.match(path).then((copy) => copy.text()).then((text) => !text.includes('data-start'))",
        path,
    )
    today.context.set_offline(True)
    today.goto(live_server.url + path)
    today.get_by_role("heading", name="Nora from Bo’s care team asks you to wait.").wait_for()


def test_the_day_after_a_stop_a_copy_lets_the_family_begin_and_asks_what_changed_on_the_legs(today, family):
    make_massage(baby=family.bo, author=family.jo, outcome="stopped", started_at=datetime.now(UTC))
    today.reload()
    today.get_by_text("Enough for today. Holding is lovely.").wait_for()
    expect(today.get_by_role("link", name="Start with Bo")).to_have_count(0)
    today.context.set_offline(True)
    today.clock.set_fixed_time(datetime.now() + timedelta(days=1))
    today.reload()
    today.get_by_role("link", name="Start with Bo").click()
    today.get_by_label("Calm and awake").first.check()
    today.get_by_role("link", name="Yes to all. Start").click()
    today.get_by_text("First answer this.").wait_for()
    today.get_by_label("Yes, or not sure").check()
    expect(today.locator("#ready [data-start]")).to_be_hidden()
    today.get_by_label("No, nothing").check()
    today.get_by_role("link", name="Yes to all. Start").click()
    today.get_by_role("link", name="My hands are ready").wait_for()


def test_a_page_that_is_not_here_says_so_in_the_chosen_light(today, live_server, family):
    today.context.add_cookies([{"name": "handhug-theme", "value": "dim", "url": live_server.url}])
    today.context.set_offline(True)
    today.goto(f"{live_server.url}/babies/{family.bo.pk}/plan/versions/")
    today.get_by_role("heading", name="No connection").wait_for()
    assert today.evaluate("document.documentElement.dataset.theme") == "dim"
    today.get_by_role("link", name="Go to Today").click()
    today.get_by_role("link", name="Start with Bo").wait_for()
    assert today.evaluate("document.documentElement.dataset.theme") == "dim"


def test_words_that_cannot_be_sent_stay_on_the_page_and_no_white_page_comes(today, live_server, family):
    today.goto(f"{live_server.url}/babies/{family.bo.pk}/questions/")
    today.get_by_label("Your question").fill("How hard may I press?")
    today.context.set_offline(True)
    today.get_by_role("button", name="Keep my question").click()
    today.get_by_text("Not sent yet. Your words are still here.").first.wait_for()
    assert today.get_by_label("Your question").input_value() == "How hard may I press?"
    today.context.set_offline(False)
    today.get_by_role("button", name="Keep my question").click()
    today.get_by_text("Kept for the next visit.").wait_for()
    assert family.bo.questions.get().text == "How hard may I press?"
    today.context.set_offline(True)
    today.get_by_label("Your question").evaluate("(field) => field.form.submit()")  # as on a line that dies on the way
    today.get_by_role("heading", name="No connection").wait_for()


def test_the_worker_can_be_retired_and_what_waits_is_still_sent(today, live_server, settings):
    today.context.set_offline(True)
    today.get_by_role("button", name="Not ready today, Bo").click()
    expect(waiting(today)).to_have_count(1)
    today.route("**/outbox/", lambda route: route.abort())
    today.context.set_offline(False)
    settings.OFFLINE = False
    today.goto(live_server.url + reverse("library"))
    today.evaluate("navigator.serviceWorker.getRegistration().then((one) => one?.update())")
    until(today, "() => navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    until(today, "() => caches.keys().then((names) => names.length === 0)")
    today.unroute("**/outbox/")
    with today.expect_response("**/outbox/"):
        today.reload()
    assert Massage.objects.get().outcome == "not_ready"


def test_a_slow_line_shows_the_copy_after_three_seconds(today, live_server, monkeypatch):
    real = today_page.blocks_for

    def slow(*asked):
        sleep(9)
        return real(*asked)

    monkeypatch.setattr(today_page, "blocks_for", slow)
    begun = time()
    today.goto(f"{live_server.url}/today/")
    assert 2.5 < time() - begun < 8.5
    today.get_by_text("This page is as it was").first.wait_for()
    today.wait_for_timeout(7000)  # the slow answer comes to its end


def test_a_copy_is_gone_after_its_days(today, live_server, family):
    old = {"url": f"{live_server.url}{reverse('log', args=[family.bo.pk])}", "days": 15}
    today.evaluate(
        """async ({ url, days }) => {
          const cache = await caches.open("handhug-pages");
          const copy = await cache.match(url);
          const date = new Date(Date.now() - days * 864e5).toUTCString();
          const headers = { ...Object.fromEntries(copy.headers), date };
          await cache.put(url, new Response(await copy.text(), { headers }));
        }""",
        old,
    )
    today.context.set_offline(True)
    today.goto(old["url"])
    today.get_by_role("heading", name="No connection").wait_for()
    assert old["url"] not in copies(today)
