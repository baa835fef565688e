"""Log for Bo and Ada: one sheet, two massages, each with its own key, face and routine."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_plan
from django.urls import reverse

from sessions.babies.models import CareTeamMember
from sessions.massages.models import Massage

pytestmark = pytest.mark.django_db
OF_A_BABY = [
    "massage-new", "massage-learn", "massage-afterwards", "massage-paper", "log", "take-along", "card", "questions",
    "plan-versions", "openings", "my-record", "window", "ending",
]  # fmt: skip
OF_A_MASSAGE = ["massage", "massage-saved", "massage-after", "massage-correct", "massage-error", "massage-move"]


@pytest.fixture
def pat(client, cast, catalogue):
    for baby in (cast.bo, cast.ada):
        make_plan(baby=baby, by=cast.tess, now=NOW - timedelta(days=1))
    client.force_login(cast.pat)
    with time_machine.travel(NOW, tick=False):
        yield client


def sheet(cast, **more):
    own = {
        f"{name}-{baby.pk}": value
        for baby, face in ((cast.bo, "asleep"), (cast.ada, "calm"))
        for name, value in (("key", uuid.uuid4()), ("plan", baby.plans.in_force().get().pk), ("mood_after", face))
    }
    said = {"outcome": "completed", "opened_at": NOW.isoformat(), "time_zone": "Europe/London", "ago": "15"}
    return said | own | more


def send(client, cast, data):
    return client.post(reverse("massage-together", args=[cast.ada.pk]), data)


def test_each_baby_gets_a_massage_of_its_own(pat, cast):
    data = sheet(cast, giver=str(cast.jo.pk))
    for _ in range(2):  # sent twice it is still two
        answer = send(pat, cast, data)
    rows = {row.baby: row for row in Massage.objects.all()}
    assert {baby.first_name: row.mood_after for baby, row in rows.items()} == {"Bo": "asleep", "Ada": "calm"}
    for baby, row in rows.items():
        assert row.plan == baby.plans.in_force().get()
        assert str(row.pk) == str(data[f"key-{baby.pk}"])
        assert (row.giver, row.author, row.way) == (cast.jo, cast.pat, "afterwards")
        assert row.started_at == NOW - timedelta(minutes=15)
    page = pat.get(answer.url).content.decode()
    assert page.index("Saved for Bo.") < page.index("Saved for Ada.")
    assert page.count(">Undo<") == 2
    assert "It is saved. Thank you for being with Bo and Ada." in page


def test_undo_for_one_leads_to_the_undo_for_the_other_and_then_home(pat, cast):
    send(pat, cast, sheet(cast))
    bo, ada = Massage.objects.get(baby=cast.bo), Massage.objects.get(baby=cast.ada)
    page = pat.post(reverse("massage-undo", args=[cast.bo.pk, bo.key]), follow=True).content.decode()
    assert "Undone. It does not count." in page
    assert "Saved for Ada." in page
    assert "Saved for Bo." not in page
    assert pat.post(reverse("massage-undo", args=[cast.ada.pk, ada.key])).url == reverse("today")


def test_a_baby_without_a_face_is_left_out(pat, cast):
    send(pat, cast, sheet(cast, **{f"mood_after-{cast.bo.pk}": ""}))
    assert Massage.objects.get().baby == cast.ada


def test_without_any_face_nothing_is_saved_and_nothing_typed_is_lost(pat, cast):
    blank = {f"mood_after-{baby.pk}": "" for baby in (cast.bo, cast.ada)}
    answer = send(pat, cast, sheet(cast, **blank, giver="else", giver_name="Aunt Rosa"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tap a face for each baby." in page
    assert 'value="Aunt Rosa"' in page
    assert not Massage.objects.exists()


def test_when_one_cannot_be_saved_neither_is(pat, cast):
    other = cast.bo.plans.in_force().get().pk
    answer = send(pat, cast, sheet(cast, **{f"plan-{cast.ada.pk}": other}))
    assert answer.status_code == 422
    assert "This routine belongs to another baby." in answer.content.decode()
    assert not Massage.objects.exists()


def test_every_page_of_one_twin_bears_mark_name_and_colour_before_anything_else(pat, cast):
    send(pat, cast, sheet(cast))
    ada, saved = [cast.ada.pk], [cast.ada.pk, Massage.objects.get(baby=cast.ada).key]
    pages = dict.fromkeys(OF_A_BABY, ada) | dict.fromkeys(OF_A_MASSAGE, saved)
    for name, args in (pages | {"plan-version": [cast.ada.pk, 1]}).items():
        answer = pat.get(reverse(name, args=args))
        assert answer.status_code == 200, name
        page = " ".join(answer.content.decode().split())
        head = re.split("<h2|<fieldset|<textarea|<article|<ol", page)[0]
        leaf = r'<svg[^>]*><use href="[^"]*#i-leaf"/></svg>Ada</'
        assert re.search(rf'class="who [^"]*" data-tone="2">{leaf}|aria-current="page">{leaf}', head), name


def test_it_is_offered_only_to_who_may_log_for_two_babies_born_together(pat, cast, client):
    address = reverse("massage-together", args=[cast.bo.pk])
    assert f'href="{address}"' in pat.get(reverse("today")).content.decode()
    CareTeamMember.objects.filter(user=cast.pat, baby=cast.ada).delete()
    assert address not in pat.get(reverse("today")).content.decode()
    assert pat.get(address).status_code == 404
    client.force_login(cast.sam)
    assert client.get(reverse("massage-together", args=[cast.noor.pk])).status_code == 404
