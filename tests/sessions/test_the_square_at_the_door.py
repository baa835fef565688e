"""Somebody scans the square of a card and is not signed in: the family's door, and from there to the routine."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms
from cast import NOW, make_plan
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from massage_site.accounts import mail_codes
from massage_site.accounts.kept import DevicePin, KeptAddress, hashes_of
from sessions.babies.invitations import Invitation

DEVICE = "handhug-device"  # the cookie with the secret of a device
JOIN, TODAY, PIN = reverse("join"), reverse("today"), "582914"


@pytest.fixture(autouse=True)
def clock(db):
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
    cache.clear()


@pytest.fixture
def square(cast, catalogue):
    return reverse("card-scan", args=[make_plan(baby=cast.bo, by=cast.tess).pk])


@pytest.fixture
def door(client, square):
    """The page on which they land, as it was answered."""
    return client.get(square, follow=True)


def lands_on_the_routine(client, answer):
    page = client.get(answer.url, follow=True)
    return page.status_code == 200 and page.resolver_match.url_name == "plan-version"


def test_they_stand_at_the_door_of_the_family_and_read_that_it_goes_on(door):
    assert door.resolver_match.url_name == "join"
    assert "Then the page you wanted opens." in door.content.decode()


def test_by_a_code_from_the_cot(client, cast, door):
    _, code = Invitation.issue([cast.bo], role="guardian", for_name="Robin", by=cast.tess, now=NOW)
    client.post(JOIN, {"code": code})
    answer = client.post(reverse("join-open"), {"name": "Robin", "relation": "", "agree": "on"})
    assert lands_on_the_routine(client, answer)


def test_by_a_pin(client, cast, door):
    DevicePin.keep(cast.pat, "this device", PIN, NOW)
    client.cookies[DEVICE] = "this device"
    assert lands_on_the_routine(client, client.post(reverse("come-in-pin"), {"pin": PIN}))


def test_by_a_code_in_a_letter(client, cast, door, mailoutbox, monkeypatch):
    monkeypatch.setattr(mail_codes, "aside", lambda work, *args: work(*args))
    KeptAddress.keep(cast.pat, hashes_of("pat@home.example"), NOW)
    client.post(reverse("come-in-mail"), {"address": "pat@home.example"})
    code = "".join(mailoutbox[0].body.split()[:2])
    assert lands_on_the_routine(client, client.post(reverse("come-in-mail-code"), {"code": code}))


def test_by_a_passkey(client, cast, door, monkeypatch):
    key = Authenticator.objects.create(user=cast.pat, type="webauthn", data={})
    monkeypatch.setattr(forms.LoginWebAuthnForm, "clean_credential", lambda form: key)
    sent = {"credential": '{"id": "x"}', "next": sent_along(door)[0]}
    assert lands_on_the_routine(client, client.post(reverse("mfa_login_webauthn"), sent))


def sent_along(door):
    """What the form of the passkey says of where to go on."""
    form = door.content.decode().split("data-passkey=")[1].split("</form>")[0]
    return re.findall('name="next" value="([^"]*)"', form)


def test_staff_find_their_own_door_from_there_and_it_knows_the_way_too(client, cast, square, door):
    link = f"{reverse('account_login')}?next={square}"
    assert f'href="{link}"' in door.content.decode()
    assert f'name="next" value="{square}"' in client.get(link).content.decode()


def test_a_family_that_was_signed_out_for_lying_there_too_long_keeps_the_way(client, cast, square, clock):
    client.force_login(cast.pat)
    client.get(TODAY)
    clock.shift(15 * 24 * 3600)
    page = client.get(square, follow=True)
    assert page.resolver_match.url_name == "join"
    assert sent_along(page) == [square]


@pytest.mark.parametrize("path", [
    "https://evil.example/", "//evil.example/", "/\\evil.example/", "///evil.example", "\\\\evil.example",
    "evil.example", "javascript:alert(1)", "http:///evil.example", "/\t/evil.example/", " //evil.example", "",
])  # fmt: skip
def test_nobody_is_led_away_from_this_site(client, cast, path):
    page = client.get(JOIN, {"next": path})
    assert sent_along(page) == []
    assert f'href="{reverse("account_login")}"' in page.content.decode()
    DevicePin.keep(cast.pat, "this device", PIN, NOW)
    client.cookies[DEVICE] = "this device"
    assert client.post(reverse("come-in-pin"), {"pin": PIN}).url == TODAY


def test_the_way_is_forgotten_after_half_an_hour_and_once_somebody_came_in(client, cast, square, door, clock):
    clock.shift(31 * 60)
    assert sent_along(client.get(JOIN)) == []
    client.get(square, follow=True)
    client.force_login(cast.pat)
    client.logout()
    assert sent_along(client.get(JOIN)) == []
    assert sent_along(Client().get(JOIN)) == []
