"""Who opened what, as the unit's lead and a family read it."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from massage_site.audit.models import Entry
from sessions.rights.acts import ACTS, GROUPS, Kind, act_of, kind_of
from sessions.rights.csv_cells import STARTS, cell
from tests.addresses import names

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def opened(who, baby, act="baby", wrote=False, status=200, **more):
    return Entry.objects.create(
        at=timezone.now(), who=who, unit=baby.unit, baby=baby.pk, act=act, wrote=wrote, status=status, **more
    )


def test_the_lead_reads_who_did_what_in_words(cast):
    opened(cast.tess, cast.bo)
    opened(cast.pat, cast.bo, act="massage-correct", wrote=True, status=302, fields="mood_after")
    opened(cast.tom, cast.bo, status=404)
    page = signed_in(cast.lena).get(reverse("unit-openings", args=[cast.maple.pk]))
    lines = [(line.who, line.kind, line.where, line.baby) for line in page.context["lines"]]
    assert ("Tess", "Saw", "The record", "Bo") in lines
    assert ("Pat", "Corrected", "A massage", "Bo") in lines
    assert ("Tom", "Was refused", "The record", "Bo") in lines
    assert "mood_after" in page.content.decode()


def test_a_failed_sign_in_of_somebody_who_works_here_is_on_the_leads_page(cast):
    Client().post(reverse("account_login"), {"login": cast.tess.email, "password": "wrong"})
    Client().post(reverse("account_login"), {"login": cast.tom.email, "password": "wrong"})
    page = signed_in(cast.lena).get(reverse("unit-openings", args=[cast.maple.pk]))
    assert [(line.who, line.kind) for line in page.context["lines"]] == [("Tess", "Failed to sign in")]


def test_one_person_or_one_baby_can_be_chosen(cast):
    opened(cast.tess, cast.bo)
    opened(cast.nora, cast.ada)
    url, client = reverse("unit-openings", args=[cast.maple.pk]), signed_in(cast.lena)
    assert [line.who for line in client.get(url, {"person": cast.nora.pk}).context["lines"]] == ["Nora"]
    assert [line.who for line in client.get(url, {"baby": cast.bo.pk}).context["lines"]] == ["Tess"]
    assert client.get(url, {"person": "x", "baby": "x", "before": "9" * 40}).status_code == 200


def test_another_units_lines_are_not_here(cast):
    opened(cast.tess, cast.bo)
    page = signed_in(cast.lou).get(reverse("unit-openings", args=[cast.birch.pk]))
    assert page.context["lines"] == []


def test_earlier_lines_follow_on_the_next_page(cast):
    for _ in range(120):
        opened(cast.tess, cast.bo)
    url, client = reverse("unit-openings", args=[cast.maple.pk]), signed_in(cast.lena)
    first = client.get(url)
    second = client.get(url, {"before": first.context["next"]})
    seen = [line.entry.pk for page in (first, second) for line in page.context["lines"]]
    assert len(first.context["lines"]) == 100
    assert len(set(seen)) == len(seen)


def test_the_table_has_the_same_lines_and_no_cell_is_a_formula(cast):
    cast.tess.name = '=HYPERLINK("x")'
    cast.tess.save()
    opened(cast.tess, cast.bo)
    answer = signed_in(cast.lena).get(reverse("unit-openings-csv", args=[cast.maple.pk]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][1:5] == ['\'=HYPERLINK("x")', "Saw", "The record", "Bo"]


@pytest.mark.parametrize("start", STARTS)
def test_a_cell_that_begins_like_a_formula_is_text(start):
    assert cell(f"{start}1").startswith("'")
    assert cell("1 + 1") == "1 + 1"
    assert cell(-1) == -1


def test_a_family_sees_names_and_roles_by_day_and_nobodys_address(cast):
    cast.jo.email = "jo@home.example"
    cast.jo.save()
    opened(cast.tess, cast.bo)
    opened(cast.tess, cast.bo, act="log")
    opened(cast.jo, cast.bo, act="questions")
    opened(cast.tom, cast.bo, status=404)
    opened(cast.nora, cast.ada)
    page = signed_in(cast.pat).get(reverse("openings", args=[cast.bo.pk]))
    seen = {(each.name, each.role, each.times) for each in page.context["openings"]}
    assert seen == {("Tess", "Therapist", 2), ("Jo", "Parent or guardian", 1)}
    assert "example" not in page.content.decode()
    assert "uestion" not in page.content.decode().split("<main")[1].split("</main")[0]


def test_older_openings_are_the_leads_and_not_on_the_familys_page(cast):
    Entry.objects.create(
        at=timezone.now() - timedelta(days=90), who=cast.tess, unit=cast.maple, baby=cast.bo.pk, act="baby",
        wrote=False, status=200,
    )  # fmt: skip
    page = signed_in(cast.pat).get(reverse("openings", args=[cast.bo.pk]))
    assert page.context["openings"] == []


def test_every_address_has_words_and_every_word_an_address():
    here = {name for name in names() if name}
    unknown = {name for name in ACTS if name not in here} - {"mfa_authenticate"}
    assert unknown == set()
    for start in set(GROUPS) - {"massage_sessions"}:
        assert any(name.startswith(start) for name in here), start


@pytest.mark.parametrize(
    ("act", "wrote", "status", "kind"),
    [
        ("baby", False, 200, Kind.SAW),
        ("baby-new", True, 302, Kind.CREATED),
        ("baby-new", True, 422, Kind.TRIED),
        ("take-along", False, 200, Kind.PRINTED),
        ("record-download", True, 200, Kind.EXPORTED),
        ("invitations", True, 200, Kind.INVITED),
        ("family-end", True, 302, Kind.ROLE),
        ("unit-policy-sign", True, 302, Kind.POLICY),
        ("plan", False, 403, Kind.REFUSED),
        ("account_login", True, 200, Kind.FAILED),
        ("account_login", True, 302, Kind.CAME),
    ],
)
def test_a_line_is_of_a_kind(act, wrote, status, kind):
    assert kind_of(Entry(act=act, wrote=wrote, status=status)) is kind


def test_an_address_nobody_described_is_the_admins():
    assert str(act_of("auth_group_changelist").words) == "The site’s admin"
