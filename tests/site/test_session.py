"""The login session: new with each sign-in, gone with each sign-out, and a way out on every page."""

import pytest
from cast import PASSWORD
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sessions.babies.invitations import Invitation


def test_who_signs_in_gets_a_session_that_nobody_knew_before(client, cast):
    """Somebody who put their own session onto the ward's tablet does not come in with the next parent."""
    _, code = Invitation.issue([cast.bo], by=cast.tess, now=timezone.now(), role="guardian", for_name="Robin")
    client.post(reverse("join"), {"code": code})
    planted = client.cookies["sessionid"].value
    client.post(reverse("join-open"), {"name": "Robin", "agree": "on"})
    assert client.cookies["sessionid"].value != planted
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert attacker.get(reverse("today")).status_code == 302
    assert attacker.get(reverse("join-open")).url == reverse("join"), "what the code opened is not there either"


def test_a_session_that_was_signed_out_opens_nothing_any_more(client, cast):
    client.force_login(cast.pat)
    kept = client.cookies["sessionid"].value
    assert client.get(reverse("today")).status_code == 200
    client.post(reverse("account_logout"))
    client.cookies["sessionid"] = kept
    assert client.get(reverse("today")).status_code == 302


def test_a_new_password_closes_every_other_session(client, cast):
    client.force_login(cast.tess)
    (elsewhere := Client()).force_login(cast.tess)
    new = {"oldpassword": PASSWORD, "password1": "a cot beside a window", "password2": "a cot beside a window"}
    assert client.post(reverse("account_change_password"), new).status_code == 302
    assert client.get(reverse("babies")).status_code == 200
    assert elsewhere.get(reverse("babies")).status_code == 302


def test_every_page_of_the_staff_and_today_of_a_family_offer_to_sign_out(client, cast):
    out = reverse("account_logout")
    client.force_login(cast.lena)
    for name, of in (("babies", []), ("baby", [cast.bo.pk]), ("unit-staff", [cast.maple.pk])):
        assert f'action="{out}"' in client.get(reverse(name, args=of)).content.decode()
    client.force_login(cast.pat)
    assert f'href="{out}"' in client.get(reverse("today")).content.decode()
    assert f'action="{out}"' in client.get(out).content.decode()


def test_what_is_said_after_a_click_names_nobody_in_a_cookie(client, cast):
    client.force_login(cast.lena)
    staff = cast.maple.members.get(user=cast.nora)
    client.post(reverse("unit-staff-end", args=[cast.maple.pk, staff.pk]))
    assert set(client.cookies) <= {"sessionid", "csrftoken"}
    assert "Nora no longer opens" in client.get(reverse("unit-staff", args=[cast.maple.pk])).content.decode()


@pytest.mark.parametrize(
    "way_on", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site_by_signing_in_or_out(client, cast, way_on):
    page = client.post(reverse("account_login"), {"login": cast.tess.email, "password": PASSWORD, "next": way_on})
    assert page.status_code == 302
    assert page.url.startswith("/")
    assert "evil" not in page.url
    assert client.post(reverse("account_logout"), {"next": way_on}).url == reverse("front")
