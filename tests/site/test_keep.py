"""A family keeps its place with a passkey: offered once, found later, and never given away to a finder."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from cast import note_steps
from django.urls import reverse
from django.utils import timezone

from massage_site.accounts import opened
from sessions.babies.invitations import Invitation

KEEP = reverse("keep-place")


def come_in(client, cast):
    _, code = Invitation.issue([cast.bo], by=cast.tess, now=timezone.now(), role="guardian", for_name="Robin")
    client.post(reverse("join"), {"code": code})
    return client.post(reverse("join-open"), {"name": "Robin", "agree": "on"})


def said(client, url=KEEP):
    return client.get(url).content.decode()


def test_the_offer_stands_on_today_once_and_its_door_stays_there(client, cast):
    assert come_in(client, cast).url == reverse("today")
    assert "Keep my place" in said(client, reverse("today"))
    later = said(client, reverse("today"))
    assert "Keep my place" not in later
    assert f'href="{KEEP}"' in later


def test_a_while_after_the_code_nobody_adds_a_way_in_but_by_a_new_code(client, cast):
    come_in(client, cast)
    assert "Keep it with a passkey" in said(client)
    with time_machine.travel(time.time() + opened.FRESH + 1):
        page = said(client)
    assert "Keep it with a passkey" not in page
    assert "Ask your nurse for a new code" in page


@pytest.mark.parametrize("came_by", ["device_code", "password"])
def test_a_code_that_an_open_tablet_gives_out_is_not_enough(client, cast, came_by):
    client.force_login(cast.pat)
    note_steps(client, cast.pat, came_by)
    assert "Keep it with a passkey" not in said(client)


def test_one_takes_away_ones_own_and_nobody_elses(client, cast):
    client.force_login(cast.pat)
    own = Authenticator.objects.create(user=cast.pat, type="webauthn", data={"name": "Phone"})
    others = Authenticator.objects.create(user=cast.jo, type="webauthn", data={"name": "Jo’s phone"})
    assert client.post(reverse("keep-place-end", args=[others.pk])).status_code == 404
    client.post(reverse("keep-place-end", args=[own.pk]))
    assert list(Authenticator.objects.all()) == [others]
