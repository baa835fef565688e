"""Leaving, taking a copy, and erasing: what goes, what stays, and what a restored backup does."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from massage_site.accounts.models import User
from massage_site.audit.models import Entry
from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby, CareTeamMember
from sessions.massages.models import Massage
from sessions.rights.erasures import Erasure, listed
from sessions.rights.packing import pack
from sessions.rights.unpacking import unpack
from tests.cast import NOW, make_massage, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def erase_list(settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def files_of(cast, who=None):
    answer = signed_in(who or cast.pat).post(reverse("record-download", args=[cast.bo.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_download_holds_what_its_list_says(cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess)
    make_massage(baby=cast.bo, author=cast.pat, note="=1+1")
    files = files_of(cast)
    manifest = json.loads(files["manifest.json"])
    assert {each["name"] for each in manifest["files"]} == {
        "record.html",
        "record.json",
        "massages.csv",
        "questions.csv",
    }
    for each in manifest["files"]:
        assert hashlib.sha256(files[each["name"]]).hexdigest() == each["sha256"]
        assert len(files[each["name"]]) == each["bytes"]
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert set(sums) == set(files) - {"SHA256SUMS"}
    assert "'=1+1" in files["massages.csv"].decode()
    assert json.loads(files["record.json"]) == json.loads(json.dumps(pack(cast.bo, cast.pat)))
    assert "Bo" in files["record.html"].decode()


def test_the_copy_is_written_down(cast):
    files_of(cast)
    line = Entry.objects.get(act="record-download")
    assert (line.who, line.baby, line.wrote) == (cast.pat, cast.bo.pk, True)


def test_the_name_of_the_file_names_no_baby(cast):
    answer = signed_in(cast.pat).post(reverse("record-download", args=[cast.bo.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="handhug-record.zip"'
    assert "no-store" in answer.headers["Cache-Control"]


def test_who_leaves_sees_no_baby_of_this_birth_and_what_was_written_stays(cast):
    make_massage(baby=cast.bo, author=cast.pat)
    signed_in(cast.pat).post(reverse("leaving", args=[cast.bo.pk]))
    assert not CareTeamMember.objects.at(NOW).filter(user=cast.pat).exists()
    assert CareTeamMember.objects.at(NOW).filter(user=cast.jo).count() == 2
    assert Massage.objects.filter(baby=cast.bo).count() == 1


def test_a_parent_asks_and_either_parent_takes_it_back(cast):
    signed_in(cast.pat).post(reverse("erasure-ask", args=[cast.bo.pk]))
    signed_in(cast.pat).post(reverse("erasure-ask", args=[cast.bo.pk]))
    assert Erasure.objects.waiting().count() == 1
    assert "Take the wish back" in signed_in(cast.jo).get(reverse("my-record", args=[cast.bo.pk])).content.decode()
    signed_in(cast.jo).post(reverse("erasure-withdraw", args=[cast.bo.pk]))
    assert not Erasure.objects.waiting().exists()
    assert Baby.objects.filter(pk=cast.bo.pk).exists()


def test_the_lead_finds_the_wish_and_what_stays_by_name(cast):
    Erasure.ask(cast.bo, by=cast.pat, now=NOW)
    assert "A family asks" in signed_in(cast.lena).get(reverse("unit-openings", args=[cast.maple.pk])).content.decode()
    page = signed_in(cast.lena).get(reverse("erasure", args=[cast.bo.pk])).content.decode()
    assert "Who opened this record" in page
    assert "the hospital keeps" in page


def test_nothing_is_erased_without_the_tick(cast):
    answer = signed_in(cast.lena).post(reverse("erasure", args=[cast.bo.pk]))
    assert answer.status_code == 422
    assert Baby.objects.filter(pk=cast.bo.pk).exists()
    assert listed() == []


def test_erasing_takes_the_record_and_leaves_the_twin_and_the_audit(cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess)
    make_massage(baby=cast.bo, author=cast.pat)
    make_massage(baby=cast.ada, author=cast.pat)
    signed_in(cast.tess).get(reverse("baby", args=[cast.bo.pk]))
    invitation, _ = Invitation.issue([cast.bo, cast.ada], by=cast.tess, now=NOW, role="family", for_name="Rosa")
    alone, _ = Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="family", for_name="Ravi")
    signed_in(cast.lena).post(reverse("erasure", args=[cast.bo.pk]), {"read": "on"})
    assert not Baby.objects.filter(pk=cast.bo.pk).exists()
    assert Massage.objects.get().baby == cast.ada
    assert list(invitation.babies.all()) == [cast.ada]
    assert not Invitation.objects.filter(pk=alone.pk).exists()
    assert set(Entry.objects.filter(baby=cast.bo.pk).values_list("act", flat=True)) == {"baby", "erasure"}
    assert listed() == [str(cast.bo.pk)]
    page = signed_in(cast.lena).get(reverse("unit-openings", args=[cast.maple.pk])).content.decode()
    assert "A record that is not open to the unit any more" in page


def test_a_family_with_no_other_baby_loses_its_name_and_its_way_in(cast):
    sam = signed_in(cast.sam)
    Erasure.do(cast.noor, by=cast.lena, now=NOW)
    cast.sam.refresh_from_db()
    assert (cast.sam.name, cast.sam.is_active, cast.sam.email) == ("Somebody of a family", False, None)
    assert sam.get(reverse("today")).status_code == 302
    Erasure.do(cast.bo, by=cast.lena, now=NOW)
    assert User.objects.get(pk=cast.pat.pk).name == "Pat"  # Ada is still here


def test_a_backup_that_comes_back_is_erased_again(cast, catalogue):
    backup = pack(cast.bo)
    Erasure.do(cast.bo, by=cast.lena, now=NOW)
    Erasure.objects.all().delete()
    unpack(json.loads(json.dumps(backup)))
    call_command("replay_erasures")
    assert not Baby.objects.filter(pk=cast.bo.pk).exists()
    assert Erasure.objects.get().done_at is not None
    call_command("replay_erasures")
    assert Erasure.objects.count() == 1


def test_the_list_names_ids_and_times_only(cast, settings):
    Erasure.do(cast.bo, by=cast.lena, now=NOW)
    assert set(json.loads(settings.ERASURES.read_text())) == {"baby", "at"}


def test_a_massage_that_waits_on_a_device_of_an_erased_record_is_refused_and_not_written(cast, catalogue):
    from sessions.massages import tickets

    ticket = tickets.issue(cast.pat, cast.bo, make_plan(baby=cast.bo, by=cast.tess), NOW)
    Erasure.do(cast.bo, by=cast.lena, now=NOW)
    assert signed_in(cast.pat).post(reverse("outbox"), {"kind": "massage", "ticket": ticket}).status_code == 401
    assert not Massage.objects.exists()
