"""A way to a baby that was closed stays closed: on a lost tablet, for the wrong person, in what waited on a device."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from massage_site.accounts.devices import DeviceCode
from massage_site.accounts.models import UnitMember
from sessions.babies.invitations import Invitation
from sessions.babies.joining_forms import JoinForm
from sessions.babies.models import CareTeamMember
from sessions.massages import tickets
from sessions.massages.models import Massage
from tests.cast import NOW, make_massage, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def device(person):
    client = Client()
    client.force_login(person)
    return client


def opens(client, baby):
    return client.get(reverse("log", args=[baby.pk])).status_code == 200


def new_way_in(cast, person, by=None, kind="cot"):
    invitation, _code = Invitation.issue(
        [cast.bo], by=by or cast.tess, now=NOW, role="guardian", for_name=person.name, for_user=person, kind=kind
    )
    return invitation


def end_place(cast, person):
    cast_device = device(cast.tess)
    assert cast_device.post(reverse("family-end", args=[cast.bo.pk, person.pk])).status_code == 302


# --- on a device that is not theirs any more


def test_the_next_code_of_its_owner_does_not_open_a_lost_tablet_again(cast):
    tablet = device(cast.jo)
    DeviceCode.issue(cast.jo, NOW)
    Authenticator.objects.create(user=cast.jo, type=Authenticator.Type.WEBAUTHN, data={})
    assert opens(tablet, cast.bo)
    end_place(cast, cast.jo)
    assert not Authenticator.objects.exists()
    new_way_in(cast, cast.jo).accept(now=NOW)
    cast.jo.refresh_from_db()
    assert opens(device(cast.jo), cast.bo)
    assert not opens(tablet, cast.bo)
    assert not DeviceCode.objects.filter(user=cast.jo).exists()


def test_a_code_for_another_device_goes_with_its_owners_sign_out(cast):
    tablet = device(cast.pat)
    DeviceCode.issue(cast.pat, NOW)
    DeviceCode.issue(cast.jo, NOW)
    tablet.post(reverse("account_logout"))
    assert list(DeviceCode.objects.values_list("user__name", flat=True)) == ["Jo"]


def test_whoever_was_not_them_is_out_for_good(cast):
    invitation = new_way_in(cast, cast.pat)
    impostor = device(invitation.accept(now=NOW))
    Authenticator.objects.create(user=cast.pat, type=Authenticator.Type.WEBAUTHN, data={})
    seen = device(cast.tess).post(reverse("invitation-seen", args=[cast.bo.pk, invitation.pk]), {"seen": "no"})
    assert seen.status_code == 302
    new_way_in(cast, cast.pat).accept(now=NOW)
    assert not opens(impostor, cast.bo)
    assert not Authenticator.objects.exists()


def test_a_number_longer_than_any_row_has_is_no_address(cast):
    assert device(cast.tess).get(f"/units/{10**30}/policy/").status_code == 404
    assert device(cast.tess).post(f"/babies/{cast.bo.pk}/family/{10**20}/end/").status_code == 404


def test_a_parent_who_works_here_stays_signed_in_behind_a_password(cast):
    CareTeamMember.objects.create(baby=cast.bo, user=cast.nora, role="family", joined_at=NOW - timedelta(days=1))
    at_work = device(cast.nora)
    end_place(cast, cast.nora)
    assert at_work.get(reverse("babies")).status_code == 200


def test_nobody_leaves_the_unit_with_a_way_in_for_others(cast):
    invitation = new_way_in(cast, cast.jo)
    UnitMember.objects.get(user=cast.tess).end(by=cast.lena, now=NOW)
    invitation = Invitation.objects.get(pk=invitation.pk)
    assert invitation.state(NOW) is Invitation.State.REVOKED
    with pytest.raises(ValueError, match="does not wait"):
        invitation.accept(now=NOW)
    page = device(cast.lena).get(reverse("invitations", args=[cast.bo.pk])).content.decode()
    assert "Closed: Tess works here no more" in page


def test_a_nurse_makes_codes_at_the_cot_only(cast):
    again = reverse("code-again", args=[cast.bo.pk, cast.pat.pk])
    device(cast.nora).post(again, {"kind": "paper"})
    assert not Invitation.objects.exists()
    device(cast.nora).post(again, {"kind": "cot"})
    device(cast.tess).post(again, {"kind": "paper"})
    assert list(Invitation.objects.order_by("pk").values_list("kind", flat=True).order_by("kind")) == ["cot", "paper"]


# --- what waited on a device


@pytest.fixture
def ticket(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=40))
    return tickets.issue(cast.jo, cast.bo, plan, NOW)


def sent(ticket, client=None, **facts):
    return (client or Client()).post(reverse("outbox"), {"ticket": ticket} | facts)


def massage(cast, begun):
    plan = cast.bo.plans.get()
    return {
        "kind": "massage", "key": str(uuid.uuid4()), "plan": str(plan.pk), "time_zone": "Europe/London",
        "started_at": begun.isoformat(), "ended_at": (begun + timedelta(minutes=2)).isoformat(), "outcome": "completed",
    }  # fmt: skip


def test_nothing_is_taken_from_before_they_came_once_they_have_left(cast, ticket):
    CareTeamMember.objects.filter(baby=cast.bo, user=cast.jo).update(joined_at=NOW - timedelta(days=5))
    end_place(cast, cast.jo)
    assert sent(ticket, **massage(cast, NOW - timedelta(days=10))).status_code == 403
    assert sent(ticket, **massage(cast, NOW - timedelta(days=2))).status_code == 201


def test_a_ticket_that_is_too_old_needs_its_author_and_the_authors_place(cast, ticket, clock):
    begun = NOW - timedelta(hours=1)
    clock.move_to(NOW + timedelta(days=31))
    assert sent(ticket, **massage(cast, begun)).status_code == 401
    assert sent(ticket, device(cast.jo), **massage(cast, begun)).status_code == 201
    end_place(cast, cast.jo)
    cast.jo.refresh_from_db()
    answer = sent(ticket, device(cast.jo), **massage(cast, begun))
    assert (answer.status_code, answer.json()["errors"]) == (
        403, ["This waited too long. You no longer have a place with this baby."],
    )  # fmt: skip


def test_nothing_is_added_to_an_old_massage_by_who_has_left(cast, ticket):
    plan = cast.bo.plans.get()
    old = make_massage(baby=cast.bo, author=cast.jo, plan=plan, started_at=NOW - timedelta(days=6))
    Massage.objects.filter(pk=old.pk).update(received_at=NOW - timedelta(days=6))
    more = {"kind": "after", "key": str(old.key), "note": "I know where you live", "mood_after": "calm"}
    end_place(cast, cast.jo)
    answer = sent(ticket, **more)
    assert (answer.status_code, Massage.objects.get(pk=old.pk).note) == (403, "")
    Massage.objects.filter(pk=old.pk).update(received_at=NOW - timedelta(minutes=1))
    assert sent(ticket, **more).status_code == 200


# --- names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("\u202eeoJ", "eoJ"), (" Zoë ", "Zoë"), ("नि\u200dशा", "नि\u200dशा"), ("\u200b", None), ("…", None)],
)
def test_a_first_name_can_be_read(cast, typed, kept):
    invitation, _code = Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="family", for_name="June")
    form = JoinForm({"name": typed, "agree": "on"}, invitation=invitation, known=None)
    assert form.is_valid() is (kept is not None)
    assert form.cleaned_data.get("name") == kept
