"""Bad luck of every kind with a real browser: in the end each massage is there once, under the right names.

Too long for the suite, hence the name of this file; `dev.py soak` runs sixty and more. A sequence is its number: it
can be run again.
"""

import os
import random
import signal
from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from time import time

import pytest
from browser import ARGUMENTS, TABLET, WHOLE_CHROMIUM, until
from cast import make_plan
from django.test import Client
from django.urls import reverse
from line import ALL_HERE, line_to
from playwright.sync_api import Error

from sessions.massages.models import Massage

SEQUENCES = int(os.environ.get("HANDHUG_BROWSER_SEQUENCES", "60"))
STEPS = 9
NO_SYNC = "delete ServiceWorkerRegistration.prototype.sync"
DONE = (
    "() => location.pathname.endsWith('/saved/') || document.querySelector('[data-kept-here]:not([hidden])') !== null"
)
ROWS = """() => new Promise((resolve) => {
  const asked = indexedDB.open("handhug", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
  asked.onsuccess = () => {
    const all = asked.result.transaction("outbox").objectStore("outbox").getAll();
    all.onsuccess = () => { asked.result.close(); resolve(all.result); };
  };
})"""


class Tablet:
    """One device of two parents; it, its line and its clock do what devices do."""

    def __init__(self, browser, folder, line, cast, luck):
        self.engine, self.folder, self.line, self.cast, self.luck = browser.browser_type, folder, line, cast, luck
        self.who, self.cookie, self.is_offline, self.shift, self.mishap = None, None, False, timedelta(0), None
        self.has_sync = luck.random() < 0.5
        self.written = Counter()
        self.open()
        self.somebody_signs_in(cast.pat)
        self.visit("/today/")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        until(self.page, ALL_HERE)

    def open(self):
        options = {**TABLET, "service_workers": "allow", "executable_path": WHOLE_CHROMIUM, "args": ARGUMENTS}
        self.context = self.engine.launch_persistent_context(str(self.folder), **options)
        if not self.has_sync:
            self.context.add_init_script(NO_SYNC)
        self.context.route("**/outbox/", self.carry)
        self.context.set_offline(self.is_offline)
        self.page = self.context.pages[0]
        self.turn_clock()

    def turn_clock(self):
        if self.shift:
            self.context.clock.set_system_time(datetime.now() - self.shift)

    def visit(self, path):
        try:
            self.page.goto(self.line.url + path)
        except Error:
            return False  # no line, and no worker yet
        return True

    def carry(self, route):
        mishap, self.mishap = self.mishap, None
        with suppress(Error):  # its page is gone
            if mishap == "request":
                route.abort()
            elif mishap == "answer":
                route.fetch()
                route.abort()
            elif mishap == "500":
                route.fulfill(status=500)
            else:
                route.continue_()

    # --- what a family does

    def write(self):
        baby = self.luck.choice([self.cast.bo, self.cast.ada])
        form = self.page.locator("form[data-afterwards]")
        if not self.visit(reverse("massage-afterwards", args=[baby.pk])) or not form.count():
            return
        author = int(form.get_attribute("data-author"))
        plan = form.locator("[name=plan]").get_attribute("value")
        self.page.get_by_role("button", name=self.luck.choice(["Asleep", "Fussy"])).click()
        self.page.wait_for_function(DONE)
        self.written[author, baby.pk, plan] += 1

    def look_at_today(self):
        self.visit("/today/")

    def open_another_tab(self):
        self.page = self.context.new_page()
        self.turn_clock()
        self.visit("/today/")

    def sign_out(self):
        if self.is_offline:
            return
        self.visit("/accounts/logout/")
        button = self.page.locator("main form[action*=logout] button")
        if button.count():  # a killed browser may have lost its cookies
            button.click()
            self.page.wait_for_url(lambda url: "logout" not in url)
        self.who = None

    def the_other_parent_signs_in(self):
        self.sign_out()
        self.somebody_signs_in(self.luck.choice([self.cast.jo, self.cast.pat]))

    def another_family_signs_in(self):
        self.sign_out()
        self.somebody_signs_in(self.cast.sam)

    def somebody_signs_in(self, user):
        if self.is_offline:
            return
        client = Client()
        client.force_login(user)
        value = client.cookies["sessionid"].value
        stay = {"expires": time() + 14 * 24 * 3600}
        self.context.add_cookies([{"name": "sessionid", "value": value, "url": self.line.url, **stay}])
        self.who = user
        self.visit("/today/")

    # --- what happens to the device

    def kill_the_tab(self):
        old, self.page = self.page, self.context.new_page()
        old.close()
        self.turn_clock()

    def kill_the_browser(self):
        """Like a battery that is empty: it can write nothing more."""
        for each in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):  # it ended meanwhile
                words = each.read_bytes().decode().split("\0")
                if f"--user-data-dir={self.folder}" in words and not any(word.startswith("--type=") for word in words):
                    os.kill(int(each.parent.name), signal.SIGKILL)
        with suppress(Error):
            self.context.close()
        self.open()

    def set_the_clock_back(self):
        self.shift += timedelta(hours=self.luck.randint(1, 20))
        self.turn_clock()

    # --- what happens to the line, and behind it

    def lose_the_line(self):
        self.is_offline = True
        self.context.set_offline(True)

    def find_the_line(self):
        self.is_offline = False
        self.context.set_offline(False)

    def restart_the_server(self):
        self.line.cut()
        self.visit("/today/")
        self.line.join()

    def lose_a_request(self):
        self.mishap = "request"

    def lose_an_answer(self):
        self.mishap = "answer"

    def answer_500(self):
        self.mishap = "500"

    def supersede(self):
        baby = self.luck.choice([self.cast.bo, self.cast.ada])
        make_plan(baby=baby, by=self.cast.tess, slugs=(self.luck.choice(["toe-squeeze", "sway"]),))

    # --- the end: everything is well again

    def settle(self):
        self.mishap, self.shift = None, timedelta(0)
        self.find_the_line()
        self.kill_the_browser()
        self.who = None
        self.somebody_signs_in(self.cast.pat)
        end = time() + 60
        while waiting := self.page.evaluate(ROWS):
            assert time() < end, waiting
            assert not [row for row in waiting if row.get("refused")], waiting
            self.visit("/today/")
            self.page.wait_for_timeout(500)


ACTS = [
    *[Tablet.write] * 6, Tablet.look_at_today, Tablet.open_another_tab, Tablet.sign_out,
    Tablet.the_other_parent_signs_in, Tablet.another_family_signs_in, Tablet.kill_the_tab, Tablet.kill_the_browser,
    Tablet.set_the_clock_back, *[Tablet.lose_the_line] * 3, *[Tablet.find_the_line] * 2, Tablet.restart_the_server,
    Tablet.lose_a_request, *[Tablet.lose_an_answer] * 2, Tablet.answer_500, Tablet.supersede,
]  # fmt: skip


@pytest.mark.parametrize("number", range(SEQUENCES))
def test_after_any_bad_luck_every_massage_is_there_once(browser, live_server, cast, catalogue, tmp_path, number):
    for baby in (cast.bo, cast.ada):
        baby.birth_date = date.today() - timedelta(days=37)
        baby.save()
        make_plan(baby=baby, by=cast.tess)
    luck = random.Random(number)
    acts = [luck.choice(ACTS) for _ in range(STEPS)]
    print(number, *(act.__name__ for act in acts))
    with line_to(live_server.url) as line:
        tablet = Tablet(browser, tmp_path, line, cast, luck)
        for act in acts:
            act(tablet)
        tablet.settle()
        tablet.context.close()
    rows = Massage.objects.values_list("author", "giver", "baby", "plan")
    assert all(author == giver for author, giver, _, _ in rows)
    assert Counter((author, baby, str(plan)) for author, _, baby, plan in rows) == tablet.written
