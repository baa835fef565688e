"""A real unit opens: one command, one link, one lead."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from massage_site.accounts.models import Unit, User

ANSWERS = {
    "unit": "Willow NICU",
    "name": "Wanda",
    "email": "Wanda@willow.example",
    "phone": "01632 960 030",
    "time_zone": "Europe/London",
}
PASSWORD = "two hands on a blanket"


@pytest.fixture
def open_unit(db, capsys):
    def run(**changes):
        call_command("new_unit", **ANSWERS | changes)
        return capsys.readouterr().out.split()[-1].removeprefix("http://localhost:8000")

    return run


def choose_password(client, link):
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(form, {"password1": PASSWORD, "password2": PASSWORD})


def test_the_unit_and_its_lead_exist_afterwards(open_unit):
    open_unit()
    unit = Unit.objects.get(name="Willow NICU")
    lead = unit.members.get()
    assert (unit.phone, unit.time_zone) == ("01632 960 030", "Europe/London")
    assert (lead.user.name, lead.user.email, lead.role) == ("Wanda", "wanda@willow.example", "lead")
    assert not lead.user.has_usable_password()


def test_the_link_lets_the_lead_choose_a_password_and_sign_in(open_unit, client):
    choose_password(client, open_unit())
    answer = client.post("/accounts/login/", {"login": "wanda@willow.example", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(name="Wanda").pk)


def test_the_link_works_once(open_unit, client):
    link = open_unit()
    choose_password(client, link)
    client.session.flush()
    before = User.objects.get(name="Wanda").password
    choose_password(client, link)
    assert User.objects.get(name="Wanda").password == before


def test_the_link_expires(open_unit, client, time_machine, settings):
    link = open_unit()
    time_machine.move_to(timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 60))
    choose_password(client, link)
    assert not User.objects.get(name="Wanda").has_usable_password()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"time_zone": "Mars/Olympus"}, "no time zone"),
        ({"email": "wanda"}, "valid email"),
        ({"unit": "Maple NICU"}, "already exists"),
    ],
)
def test_a_wrong_answer_opens_nothing(open_unit, cast, changes, reason):
    with pytest.raises(CommandError, match=reason):
        open_unit(**changes)
    assert not User.objects.filter(name="Wanda").exists()
    assert not Unit.objects.filter(name="Willow NICU").exists()
