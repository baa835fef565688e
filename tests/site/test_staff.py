"""A unit's staff: invited by a link that works once, and gone from the moment their place ends."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from massage_site.accounts.models import UnitMember, User
from tests.cast import make_baby, make_user

PASSWORD = "two hands on a blanket"


@pytest.fixture
def lena(client, cast):
    client.force_login(cast.lena)
    return client


def page_of(unit):
    return reverse("unit-staff", args=[unit.pk])


def invite(client, unit, **answers):
    return client.post(page_of(unit), {"name": "Nadia", "email": "Nadia@maple.example", "role": "therapist"} | answers)


def link_in(answer):
    return re.search(r'value="http://localhost:8000(/accounts/[^"]+)"', answer.content.decode()).group(1)


def choose_password(client, link):
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(form, {"password1": PASSWORD, "password2": PASSWORD})


def place_of(user):
    return user.memberships.get()


def test_a_new_therapist_comes_in_by_a_link_that_works_once(cast, lena, client):
    answer = invite(lena, cast.maple)
    assert "no-store" in answer["Cache-Control"]
    link, nadia = link_in(answer), User.objects.get(email="nadia@maple.example")
    place = place_of(nadia)
    assert (place.role, place.invited_by, place.unit) == ("therapist", cast.lena, cast.maple)
    assert not nadia.has_usable_password()
    assert link not in lena.get(page_of(cast.maple)).content.decode()
    client.logout()
    choose_password(client, link)
    nadia.refresh_from_db()
    assert nadia.check_password(PASSWORD)
    client.logout()
    choose_password(client, link)
    before = nadia.password
    nadia.refresh_from_db()
    assert nadia.password == before


def test_a_lost_link_is_made_anew_and_only_while_there_is_no_password(cast, lena, client):
    invite(lena, cast.maple)
    place = place_of(User.objects.get(email="nadia@maple.example"))
    again = reverse("unit-staff-link", args=[cast.maple.pk, place.pk])
    choose_password(client, link_in(lena.post(again)))
    client.force_login(cast.lena)
    assert client.post(again).status_code == 404
    assert client.post(reverse("unit-staff-link", args=[cast.maple.pk, place_of(cast.tess).pk])).status_code == 404


def test_a_colleague_of_another_unit_keeps_the_account_and_gets_no_link(cast, lena):
    answer = invite(lena, cast.maple, name="Somebody", email=cast.tom.email)
    assert answer.status_code == 302
    cast.tom.refresh_from_db()
    assert cast.tom.name == "Tom"
    assert set(cast.tom.works_in()) == {cast.birch, cast.maple}


def test_one_lead_cannot_take_an_account_that_waits_in_another_unit(cast, lena):
    """Whoever holds the link chooses the password, and so reads the other unit's records."""
    waiting = make_user(name="Uma")
    waiting.email = "uma@birch.example"
    waiting.save()
    UnitMember.objects.create(unit=cast.birch, user=waiting, role="therapist")
    answer = invite(lena, cast.maple, email="uma@birch.example")
    assert answer.status_code == 302
    place = waiting.memberships.get(unit=cast.maple)
    assert lena.post(reverse("unit-staff-link", args=[cast.maple.pk, place.pk])).status_code == 404


def test_a_familys_account_never_becomes_a_colleagues(cast, lena):
    cast.pat.email = "pat@home.example"
    cast.pat.save()
    answer = invite(lena, cast.maple, email="pat@home.example")
    assert answer.status_code == 422
    assert "no staff" in answer.content.decode()
    assert not cast.pat.works_in().exists()


def test_who_works_here_already_is_not_invited_twice_and_nothing_typed_is_lost(cast, lena):
    answer = invite(lena, cast.maple, name="Tess again", email=cast.tess.email, role="nurse")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "works here already" in said
    assert 'value="Tess again"' in said
    assert re.search(r'value="nurse" checked', said)


def test_an_ended_place_opens_nothing_from_that_moment_and_says_who_ended_it(cast, lena, client):
    baby, place = make_baby(unit=cast.maple, first_name="Kai"), place_of(cast.tess)
    lena.post(reverse("unit-staff-end", args=[cast.maple.pk, place.pk]))
    place.refresh_from_db()
    assert place.ended_by == cast.lena
    assert timezone.now() - place.ended_at < timedelta(minutes=1)
    said = lena.get(page_of(cast.maple)).content.decode()
    assert "ended by Lena" in said
    client.force_login(cast.tess)
    assert client.get(reverse("baby", args=[baby.pk])).status_code == 404


def test_the_last_lead_stays(cast, lena):
    place = place_of(cast.lena)
    answer = lena.post(reverse("unit-staff-end", args=[cast.maple.pk, place.pk]), follow=True)
    assert "at least one lead" in answer.content.decode()
    place.refresh_from_db()
    assert place.ended_at is None
    invite(lena, cast.maple, role="lead")
    assert lena.post(reverse("unit-staff-end", args=[cast.maple.pk, place.pk])).url == reverse("home")
    place.refresh_from_db()
    assert place.ended_at


@pytest.mark.parametrize(("who", "status"), [("tess", 403), ("nora", 403), ("lou", 404), ("pat", 404)])
def test_nobody_but_the_units_lead_manages_its_staff(cast, client, who, status):
    client.force_login(getattr(cast, who))
    place = place_of(cast.nora)
    assert client.get(page_of(cast.maple)).status_code == status
    assert invite(client, cast.maple).status_code == status
    assert client.post(reverse("unit-staff-end", args=[cast.maple.pk, place.pk])).status_code == status
    place.refresh_from_db()
    assert place.ended_at is None
    assert not User.objects.filter(name="Nadia").exists()


def test_a_place_of_another_unit_is_out_of_reach(cast, lena):
    place = place_of(cast.tom)
    assert lena.post(reverse("unit-staff-end", args=[cast.maple.pk, place.pk])).status_code == 404
    place.refresh_from_db()
    assert place.ended_at is None


def test_nobody_ended_a_place_that_goes_on(cast):
    with pytest.raises(IntegrityError, match="unit_member_ended_at_a_time"):
        UnitMember.objects.filter(user=cast.tess).update(ended_by=cast.lena)
