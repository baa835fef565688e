"""Every page of the demo on a real tablet: no complaint, no barrier, nothing too wide, too small or overlapping."""

import re

import pytest
from browser import (
    BRIGHTEST,
    MEAN,
    TABLET,
    WIDTHS,
    axe,
    listen,
    luminance,
    overlapping,
    scrolls_sideways,
    small_targets,
    unroll,
    wear,
)
from demo_site import running_demo
from django.urls import get_resolver
from pages import FAMILY, NOT_PAGES, PAGES, VISITS

PEOPLE = re.compile(r"\b(Bo|Ada|Pat|Jo|Tess|Lena)\b")
EVERY_VISIT = pytest.mark.parametrize(("name", "who"), VISITS, ids=[f"{name} as {who}" for name, who in VISITS])


def url_names(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            if pattern.app_name != "admin":
                yield from url_names(pattern.url_patterns)
        elif pattern.name and not pattern.name.startswith(("account_", "mfa_")):
            yield pattern.name, pattern.callback


def test_every_address_that_shows_a_page_is_on_the_list():
    listed = {page.name for page in PAGES} | NOT_PAGES.keys()
    assert {name for name, _ in url_names(get_resolver().url_patterns)} - listed == set()


@pytest.fixture(scope="module")
def devices(browser):
    """One tablet for each person, so that everybody signs in once: `devices("Pat")` is its page and its complaints."""
    opened = {}

    def device_of(who):
        if who not in opened:
            page, heard = browser.new_context(**TABLET, reduced_motion="reduce").new_page(), []
            listen(page, heard)
            opened[who] = page, heard
        return opened[who]

    yield device_of
    for page, _ in opened.values():
        page.context.close()


@EVERY_VISIT
def test_a_page_is_whole_quiet_and_open_to_everybody(devices, demo_site, name, who):
    page, heard = devices(who)
    heard.clear()
    page.set_viewport_size(TABLET["viewport"])
    answer = demo_site.visit(page, name, who)
    assert answer.status == 200
    assert "'unsafe" not in answer.headers["content-security-policy"]
    assert page.locator("h1:visible").count() == 1
    assert not PEOPLE.search(page.title())  # a title stands in lists and on screens that others see
    if page.locator("[hx-get], [hx-post], [hx-delete]").count():
        assert page.evaluate("() => 'htmx' in window")

    problems, small = [], set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1180})
        problems += [f"scrolls sideways at {width}"] * scrolls_sideways(page)
        problems += [f"words over words at {width}: {line}" for line in overlapping(page)]
        if who is None or who in FAMILY:
            small.update(small_targets(page))
    problems += [f"small target: {line}" for line in sorted(small)] + heard

    unroll(page, 820)
    problems += axe(page)  # last, because axe itself makes the console complain
    for theme in ("dark", "dim"):
        wear(page, theme)
        problems += [f"{theme}: {line}" for line in axe(page, rules=["color-contrast"])]
    if who is None or who in FAMILY:  # dim by now
        mean, brightest = luminance(page)
        problems += [f"too bright in dim: {mean:.3f}, {brightest:.3f}"] * (mean > MEAN or brightest > BRIGHTEST)
    assert not problems, "\n".join(problems)


def test_the_demo_starts_from_nothing(demo_site):
    assert demo_site.seconds < 120
    log = (demo_site.var / "demo.log").read_text()
    assert f"{demo_site.url}/demo/" in log
    assert "Tess" in log


def test_a_second_start_does_nothing_twice(demo_site):
    with running_demo(demo_site.var) as again:
        log = (demo_site.var / "demo.log").read_text()
        assert log.strip().startswith("Handhug's demo is at")
        assert again.seconds < 10, log  # under a second when the machine is idle


def test_static_files_come_hashed_and_may_be_kept_for_a_year(demo_site, browser):
    page = browser.new_context(**TABLET).new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer) if "/static/" in answer.url else None)
    page.goto(demo_site.url)
    page.wait_for_load_state("networkidle")
    assert answers
    for answer in answers:
        assert answer.status == 200
        assert re.search(r"\.[0-9a-f]{12}\.", answer.url), answer.url
        assert "immutable" in answer.headers["cache-control"]
    page.context.close()
