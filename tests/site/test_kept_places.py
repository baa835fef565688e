"""A family comes back by a PIN on its device or a code by e-mail: only there, only it, and never for staff."""

import re
from datetime import timedelta

import pytest
import time_machine
from cast import NOW, note_steps
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from massage_site.accounts import mail_codes, opened
from massage_site.accounts.kept import PIN_GOOD_FOR, PIN_TRIES, DevicePin, KeptAddress, hashes_of
from massage_site.audit.models import Entry
from sessions.babies.invitations import Invitation

DEVICE = "handhug-device"  # the cookie with the secret of a device
PIN, WRONG = "582914", "582915"
ADDRESS = "pat@home.example"
COME_IN_PIN, COME_IN_MAIL, COME_IN_CODE = map(reverse, ("come-in-pin", "come-in-mail", "come-in-mail-code"))
KEEP, KEEP_PIN, KEEP_MAIL, KEEP_CODE = map(reverse, ("keep-place", "keep-pin", "keep-mail", "keep-mail-code"))


@pytest.fixture(autouse=True)
def clock(db, monkeypatch):
    cache.clear()
    monkeypatch.setattr(mail_codes, "aside", lambda work, *args: work(*args))
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
    cache.clear()


def is_in(client):
    return "_auth_user_id" in client.session


def words(answer):
    return answer.content.decode()


def with_a_pin(*people):
    """A device on which these people keep their place, signed out."""
    device = Client()
    for person in people:
        device.force_login(person)
        assert device.post(KEEP_PIN, {"pin": PIN, "again": PIN}).url == KEEP
        device.logout_keeping = device.cookies[DEVICE].value
        device.logout()
        device.cookies[DEVICE] = device.logout_keeping
    return device


def type_pin(device, pin=PIN, **more):
    return device.post(COME_IN_PIN, {"pin": pin} | more)


def with_an_address(person, address=ADDRESS):
    return KeptAddress.keep(person, hashes_of(address), NOW)


def code_in(letter):
    return "".join(re.search(r"([A-Z2-9]{4}) ([A-Z2-9]{4})", letter.body).groups())


def ask_for_code(client, address=ADDRESS):
    return client.post(COME_IN_MAIL, {"address": address})


# --- a PIN


def test_a_pin_opens_on_its_device_and_nowhere_else(cast):
    device = with_a_pin(cast.pat)
    assert "Come in with your PIN" in words(device.get(reverse("join")))
    assert type_pin(device).url == reverse("today")
    assert is_in(device)
    elsewhere = Client()
    assert "Come in with your PIN" not in words(elsewhere.get(reverse("join")))
    assert type_pin(elsewhere).status_code == 410
    elsewhere.cookies[DEVICE] = "another secret"
    assert not is_in(elsewhere)
    assert type_pin(elsewhere).status_code == 410


def test_the_fifth_wrong_try_ends_it_and_the_right_one_opens_nothing_then(cast):
    device = with_a_pin(cast.pat)
    for _ in range(PIN_TRIES - 1):
        assert "does not fit" in words(type_pin(device, WRONG))
    assert "A PIN ends after five tries" in words(type_pin(device, WRONG))
    assert type_pin(device).status_code == 410
    assert not is_in(device)
    assert not DevicePin.objects.exists()


def test_a_right_try_forgets_the_wrong_ones(cast):
    device = with_a_pin(cast.pat)
    for _ in range(2):
        for _ in range(PIN_TRIES - 1):
            type_pin(device, WRONG)
        type_pin(device)
        assert is_in(device)
        secret = device.cookies[DEVICE].value
        device.logout()
        device.cookies[DEVICE] = secret


def test_a_try_is_counted_before_it_is_looked_at(cast):
    pin = DevicePin.keep(cast.pat, "the device", PIN, NOW)
    DevicePin.objects.update(wrong=PIN_TRIES)  # others were a moment faster
    assert not pin.opens(PIN, NOW)


def test_neither_the_pin_nor_the_secret_of_the_device_is_kept(cast):
    device = with_a_pin(cast.pat)
    kept = str(DevicePin.objects.values().get())
    assert PIN not in kept
    assert device.cookies[DEVICE].value not in kept


def test_the_secret_stays_out_of_reach_of_scripts(cast, client, settings):
    settings.SESSION_COOKIE_SECURE = True
    client.force_login(cast.pat)
    cookie = client.post(KEEP_PIN, {"pin": PIN, "again": PIN}).cookies["__Host-handhug-device"]
    assert [cookie["httponly"], cookie["secure"], cookie["samesite"]] == [True, True, "Lax"]


def test_two_parents_of_one_tablet_say_who_they_are(cast):
    device = with_a_pin(cast.pat, cast.jo)
    assert "Who are you?" in words(device.get(COME_IN_PIN))
    assert "Please say who you are" in words(type_pin(device))
    stranger = DevicePin.keep(cast.sam, "another device", PIN, NOW)
    assert type_pin(device, who=stranger.pk).status_code == 422
    type_pin(device, who=DevicePin.objects.get(user=cast.jo).pk)
    assert device.session["_auth_user_id"] == str(cast.jo.pk)


def test_a_pin_that_was_not_used_for_long_is_over_and_use_makes_it_new(cast, clock):
    device = with_a_pin(cast.pat)
    clock.shift(PIN_GOOD_FOR - timedelta(days=1))
    type_pin(device)
    secret = device.cookies[DEVICE].value
    device.logout()
    device.cookies[DEVICE] = secret
    clock.shift(PIN_GOOD_FOR - timedelta(days=1))
    assert "Type your PIN" in words(device.get(COME_IN_PIN))
    clock.shift(timedelta(days=1))
    assert "No PIN waits here" in words(device.get(COME_IN_PIN))


@pytest.mark.parametrize(
    ("pin", "said"),
    [("12345", "6 numbers"), ("12a456", "6 numbers"), ("１２３４５６", "6 numbers"), ("123456", "guessed too soon"),
     ("111112", "guessed too soon"), ("987654", "guessed too soon")],
)  # fmt: skip
def test_a_pin_that_is_no_pin_says_what_to_do(cast, client, pin, said):
    client.force_login(cast.pat)
    answer = client.post(KEEP_PIN, {"pin": pin, "again": pin})
    assert answer.status_code == 422
    assert said in words(answer)


def test_two_different_pins_are_not_kept(cast, client):
    client.force_login(cast.pat)
    assert "not the same" in words(client.post(KEEP_PIN, {"pin": PIN, "again": WRONG}))
    assert not DevicePin.objects.exists()


# --- a code by e-mail


def test_an_address_counts_only_when_its_code_came_back(cast, client):
    client.force_login(cast.pat)
    client.post(KEEP_MAIL, {"address": " Pat@Home.example "})
    assert not KeptAddress.objects.exists()
    assert "does not fit" in words(client.post(KEEP_CODE, {"code": "ZZZZ ZZZZ"}))
    assert client.post(KEEP_CODE, {"code": code_in(mail.outbox[0])}).url == KEEP
    client.logout()
    assert ask_for_code(client).url == COME_IN_CODE
    assert client.post(COME_IN_CODE, {"code": code_in(mail.outbox[1])}).url == reverse("today")
    assert client.session["_auth_user_id"] == str(cast.pat.pk)


def test_nobody_reads_an_address_again(cast, client):
    with_an_address(cast.pat)
    assert "home.example" not in str(KeptAddress.objects.values().get())
    for person in (cast.pat, cast.jo):
        client.force_login(person)
        assert "home.example" not in words(client.get(KEEP))


def test_the_answer_is_the_same_for_an_address_that_nobody_knows(cast):
    with_an_address(cast.pat)
    known, unknown = Client(), Client()
    for client, address in ((known, ADDRESS), (unknown, "nobody@home.example")):
        assert ask_for_code(client, address).url == COME_IN_CODE
    wrong = [words(each.post(COME_IN_CODE, {"code": "ZZZZ ZZZZ"})) for each in (known, unknown)]
    token = re.compile(r'csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", wrong[0]) == token.sub("", wrong[1])
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]]


def test_a_letter_names_nobody(cast, client):
    with_an_address(cast.pat)
    ask_for_code(client)
    letter = mail.outbox[0].subject + mail.outbox[0].body
    assert not re.search(r"\b(Pat|Bo|Ada|Maple)\b", letter)


def test_a_code_works_in_the_browser_that_asked_once_and_ten_minutes(cast, client, clock):
    with_an_address(cast.pat)
    ask_for_code(client)
    sent = {"code": code_in(mail.outbox[0])}
    assert Client().post(COME_IN_CODE, sent).url == COME_IN_MAIL
    clock.shift(mail_codes.GOOD_FOR)
    assert client.post(COME_IN_CODE, sent).url == COME_IN_MAIL
    assert not is_in(client)


def test_five_wrong_codes_end_it(cast, client):
    with_an_address(cast.pat)
    ask_for_code(client)
    for _ in range(mail_codes.TRIES):
        client.post(COME_IN_CODE, {"code": "ZZZZ ZZZZ"})
    assert client.post(COME_IN_CODE, {"code": code_in(mail.outbox[0])}).url == COME_IN_MAIL
    assert not is_in(client)


def test_letters_to_one_address_are_few_and_others_behind_the_same_address_still_get_theirs(cast):
    with_an_address(cast.pat)
    with_an_address(cast.sam, "sam@home.example")
    said = [ask_for_code(Client()).status_code for _ in range(4)]
    assert said == [302, 302, 302, 429]
    assert len(mail.outbox) == 3
    assert ask_for_code(Client(), "sam@home.example").status_code == 302
    assert len(mail.outbox) == 4


def test_an_address_that_opens_another_place_is_told_only_to_who_reads_its_letters(cast, client):
    with_an_address(cast.jo)
    client.force_login(cast.pat)
    assert "another place" not in words(client.post(KEEP_MAIL, {"address": ADDRESS}, follow=True))
    answer = client.post(KEEP_CODE, {"code": code_in(mail.outbox[0])}, follow=True)
    assert "opens another place already" in words(answer)
    assert KeptAddress.objects.get().user == cast.jo


def test_a_letter_that_cannot_be_sent_leaves_no_address_in_the_log(cast, client, caplog, monkeypatch):
    def refuse(*args):
        raise OSError(f"refused: {ADDRESS}")

    monkeypatch.setattr(mail_codes, "send_mail", refuse)
    with_an_address(cast.pat)
    assert ask_for_code(client).url == COME_IN_CODE
    assert "could not be sent" in caplog.text
    assert ADDRESS not in caplog.text


def test_an_older_secret_of_the_site_still_knows_the_address_and_the_device(cast, settings):
    with_an_address(cast.pat)
    DevicePin.keep(cast.pat, "the device", PIN, NOW)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    assert KeptAddress.find(ADDRESS).user == cast.pat
    assert [pin.user for pin in DevicePin.objects.on("the device", NOW)] == [cast.pat]
    settings.SECRET_KEY_FALLBACKS = []
    assert KeptAddress.find(ADDRESS) is None
    assert DevicePin.objects.on("the device", NOW) == []


# --- both


@pytest.mark.parametrize("url", [KEEP_PIN, KEEP_MAIL])
@pytest.mark.parametrize("came_by", ["device_code", "device_pin", "mail_code", "ward_tablet"])
def test_what_a_finder_or_a_mailbox_opens_adds_no_way_in(cast, client, url, came_by):
    client.force_login(cast.pat)
    note_steps(client, cast.pat, came_by)
    assert client.get(url).url == KEEP
    assert client.post(url, {"pin": PIN, "again": PIN, "address": ADDRESS}).url == KEEP
    assert not DevicePin.objects.exists()
    assert mail.outbox == []


def test_a_while_after_the_code_none_is_added(cast, client, clock):
    client.force_login(cast.pat)
    clock.shift(opened.FRESH + 1)
    assert client.post(KEEP_PIN, {"pin": PIN, "again": PIN}).url == KEEP
    assert not DevicePin.objects.exists()


def test_whoever_works_in_a_unit_by_now_comes_in_by_neither(cast, client):
    device = with_a_pin(cast.pat)
    with_an_address(cast.pat)
    ask_for_code(client)
    cast.maple.members.create(user=cast.pat, role="nurse")
    assert type_pin(device).status_code == 410
    client.post(COME_IN_CODE, {"code": code_in(mail.outbox[0])})
    assert not is_in(client)
    ask_for_code(Client())
    assert len(mail.outbox) == 1


def test_one_sees_and_takes_away_ones_own(cast, client):
    others = DevicePin.keep(cast.jo, "a device", PIN, NOW)
    mine = DevicePin.keep(cast.pat, "a device", PIN, NOW)
    address = with_an_address(cast.pat)
    client.force_login(cast.pat)
    page = words(client.get(KEEP))
    assert page.count("PIN on another device") == 2, "the words and the name of the button"
    assert client.post(reverse("keep-pin-end", args=[others.pk])).status_code == 404
    client.post(reverse("keep-pin-end", args=[mine.pk]))
    client.post(reverse("keep-mail-end", args=[address.pk]))
    assert list(DevicePin.objects.all()) == [others]
    assert not KeptAddress.objects.exists()


def test_where_staff_end_the_place_both_end(cast):
    device = with_a_pin(cast.pat)
    with_an_address(cast.pat)
    cast.pat.sign_out_everywhere()
    assert type_pin(device).status_code == 410
    assert not KeptAddress.objects.exists()


def test_a_new_code_of_the_staff_ends_every_pin_of_that_person(cast):
    device = with_a_pin(cast.pat, cast.jo)
    again, _ = Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="guardian", for_name="Pat", for_user=cast.pat)
    again.accept(now=NOW)
    assert [pin.user for pin in DevicePin.objects.all()] == [cast.jo]
    assert "Who are you?" not in words(device.get(COME_IN_PIN))


def test_coming_in_and_failing_are_lines_of_the_audit(cast, client):
    device = with_a_pin(cast.pat)
    type_pin(device, WRONG)
    type_pin(device)
    with_an_address(cast.pat)
    ask_for_code(client)
    client.post(COME_IN_CODE, {"code": "ZZZZ ZZZZ"})
    client.post(COME_IN_CODE, {"code": code_in(mail.outbox[0])})
    lines = Entry.objects.filter(act__startswith="come-in").order_by("pk")
    assert [(line.act, line.who_id, line.was_done) for line in lines] == [
        ("come-in-pin", cast.pat.pk, False),
        ("come-in-pin", cast.pat.pk, True),
        ("come-in-mail-code", cast.pat.pk, False),
        ("come-in-mail-code", cast.pat.pk, True),
    ]
