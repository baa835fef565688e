"""Fourteen days of a card typed in with the keys, and with taps on a phone."""

from datetime import timedelta

import pytest
from browser import count_taps, scrolls_sideways
from cast import join_care_team, make_baby, make_user
from django.urls import reverse
from django.utils import timezone

from massage_site.accounts.models import Unit
from sessions.massages.models import Massage

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = """addEventListener("keydown", ({ isTrusted }) => {
  if (isTrusted) sessionStorage.keys = Number(sessionStorage.keys ?? 0) + 1;
}, true)"""


@pytest.fixture
def sheet(live_server, page, sign_in):
    unit = Unit.objects.create(name="Maple NICU", phone="01632 960 010", time_zone="Europe/London")
    baby = make_baby(unit=unit, first_name="Noor", birth_date=(timezone.now() - timedelta(days=60)).date())
    sam = make_user(name="Sam")
    join_care_team(baby=baby, user=sam)
    page.add_init_script(KEYS)
    taps = count_taps(page)
    sign_in(page, sam)
    page.taps, page.sheet = taps, live_server.url + reverse("massage-paper", args=[baby.pk])
    return page


def test_fourteen_days_take_three_keys_each(sheet):
    sheet.goto(sheet.sheet)
    sheet.locator("[data-row] [data-digits] :checked").first.focus()
    for _ in range(14):
        sheet.keyboard.type("131")  # done, calm, none seen
    sheet.keyboard.press("Enter")  # the button has the focus by now
    sheet.wait_for_url("**/paper/*-*/")
    assert Massage.objects.filter(outcome="completed", mood_after="calm", signs="none_seen").count() == 14
    assert int(sheet.evaluate("sessionStorage.keys")) == 14 * 3 + 1


def test_not_ready_and_a_day_without_anything_take_one_key(sheet):
    sheet.goto(sheet.sheet)
    sheet.locator("[data-row] [data-digits] :checked").first.focus()
    sheet.keyboard.type("30131")
    rows = sheet.locator("[data-row]")
    assert rows.nth(0).locator("[value=not_ready]").is_checked()
    assert rows.nth(1).locator("[data-digits]").first.locator("[value='']").is_checked()
    assert rows.nth(2).locator("[name$='-after'][value=calm]").is_checked()
    sheet.keyboard.press("2")
    sheet.keyboard.press("Enter")  # to the next day, and the sheet is not sent
    assert sheet.evaluate("document.activeElement.closest('[data-row]') === document.querySelectorAll('[data-row]')[4]")
    assert not Massage.objects.exists()


def test_on_a_phone_one_tap_a_day_is_enough(sheet):
    sheet.set_viewport_size({"width": 360, "height": 640})
    sheet.goto(sheet.sheet)
    assert not scrolls_sideways(sheet)
    for row in sheet.locator("[data-row]").all():
        row.locator("label:has([name$='-after'][value=sleepy])").tap()
    sheet.get_by_role("button", name="Save", exact=True).last.tap()
    sheet.wait_for_url("**/paper/*-*/")
    assert Massage.objects.filter(outcome="completed", mood_after="sleepy", signs="not_asked").count() == 14
    assert sheet.taps() == 14 + 1
