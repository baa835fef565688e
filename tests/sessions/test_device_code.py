"""From the browser into the installed app: a code that works once, for its own person, within minutes."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from cast import NOW
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from massage_site.accounts.devices import GOOD_FOR, DeviceCode
from massage_site.accounts.models import UnitMember
from sessions.babies import guessing

DEVICE, JOIN, TODAY = reverse("device-code"), "/join/", "/today/"


@pytest.fixture(autouse=True)
def clock(db):
    cache.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def pat(cast):
    client = Client()
    client.force_login(cast.pat)
    return client


def code_on(client):
    return "".join(client.post(DEVICE).context["halves"])


def type_code(code, client=None):
    client = client or Client()
    return client, client.post(JOIN, {"code": code})


def test_the_app_becomes_the_same_person_and_the_browser_stays_signed_in(pat, cast):
    app, answer = type_code(code_on(pat).lower())
    assert answer.url == TODAY
    assert app.get(TODAY).context["request"].user == cast.pat
    assert pat.get(TODAY).status_code == 200


def test_a_code_works_once(pat):
    code = code_on(pat)
    type_code(code)
    _, answer = type_code(code)
    assert answer.status_code == 422
    assert "This code does not fit." in unescape(answer.content.decode())


def test_a_code_ends_after_ten_minutes(pat, clock):
    code = code_on(pat)
    clock.shift(GOOD_FOR)
    assert type_code(code)[1].status_code == 422


def test_a_new_code_takes_the_earlier_one_back(pat):
    first = code_on(pat)
    second = code_on(pat)
    assert type_code(first)[1].status_code == 422
    assert type_code(second)[1].url == TODAY


def test_looking_at_the_page_makes_no_code(pat):
    assert pat.get(DEVICE).context["halves"] == []
    assert not DeviceCode.objects.exists()


def test_only_a_keyed_hash_is_kept(pat):
    code = code_on(pat)
    row = DeviceCode.objects.get()
    assert len(row.code_hash) == 64
    assert all(code not in str(value) for value in vars(row).values())


def test_wrong_codes_are_slowed_as_at_the_familys_door(pat):
    for _ in range(guessing.DEVICE.tries):
        answer = type_code("ZZZZZZZZ")[1]
    assert answer.status_code == 429
    assert type_code(code_on(pat))[1].status_code == 429


def test_a_code_never_opens_the_account_of_somebody_who_needs_a_password(pat, cast):
    code = code_on(pat)
    UnitMember.objects.create(unit=cast.maple, user=cast.pat, role="nurse")  # since then
    assert type_code(code)[1].status_code == 422
    assert pat.post(DEVICE).status_code == 403


def test_a_code_never_opens_a_closed_account(pat, cast):
    code = code_on(pat)
    cast.pat.is_active = False
    cast.pat.save()
    assert type_code(code)[1].status_code == 422


def test_nothing_of_whoever_was_signed_in_before_stays(pat, cast):
    app = Client()
    app.force_login(cast.sam)
    before = app.session.session_key
    app, answer = type_code(code_on(pat), app)
    assert answer.url == TODAY
    assert app.session.session_key != before
    assert app.get(TODAY).context["request"].user == cast.pat


def test_two_devices_at_once_and_only_one_comes_in(pat):
    code = code_on(pat)
    assert [bool(DeviceCode.take(code, NOW + timedelta(seconds=1))) for _ in range(2)] == [True, False]
