"""The doors: signing in, out, and setting a new password, in our own words."""

import re

import pytest
from django.core import mail
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
