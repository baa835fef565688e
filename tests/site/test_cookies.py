"""What a device keeps beside the sign-in: on https under a name that other hosts cannot write."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import expect

from massage_site import cookies, headers
from massage_site.accounts.coming_back import remember

ROOT = Path(__file__).resolve().parents[2]
PAGE = """<!doctype html><html><script src="/static/js/first-light.js"></script>
<script type="module" src="/static/js/theme.js"></script>
<form data-theme-form><button name="theme" value="dim">Dim</button></form>"""


@pytest.fixture
def https(settings):
    settings.SESSION_COOKIE_SECURE = True


def test_on_https_every_one_carries_the_prefix_and_what_it_asks_for(https, client, cast):
    client.force_login(cast.tess)
    answers = [client.post(reverse("theme"), {"theme": "dim", "baby": "3", "hand": "1"}), HttpResponse()]
    answers.append(client.post(reverse("density"), {"density": "compact"}))
    remember(answers[1], "the secret")
    found = {name: each for answer in answers for name, each in answer.cookies.items() if "handhug" in name}
    assert found.keys() == {f"__Host-handhug-{what}" for what in ("theme", "baby", "hand", "device", "density")}
    for name, each in found.items():
        assert (each["secure"], each["path"], each["domain"], each["samesite"]) == (True, "/", "", "Lax")
        assert bool(each["httponly"]) == name.endswith(("device", "density")), "scripts write the others too"
    assert 'data-theme="dim"' in client.get(reverse("babies")).content.decode()


def test_on_https_a_name_that_another_host_may_write_counts_nothing(https, client, db):
    client.cookies["handhug-theme"] = "dim"
    assert "data-theme=" not in client.get(reverse("front")).content.decode()


def test_a_choice_that_is_given_back_goes(https, client, db):
    client.post(reverse("theme"), {"theme": "dim"})
    gone = client.post(reverse("theme"), {"theme": ""}).cookies["__Host-handhug-theme"]
    assert (gone["max-age"], gone["secure"]) == (0, True)


def test_after_a_sign_out_on_https_the_light_and_the_pin_stay(https):
    names = [cookies.name_of(what) for what in ("theme", "device", "zone", "hand")]
    request = RequestFactory().get("/", headers={"cookie": "; ".join(f"{name}=x" for name in names)})
    headers.leave_nothing(request, answer := HttpResponse())
    assert {name: each["secure"] for name, each in answer.cookies.items()} == dict.fromkeys(names[2:], True)


@pytest.fixture
def page_on_https(browser):
    """A page with our scripts at an https address, which no server has to answer."""

    def answer(route):
        path = ROOT / route.request.url.removeprefix("https://handhug.example/")
        route.fulfill(**({"path": path} if path.suffix == ".js" else {"body": PAGE, "content_type": "text/html"}))

    context = browser.new_context(timezone_id="Europe/London")
    context.route("https://handhug.example/**", answer)
    page = context.new_page()
    yield SimpleNamespace(page=page, kept=lambda: {each["name"]: each["value"] for each in context.cookies()})
    context.close()


def test_on_https_a_script_writes_and_reads_the_same_names(page_on_https):
    page, kept = page_on_https.page, page_on_https.kept
    page.context.add_cookies([{"name": "handhug-theme", "value": "dark", "url": "https://handhug.example"}])
    page.goto("https://handhug.example/")
    root = page.locator("html")
    expect(root).not_to_have_attribute("data-theme", "dark")
    page.get_by_role("button").click()
    expect(root).to_have_attribute("data-theme", "dim")
    page.reload()
    expect(root).to_have_attribute("data-theme", "dim")
    ours = {"__Host-handhug-theme": "dim", "__Host-handhug-zone": "Europe/London"}
    assert kept() == ours | {"handhug-theme": "dark"}
    page.evaluate("async () => (await import('/static/js/device.js')).keep('zone', '')")
    assert "__Host-handhug-zone" not in kept()
