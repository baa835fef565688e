"""Who opened what: written at the doors, names and ids only, and never changed again."""

from datetime import timedelta

import pytest
import time_machine
from addresses import address
from cast import NOW, PASSWORD, make_massage, make_plan
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from massage_site.audit import triggers
from massage_site.audit.models import KEPT_FOR, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(cast):
    return Entry.objects.create(at=timezone.now(), who=cast.tess, act="log", wrote=False, status=200)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_database_refuses_to_change_a_line(line):
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        Entry.objects.filter(pk=line.pk).update(act="other")
    line.refresh_from_db()
    assert line.act == "log"


def test_the_database_refuses_to_take_a_line_away(line):
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        Entry.objects.filter(pk=line.pk).delete()
    assert Entry.objects.filter(pk=line.pk).exists()


def test_raw_statements_are_refused_as_well(line):
    connection.check_constraints()  # else PostgreSQL says no for a reason of its own
    statements = ["UPDATE audit_entry SET status = 500", "DELETE FROM audit_entry"]
    for statement in statements + ["TRUNCATE audit_entry"] * (connection.vendor == "postgresql"):
        with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_line_may_go_when_it_is_old_enough(cast):
    old = timezone.now() - KEPT_FOR - timedelta(days=1)
    Entry.objects.create(at=old, who=cast.tess, act="log", wrote=False, status=200)
    assert Entry.objects.forgettable(timezone.now()).delete()[0] == 1


def test_looking_at_a_record_is_one_line(cast):
    signed_in(cast.tess).get(reverse("baby", args=[cast.bo.pk]))
    found = Entry.objects.get()
    assert (found.who, found.unit, found.baby) == (cast.tess, cast.maple, cast.bo.pk)
    assert (found.act, found.wrote, found.status, found.fields) == ("baby", False, 200, "")


def test_a_door_that_stays_closed_is_a_line_too(cast):
    signed_in(cast.tom).get(reverse("baby", args=[cast.bo.pk]))
    signed_in(cast.nora).get(reverse("baby-edit", args=[cast.bo.pk]))
    closed = Entry.objects.order_by("pk").values_list("who", "unit", "baby", "status")
    assert list(closed) == [
        (cast.tom.pk, cast.maple.pk, cast.bo.pk, 404),
        (cast.nora.pk, cast.maple.pk, cast.bo.pk, 403),
    ]


def test_a_unit_that_nobody_knows_is_no_error(cast):
    assert signed_in(cast.tess).get(reverse("unit-policy", args=[999_999])).status_code == 404
    assert Entry.objects.get().unit is None


def test_a_correction_names_the_field_and_no_value(cast):
    massage = make_massage(baby=cast.bo, author=cast.pat, note="Secret words")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        form = signed_in(cast.pat).get(reverse("massage-correct", args=[cast.bo.pk, massage.key])).context["form"]
        sent = {name: value for name in form.fields if (value := form[name].value())} | {"note": "Other words"}
        signed_in(cast.pat).post(reverse("massage-correct", args=[cast.bo.pk, massage.key]), sent)
    found = Entry.objects.get(wrote=True)
    assert (found.act, found.fields, found.ids) == ("massage-correct", "note", f"key={massage.key}")


def test_nobody_writes_into_the_audit_by_the_name_of_a_field(cast):
    signed_in(cast.tess).post(reverse("limb-off", args=[cast.bo.pk]), {"limb": "left", "Bo has a drip": "1"})
    assert Entry.objects.get().fields == "limb"


def test_a_wrong_password_is_a_line_with_the_account_and_not_what_was_typed(cast):
    client = Client()
    client.post(reverse("account_login"), {"login": cast.tess.email, "password": "wrong"})
    client.post(reverse("account_login"), {"login": "nobody@maple.example", "password": "wrong"})
    client.post(reverse("account_login"), {"login": cast.tess.email, "password": PASSWORD})
    found = Entry.objects.order_by("pk").values_list("act", "who", "status", "fields")
    assert [(act, who, status < 300) for act, who, status, _ in found] == [
        ("account_login", cast.tess.pk, True),
        ("account_login", None, True),
        ("account_login", cast.tess.pk, False),
    ]
    assert "maple.example" not in str(list(Entry.objects.values()))


def test_a_page_of_the_admin_is_a_line_with_the_baby(cast):
    cast.lou.is_staff = cast.lou.is_superuser = True
    cast.lou.save()
    signed_in(cast.lou).get(reverse("admin:massage_sessions_baby_change", args=[cast.bo.pk]))
    assert Entry.objects.get(baby=cast.bo.pk).who == cast.lou


def test_a_device_is_written_down_by_its_ticket_and_not_by_who_is_signed_in(cast, catalogue):
    from sessions.massages import tickets

    plan = make_plan(baby=cast.bo, by=cast.tess)
    ticket = tickets.issue(cast.pat, cast.bo, plan, timezone.now())
    signed_in(cast.tess).post(reverse("outbox"), {"kind": "after", "ticket": ticket})
    assert Entry.objects.get().who == cast.pat


PAGES = {
    "pat": ["today", "log", "massage", "massage-new", "massage-learn", "massage-together", "massage-afterwards",
            "plan-versions", "plan-version", "questions", "massage-with-staff", "take-along", "library", "technique",
            "massage-saved", "massage-correct", "massage-error", "massage-move"],
    "tess": ["babies", "baby", "baby-new", "baby-edit", "plan", "plan-versions", "plan-version",
             "plan-preview", "plan-twins", "twins-apart", "invitations", "log", "massage", "questions",
             "demonstrations", "templates", "unit-newer"],
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
def test_no_page_names_a_baby_without_a_line(cast, catalogue, who):
    """Complete by construction: whichever way a name came onto a page, a door has noted it."""
    cast.bo.first_name = "Zebulon"
    cast.bo.save()
    make_plan(baby=cast.bo, by=cast.tess)
    massage = make_massage(baby=cast.bo, author=cast.pat)
    ids = {"pk": cast.bo.pk, "key": massage.key, "number": 1, "unit": cast.maple.pk, "slug": "indian-milking"}
    client, person, silent = signed_in(getattr(cast, who)), getattr(cast, who), []
    for name in PAGES[who]:
        before = Entry.objects.count()
        with time_machine.travel(NOW + timedelta(minutes=3), tick=False):
            page = client.get(address(name, ids))
        assert page.status_code == 200, name
        lines = Entry.objects.order_by("pk")[before:]
        about = {line.baby or line.unit_id for line in lines if line.who_id == person.pk}
        if "Zebulon" in page.content.decode() and not about & {cast.bo.pk, cast.maple.pk}:
            silent.append(name)
    assert silent == []
