"""What a visit costs a phone on a weak line, counted on the wire in front of the demo as it is served."""

from time import monotonic

import pytest
from browser import TABLET, until
from line import ALL_HERE, line_to

KB = 1024
FIRST_VISIT, WITHOUT_PICTURES, REPEAT_VISIT = 350 * KB, 60 * KB, 12 * KB
AT_FIRST = 3  # pictures that come with the page; the others follow when somebody begins
STEP_PICTURES = """() =>
  [...document.querySelectorAll("[data-step] use")].map((use) => use.getAttribute("href").split("#")[0])"""
WORDS_AND_LOOKS = ("Document", "Stylesheet", "Script")


@pytest.fixture
def hana(demo_site, browser):
    """A phone that has never been here, signed in. Mira's routine has four techniques on both legs, and the bicycle."""

    def device(url, **options):
        context = browser.new_context(**(TABLET | {"viewport": {"width": 360, "height": 740}} | options))
        page = context.new_page()
        page.goto(f"{url}/demo/")
        page.locator(f"form[action='/demo/{demo_site.people['Hana']}/'] button").click()
        path = page.locator("a[href*='/massages/new/']").get_attribute("href")
        return page, path

    return device


def test_the_first_visit_to_a_routine_of_four_techniques(hana, demo_site, browser):
    page, path = hana(demo_site.url)
    cookies = page.context.cookies()
    page.context.close()
    context = browser.new_context(**TABLET)
    context.add_cookies(cookies)
    page = context.new_page()
    answers, sizes = heard(page)
    page.goto(demo_site.url + path, wait_until="networkidle")
    scripts = [url.removeprefix(demo_site.url) for kind, url in answers.values() if kind == "Script"]
    assert len(scripts) > 20
    assert [name for name in scripts if name not in page.content()] == []  # none waits for another to name it
    drawings = [url for _, url in answers.values() if "/illustrations/" in url]
    assert len(set(drawings)) <= AT_FIRST
    page.get_by_label("Calm and awake").first.check()
    page.get_by_role("link", name="Yes to all. Start").click()  # there is no worker here, so all come now
    wanted = set(page.evaluate(STEP_PICTURES))
    end = monotonic() + 30
    while not wanted <= {answers[key][1].removeprefix(demo_site.url) for key in sizes} and monotonic() < end:
        page.wait_for_timeout(50)
    techniques = {url.split("/")[-2] for _, url in answers.values() if "/illustrations/" in url}
    assert {"indian-milking", "thumb-over-thumb", "swedish-milking", "resting-hands", "bicycle"} <= techniques
    bytes_of = {answers[key]: size for key, size in sizes.items() if "/illustrations/bicycle/" not in answers[key][1]}
    plain = sum(size for (kind, _), size in bytes_of.items() if kind in WORDS_AND_LOOKS)
    print(f"first visit {sum(bytes_of.values())} bytes, {plain} of them words, looks and scripts")
    assert plain <= WITHOUT_PICTURES
    assert sum(bytes_of.values()) <= FIRST_VISIT
    context.close()


def heard(page):
    """By request: its kind and address, and its size on the wire, headers included."""
    answers, sizes = {}, {}
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.responseReceived", lambda e: answers.update({e["requestId"]: (e["type"], e["response"]["url"])}))
    line.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    return answers, sizes


def test_a_repeat_visit_to_the_routine(hana, demo_site):
    with line_to(demo_site.url) as line:
        page, path = hana(line.url, service_workers="allow")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        page.locator("[data-copy]:visible").wait_for()
        until(page, ALL_HERE)
        page.goto(line.url + path, wait_until="networkidle")
        page.goto(f"{line.url}/today/", wait_until="networkidle")
        line.bytes = 0
        page.goto(line.url + path, wait_until="networkidle")
        page.get_by_role("heading", name="Is now a good time?").wait_for()
        print(f"repeat visit {line.bytes} bytes")
        assert 100 < line.bytes <= REPEAT_VISIT
        page.context.close()
