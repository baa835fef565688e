"""The doors: signing in, out, and setting a new password, in our own words."""

import re
import time

import pytest
import time_machine
from cast import PASSWORD
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

DOORS = {
    "account_login": "Staff sign-in",
    "account_reset_password": "Forgot your password?",
    "account_reset_password_done": "Look in your e-mail",
    "account_reset_password_from_key_done": "Your new password is saved",
    "account_signup": "Handhug opens by invitation",
    "account_inactive": "This sign-in is closed",
}
INSIDE = {
    "account_logout": "Sign out on this device?",
    "account_change_password": "Change your password",
    "account_reauthenticate": "Your password, once more",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "words"), DOORS.items())
def test_a_door_speaks_our_words(client, name, words):
    assert words in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize(("name", "words"), INSIDE.items())
def test_a_page_for_somebody_signed_in_speaks_our_words(client, cast, name, words):
    client.force_login(cast.tess)
    assert words in client.get(reverse(name)).content.decode()


@pytest.mark.django_db
def test_a_page_of_allauth_that_we_did_not_write_still_wears_our_frame(client):
    assert "css/app.css" in client.get(reverse("account_email_verification_sent")).content.decode()


@pytest.mark.parametrize("name", ["account_email", "account_set_password"])
def test_nobody_who_finds_a_familys_tablet_gives_that_account_an_address_or_a_password(client, cast, name):
    client.force_login(cast.pat)
    passwords = dict.fromkeys(("password1", "password2"), "a-long-quiet-password")
    sent = {"action_add": "", "email": "x@evil.example", **passwords}
    assert client.post(reverse(name), sent).status_code == 404
    cast.pat.refresh_from_db()
    assert not cast.pat.has_usable_password()


def test_the_admin_has_no_door_of_its_own_where_passwords_could_be_guessed_without_a_wait(client, cast):
    answer = client.post(reverse("admin:login"), {"username": cast.lena.email, "password": "wrong"})
    assert answer.url.startswith(reverse("account_login"))
    client.force_login(cast.lena)
    assert client.get(reverse("admin:login")).status_code == 403


@pytest.mark.django_db
def test_a_wrong_password_says_so_beside_the_form_and_keeps_the_email(client):
    answer = client.post(reverse("account_login"), {"login": "tess@maple.example", "password": "wrong"})
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert 'value="tess@maple.example"' in page
    assert "wrong" not in page.replace("typed wrong", "")


def test_a_new_password_comes_by_a_link_that_works_once(client, cast):
    client.post(reverse("account_reset_password"), {"email": cast.tess.email})
    link = re.search(r"http\S+/password/reset/key/\S+", mail.outbox[0].body)[0]
    path = client.get(link, follow=True).redirect_chain[-1][0]
    words = {"password1": "a-long-quiet-password", "password2": "a-long-quiet-password"}
    assert "Choose a password" in client.get(path).content.decode()
    assert client.post(path, words).status_code == 302
    assert "does not work any more" in client.get(link, follow=True).content.decode()


@pytest.mark.django_db
def test_asking_for_a_link_does_not_tell_who_works_here(client):
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@maple.example"}, follow=True)
    assert "If we know this e-mail" in answer.content.decode()


# --- guessing passwords


def wrong(client, email, address="192.0.2.7", password="wrong"):  # noqa: S107
    return client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=address)


def comes_in(client, user, address="192.0.2.7"):
    wrong(client, user.email, address, PASSWORD)
    return "_auth_user_id" in client.session


@pytest.fixture
def nothing_counted(db):
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("nothing_counted")
def test_after_five_wrong_passwords_that_account_waits_at_that_address_only(client, cast):
    for _ in range(5):
        assert "do not fit together" in wrong(client, cast.tess.email).content.decode()
    said = wrong(client, cast.tess.email, password=PASSWORD).content.decode()
    assert "Please wait five minutes" in said
    assert not comes_in(client, cast.tess)
    assert comes_in(Client(), cast.nora), "a colleague behind the same address"
    assert comes_in(Client(), cast.tess, address="192.0.2.8"), "the owner somewhere else"


@pytest.mark.usefixtures("nothing_counted")
def test_an_account_that_is_guessed_at_from_everywhere_waits_too(client, cast):
    for n in range(60):
        wrong(client, cast.tess.email, f"198.51.100.{n}")
    assert not comes_in(client, cast.tess, address="203.0.113.1")
    assert comes_in(client, cast.nora, address="203.0.113.1")


@pytest.mark.usefixtures("nothing_counted")
def test_a_guesser_of_many_accounts_makes_the_ward_wait_a_minute_and_no_longer(client, cast):
    now = time.time()
    with time_machine.travel(now, tick=False):
        for n in range(30):
            wrong(client, f"nobody{n}@maple.example")
        assert not comes_in(client, cast.tess)
    with time_machine.travel(now + 61, tick=False):
        assert comes_in(client, cast.tess)


@pytest.mark.usefixtures("nothing_counted")
def test_too_many_sign_ins_from_one_address_are_told_so_on_a_page_of_ours(client, cast):
    for _ in range(120):
        answer = wrong(client, "")
    assert answer.status_code == 200
    answer = wrong(client, "")
    assert answer.status_code == 429
    assert "Please wait a minute" in answer.content.decode()
