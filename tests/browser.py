"""Real devices for tests: Chromium, its complaints, and what axe and a ruler say about a page."""

import io
import os
import shutil
from contextlib import contextmanager
from functools import cache
from time import monotonic

import pytest
from PIL import Image

WHOLE_CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
# The same engine without a window around it: a new device takes a quarter of the work. It has no background sync.
CHROMIUM = shutil.which("chromium-headless-shell") or WHOLE_CHROMIUM
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
TABLET = {
    "viewport": {"width": 820, "height": 1180},
    "has_touch": True,
    "is_mobile": True,
    "service_workers": "block",  # its own tests allow it; elsewhere nothing may run behind a test's back
}
WIDTHS = (320, 360, 820, 1180, 1440)
THEMES = ("light", "dark", "dim")
MEAN, BRIGHTEST = 0.06, 0.70  # relative luminance of dim
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items):
    """Whoever drives a browser, walks the running demo, or asks a database is marked so without having to say it."""
    for item in items:
        asks = set(getattr(item, "fixturenames", ()))
        if {"browser", "webkit", "demo_site"} & asks:
            item.add_marker("browser")
        if {"db", "transactional_db", "django_db_setup"} & asks or item.get_closest_marker("django_db"):
            item.add_marker("database")
    # What takes long comes first, so that nobody waits for the last file: browsers, then walks through the whole site.
    driven = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: (item.path not in driven, item.path.parent.name != "tests"))


@pytest.fixture(scope="session")
def browser():
    ask_for_chromium()
    with launch() as chromium:
        yield chromium


def ask_for_chromium(program=CHROMIUM):
    if program is None:
        missing = "No Chromium on this machine (Debian: apt-get install chromium), so no browser tests."
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)


@contextmanager
def launch():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as patient as every other wait: two cores may have much to do
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield chromium
        finally:
            chromium.close()


@pytest.fixture
def complaints():
    """What the consoles said. A test that expects a complaint takes it out; any other fails the test."""
    heard = []
    yield heard
    assert heard == []


@pytest.fixture
def new_device(browser, complaints):
    """Make a person's own device: its cookies, its storage, its page. `new_device(color_scheme="dark")`"""
    contexts = []

    def make(**options):
        context = browser.new_context(**(TABLET | options))
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def whole_device(browser, complaints):
    """A person's own device with everything that a browser does behind its window."""
    ask_for_chromium(WHOLE_CHROMIUM)
    chromium = browser.browser_type.launch(executable_path=WHOLE_CHROMIUM, args=ARGUMENTS)
    page = chromium.new_context(**TABLET | {"service_workers": "allow"}).new_page()
    listen(page, complaints)
    yield page
    chromium.close()


@pytest.fixture
def page(new_device):
    return new_device()


@pytest.fixture
def sign_in(live_server):
    """Give a device a person's login without typing: `sign_in(page, pat)`"""
    from django.test import Client

    def give(page, user):
        client = Client()  # one for each: a second login on the same client would end the first
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        return page

    return give


def until(page, predicate: str, arg=None) -> None:
    """Wait for what only a promise can tell: `wait_for_function` takes the promise itself for a yes."""
    end = monotonic() + 30
    while not page.evaluate(predicate, arg):
        assert monotonic() < end, f"It did not come true within half a minute: {predicate}"
        page.wait_for_timeout(50)


def listen(page, heard: list) -> None:
    """Note every error on the page's console and every script that died."""
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))


def axe(page, rules: list[str] | None = None) -> list[str]:
    """What axe finds, one line per rule and place; all WCAG 2.2 AA rules, or only the named ones.

    Read the console first: axe puts styles inline, and our content policy says so.
    """
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")  # there the sticky bar covers nothing
    page.evaluate(ARRIVE)  # a colour on its way from one theme to the next is nobody's colour
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG}
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_script())
    options = {"runOnly": only, "preload": False, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(document, options)", options)["violations"]
    return [f"{rule['id']}: {node['html'][:160]} ({rule['help']})" for rule in found for node in rule["nodes"]]


@cache
def axe_script() -> str:
    from axe_playwright_python.sync_playwright import Axe

    return Axe().axe_script


def unroll(page, width: int) -> None:
    """Make the window as high as the page: axe takes what a fixed bar covers for the moment as lost."""
    page.set_viewport_size({"width": width, "height": 1180})
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height})


def wear(page, theme: str) -> None:
    """Put a theme on without asking the server."""
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)


def scrolls_sideways(page) -> bool:
    return page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")


def small_targets(page, least: int = 48) -> list[str]:
    """Things to tap that are smaller than a finger. A link inside a sentence may be as low as its line."""
    return page.evaluate(SMALL_TARGETS, least)


def count_taps(page):
    """Count what a finger does on every page from here on: `count_taps(page)()`"""
    page.add_init_script(COUNT_TAPS)
    return lambda: page.evaluate("Number(sessionStorage.taps ?? 0)")


def luminance(page):
    """The mean and the brightest relative luminance of what is on the screen."""
    image = Image.open(io.BytesIO(page.screenshot(scale="css"))).convert("RGB")
    counts = image.getcolors(image.width * image.height)
    values = [(bright(*colour), n) for n, colour in counts]
    return sum(value * n for value, n in values) / (image.width * image.height), max(value for value, _ in values)


def bright(red, green, blue):
    return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)


def light(channel):
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def overlapping(page) -> list[str]:
    """Words over other words. What is pinned, scrolls in its own box, or is only read aloud is left out."""
    return page.evaluate(OVERLAPPING)


COUNT_TAPS = """addEventListener("click", ({ isTrusted, detail }) => {
  if (isTrusted && detail) sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1;
}, true)"""
ARRIVE = """() => {
  for (const moving of document.getAnimations()) if (moving instanceof CSSTransition) moving.finish();
}"""
SMALL_TARGETS = """(least) => {
  const found = [];
  const things = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  for (const thing of document.querySelectorAll(things)) {
    if (!thing.checkVisibility({visibilityProperty: true, opacityProperty: false})) continue;
    if (thing.closest("[aria-hidden=true]")) continue;  // nobody is meant to find it
    const inSentence = getComputedStyle(thing).display === "inline" && thing.tagName === "A"
      && thing.parentElement.textContent.trim().length > thing.textContent.trim().length + 3;
    if (inSentence) continue;
    const around = thing.matches("input, select, textarea") ? [thing, ...(thing.labels || [])] : [thing];
    const enough = around.some((one) => {
      const box = one.getBoundingClientRect();
      return box.width >= least - 0.5 && box.height >= least - 0.5;
    });
    const box = thing.getBoundingClientRect();
    const hidden = box.bottom < 0 || box.right < 0 || box.width < 2;  // a skip link until it has focus
    if (!enough && !hidden) {
      found.push(`${thing.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`);
    }
  }
  return found;
}"""
OVERLAPPING = """() => {
  const apart = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const {position, overflowY, clipPath} = getComputedStyle(one);
      if (one instanceof SVGElement || clipPath !== "none") return true;
      if (["fixed", "sticky"].includes(position) || ["auto", "scroll"].includes(overflowY)) return true;
    }
    return false;
  };
  const words = [], found = new Set(), range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility({visibilityProperty: true}) || apart(element)) continue;
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) if (box.width > 2) words.push([text, box]);
  }
  words.forEach(([one, a], index) => words.slice(index + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (one === other || wide < 3 || high < Math.min(a.height, b.height) / 2) return;
    found.add(`${one.data.trim().slice(0, 40)} | ${other.data.trim().slice(0, 40)}`);
  }));
  return [...found];
}"""
