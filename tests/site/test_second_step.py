"""Staff come in by two steps: a password and a code, or a passkey. A password alone opens nothing."""

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from cast import PASSWORD, code_of, note_steps, password_alone
from django.urls import reverse

from massage_site.accounts import opened

STEP = reverse("mfa_index")


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def set_up(client):
    """Set up the app and return its secret and the recovery codes."""
    secret = re.search(r'key-words">(\w+)<', client.get(reverse("mfa_activate_totp")).content.decode())[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    return secret, re.findall(r"<li>(\d{8})</li>", answer.content.decode())


@pytest.fixture
def tess(client, cast):
    """Tess, who set up an app and signed out."""
    sign_in(client, cast.tess)
    cast.tess.secret, cast.tess.recovery = set_up(client)
    client.logout()
    return cast.tess


def test_a_new_colleague_is_led_to_the_second_step_and_from_there_to_the_babies(client, cast):
    assert client.get(sign_in(client, cast.tess).url).url == STEP
    assert "Choose your second step" in client.get(STEP).content.decode()
    assert client.get(reverse("baby", args=[cast.bo.pk])).url == STEP
    set_up(client)
    assert client.get(reverse("baby", args=[cast.bo.pk])).status_code == 200
    assert "App with codes" in client.get(STEP).content.decode()


def test_the_password_then_asks_for_a_code_and_only_the_right_one_opens(client, cast, tess):
    assert sign_in(client, tess).url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    said = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "This did not fit" in said
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code_of(tess.secret, later=1)})
    assert client.get(reverse("baby", args=[cast.bo.pk])).status_code == 200


def test_a_recovery_code_opens_once(client, cast, tess):
    assert len(tess.recovery) == 10
    for opens in (True, False):
        sign_in(client, tess)
        client.post(reverse("mfa_authenticate"), {"code": tess.recovery[0]})
        assert ("_auth_user_id" in client.session) is opens
        client.logout()


def test_recovery_codes_are_shown_once(client, cast):
    sign_in(client, cast.tess)
    _, codes = set_up(client)
    said = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "shown before" in said
    assert codes[0] not in said


def test_what_is_kept_of_a_second_step_is_sealed(client, tess):
    kept = str(list(Authenticator.objects.filter(user=tess).values_list("data", flat=True)))
    assert tess.secret not in kept
    assert Authenticator.objects.get(user=tess, type="totp").wrap().validate_code(code_of(tess.secret, later=1))


def test_the_only_second_step_stays(client, cast, tess):
    client.force_login(tess)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "only second step" in answer.content.decode()
    assert Authenticator.objects.filter(user=tess, type="totp").exists()
    Authenticator.objects.filter(user=tess).delete()
    key = Authenticator.objects.create(user=tess, type="webauthn", data={"name": "Phone"})
    answer = client.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True)
    assert "only second step" in answer.content.decode()
    spare = Authenticator.objects.create(user=tess, type="webauthn", data={"name": "Laptop"})
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert list(Authenticator.objects.filter(user=tess)) == [spare]


def test_after_a_while_a_change_asks_for_the_step_again(client, tess):
    sign_in(client, tess)
    client.post(reverse("mfa_authenticate"), {"code": tess.recovery[0]})
    with time_machine.travel(time.time() + opened.FRESH + 1):
        answer = client.get(reverse("mfa_add_webauthn"))
        assert answer.url.startswith(reverse("account_reauthenticate"))
        client.post(answer.url, {"password": PASSWORD})
        assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_a_lost_phone_is_answered_by_the_units_lead_and_the_password_stays(client, cast, tess):
    client.force_login(cast.lena)
    page = client.get(reverse("unit-staff", args=[cast.maple.pk])).content.decode()
    assert "Tess lost the second step" in page
    assert "Nora lost the second step" not in page
    place = tess.memberships.get()
    client.post(reverse("unit-staff-second-step", args=[cast.maple.pk, place.pk]))
    client.logout()
    assert client.get(sign_in(client, tess).url).url == STEP


def test_a_lead_does_not_clear_the_way_to_another_units_records(client, cast, tess):
    cast.birch.members.create(user=tess, role="therapist")
    client.force_login(cast.lena)
    place = tess.memberships.get(unit=cast.maple)
    assert client.post(reverse("unit-staff-second-step", args=[cast.maple.pk, place.pk])).status_code == 404
    assert Authenticator.objects.filter(user=tess).exists()


def test_the_demos_click_counts_in_the_demo_only(client, cast, settings):
    password_alone(client, cast.tess)
    note_steps(client, cast.tess, "demo")
    assert client.get(reverse("babies")).url == STEP
    settings.DEMO = True
    assert client.get(reverse("babies")).status_code == 200


def test_a_family_is_asked_for_no_second_step(client, cast):
    password_alone(client, cast.pat)
    assert client.get(reverse("today")).status_code == 200


def test_whoever_begins_to_work_in_a_unit_needs_the_step_from_that_moment(client, cast):
    password_alone(client, cast.pat)
    cast.maple.members.create(user=cast.pat, role="nurse")
    assert client.get(reverse("today")).url == STEP
