"""The doors on a real device: the hospital's sign-in on a server of its own, a PIN and a code by e-mail."""

import json
import re
import socket
import subprocess
import sys
import time
from contextlib import closing
from urllib.request import urlopen

import pytest
from browser import axe, scrolls_sideways, small_targets
from django.core import mail
from django.utils import timezone

from massage_site.accounts import mail_codes
from sessions.babies.invitations import Invitation


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def hospital(settings, cast):
    """A server that gives out identities, in a process of its own, and the site set up for it."""
    port = free_port()
    people = [
        {"sub": "tess", "email": cast.tess.email, "email_verified": True},
        {"sub": "stranger", "email": "stranger@maple.example", "email_verified": True},
    ]
    claims = [part for each in people for part in ("--user-claims", json.dumps(each))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "-n", "true", *claims]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    wait_for(f"{url}/.well-known/openid-configuration")
    app = {"name": "Maple Hospital", "client_id": "handhug", "secret": "s", "settings": {"server_url": url}}
    settings.SOCIALACCOUNT_PROVIDERS = {"hospital": {"APPS": [app]}}
    settings.OIDC_NAME = "Maple Hospital"
    yield url
    server.terminate()
    server.wait()


def wait_for(url, seconds=60):
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(url):  # noqa: S310  our own server
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def sign_in_as(page, live_server, sub):
    page.route(re.compile("^https://"), lambda route: route.fulfill(body=""))  # its pages want a style sheet from afar
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="Sign in with Maple Hospital").click()
    page.get_by_role("button", name=sub, exact=True).first.click()


def test_staff_come_in_by_the_hospital_and_a_stranger_reads_why_not(cast, live_server, page, complaints, hospital):
    sign_in_as(page, live_server, "stranger")
    page.get_by_role("heading", name="This address does not work here yet").wait_for()
    page.wait_for_load_state("load")
    assert [scrolls_sideways(page), small_targets(page)] == [False, []]
    others = [each for each in complaints if "403" not in each]
    assert others == [], "the page itself is a 403; nothing else is said"
    complaints.clear()
    sign_in_as(page, live_server, "tess")
    page.get_by_role("heading", name="Choose your second step").wait_for()
    assert page.url.startswith(live_server.url)
    assert complaints == []


def test_a_family_comes_back_by_a_pin_and_by_its_mail(cast, live_server, page, complaints, monkeypatch):
    monkeypatch.setattr(mail_codes, "aside", lambda work, *args: work(*args))
    _, code = Invitation.issue([cast.bo], by=cast.tess, now=timezone.now(), role="guardian", for_name="Robin")
    page.goto(f"{live_server.url}/join/")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("I have read this").check()
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Keep my place").click()
    page.get_by_role("link", name="A PIN on this device").click()
    page.get_by_label("Your PIN").fill("582914")
    page.get_by_label("Once more").fill("582914")
    page.get_by_role("button", name="Keep it with this PIN").click()
    page.get_by_role("link", name="A code by e-mail").click()
    page.get_by_label("Your e-mail").fill("robin@home.example")
    page.get_by_role("button", name="Send the code").click()
    fill_code(page, 0)
    page.get_by_role("button", name="Remove A code by e-mail").wait_for()
    assert [scrolls_sideways(page), small_targets(page), axe(page)] == [False, [], []]
    for door in (by_pin, by_mail):
        page.goto(f"{live_server.url}/accounts/logout/")
        page.get_by_role("button", name="Sign out").click()
        page.goto(f"{live_server.url}/join/")
        door(page)
        page.wait_for_url("**/today/")
    assert complaints == []


def by_pin(page):
    page.get_by_role("link", name="Come in with your PIN").click()
    page.get_by_label("Your PIN").fill("582914")
    page.get_by_role("button", name="Come in").click()


def by_mail(page):
    page.get_by_role("link", name="Send me a code by e-mail").click()
    page.get_by_label("Your e-mail").fill("robin@home.example")
    page.get_by_role("button", name="Send the code").click()
    fill_code(page, 1)


def fill_code(page, letter):
    page.get_by_label("Code").wait_for()
    first, second = re.search(r"([A-Z2-9]{4}) ([A-Z2-9]{4})", mail.outbox[letter].body).groups()
    page.get_by_label("Code").fill(f"{first} {second}")
    page.get_by_role("button", name="Go on").click()
