"""The ward's tablet, lent: one person, the babies it was lent for, and nothing else; back after five idle minutes."""

import re
import time
import uuid
from collections import defaultdict
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from addresses import address, names
from cast import NOW, make_massage, make_plan, make_staff
from django.test import Client
from django.urls import NoReverseMatch, reverse

from massage_site.accounts import lent
from massage_site.accounts.models import UnitMember
from massage_site.audit.models import Entry
from sessions.babies.models import CareTeamMember
from sessions.massages.models import Massage
from sessions.rights.acts import OTHER, act_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ward(cast, catalogue, clock):
    """The family's routine, and something of it in the log."""
    for baby in (cast.bo, cast.ada):
        make_plan(baby=baby, by=cast.tess, now=NOW - timedelta(days=2))
        make_massage(baby=baby, author=cast.pat, started_at=NOW - timedelta(days=1))
    return cast


def lend(staff, baby, person, *twins):
    client = Client()
    client.force_login(staff)
    to = reverse("tablet-lend", args=[baby.pk, person.pk])
    client.answer = client.post(to, {"twin": [each.pk for each in twins]})
    return client


@pytest.fixture
def tablet(ward):
    """Lent by Tess to Pat for Bo."""
    return lend(ward.tess, ward.bo, ward.pat)


def test_two_taps_and_the_tablet_is_the_familys(client, ward, settings):
    settings.IDLE_LENT = timedelta(minutes=8)
    client.force_login(ward.nora)
    assert reverse("tablet", args=[ward.bo.pk]) in client.get(reverse("baby", args=[ward.bo.pk])).content.decode()
    page = client.get(reverse("tablet", args=[ward.bo.pk])).content.decode()
    assert "Pat" in page
    assert "Jo" in page
    assert "or 8 minutes without a touch" in page
    answer = client.post(reverse("tablet-lend", args=[ward.bo.pk, ward.pat.pk]))
    assert (answer.url, answer.headers["Clear-Site-Data"]) == (reverse("today"), '"cache"')
    today = client.get(reverse("today")).content.decode()
    assert "This tablet is lent to Pat for Bo." in today
    assert "Done, give it back" in today


def test_the_staffs_own_sign_in_is_over_on_this_device_only(ward):
    elsewhere = Client()
    elsewhere.force_login(ward.tess)
    tablet = lend(ward.tess, ward.bo, ward.pat)
    assert tablet.get(reverse("baby", args=[ward.bo.pk])).status_code == 403
    assert tablet.get(reverse("babies")).status_code == 403
    assert elsewhere.get(reverse("babies")).status_code == 200


def test_who_lent_it_to_whom_for_which_babies_is_written_down(ward):
    lend(ward.tess, ward.bo, ward.pat, ward.ada)
    lines = Entry.objects.filter(act="tablet-lend", who=ward.tess, wrote=True, ids=f"person={ward.pat.pk}")
    assert set(lines.values_list("baby", flat=True)) == {ward.bo.pk, ward.ada.pk}


def test_what_is_done_on_a_loan_says_so_to_the_lead_and_the_family(tablet, ward):
    tablet.get(reverse("today"))
    own = Client()
    own.force_login(ward.pat)
    own.get(reverse("today"))
    lines = Entry.objects.filter(act="today", baby=ward.bo.pk).order_by("pk")
    assert [(each.was_lent, each.names) for each in lines] == [(True, []), (False, [])]
    assert "1 on the ward’s lent tablet" in own.get(reverse("openings", args=[ward.bo.pk])).content.decode()
    own.force_login(ward.lena)
    page = own.get(reverse("unit-openings", args=[ward.maple.pk])).content.decode()
    assert page.count("Today, on the ward’s lent tablet") == 1
    assert "The ward’s tablet, lent to the family" in page


def test_no_address_of_a_loan_is_the_sites_admin():
    """tablet-back and tablet-done open no door, so they leave no line."""
    for name in ("tablet", "tablet-lend", *(lent.OPEN & {"set-aside-removal"})):
        assert act_of(name) != OTHER, name


@pytest.mark.parametrize("who", ["sam", "ines", "tess", "nia"])
def test_it_is_lent_to_nobody_but_the_babys_own_people(ward, who):
    """sam: another family. ines: her time is over. tess: staff. nia: a nurse whose own baby this is."""
    ward.nia = make_staff(name="Nia", unit=ward.birch, role="nurse")
    CareTeamMember.objects.create(baby=ward.bo, user=ward.nia, role="guardian", joined_at=NOW - timedelta(days=9))
    tablet = lend(ward.tess, ward.bo, getattr(ward, who))
    assert tablet.answer.status_code == 404
    assert tablet.get(reverse("babies")).status_code == 200  # still Tess


def test_a_place_that_ends_meanwhile_closes_the_tablet_too(ward, tablet):
    CareTeamMember.objects.filter(user=ward.pat).update(ended_at=NOW)
    assert tablet.get(reverse("massage-new", args=[ward.bo.pk])).status_code == 404


# --- closed by default: every address of the site


IDS = {"slug": "indian-milking", "order": 1, "number": 1, "limb": "left", "name": "x", "width": 480}


def every_address(ward, baby):
    massage = Massage.objects.get(baby=baby)
    ids = IDS | {"pk": baby.pk, "key": massage.key, "person": ward.jo.pk, "unit": ward.maple.pk, "twin": ward.ada.pk}
    rows, keys = defaultdict(lambda: 1, ids), defaultdict(uuid.uuid4, ids)  # what else an address names
    for name in set(names()) - {"tablet-done"}:
        for each in (rows, keys, {"pk": 1}):
            with suppress(NoReverseMatch):
                yield name, address(name, each)
                break
        else:
            raise AssertionError(name)


@pytest.mark.once
def test_of_all_addresses_a_lent_tablet_opens_those_that_are_named(ward, tablet):
    opened = set()
    for name, url in every_address(ward, ward.bo):
        for answer in (tablet.get(url), tablet.post(url)):
            if answer.status_code == 403:
                assert "Done, give it back" in answer.content.decode(), name
            else:
                opened.add(name)
    assert opened == lent.OPEN - {"tablet-done"}
    assert "tablet-done" in lent.OPEN


def test_of_another_baby_it_opens_nothing_not_even_of_the_twin(ward, tablet):
    tried = set()
    for baby in (ward.ada, ward.noor):
        make_massage(baby=ward.noor, author=ward.sam)
        for name, url in every_address(ward, baby):
            if "babies/" in url and name in lent.OPEN:
                tried.add((baby, name))
                for answer in (tablet.get(url), tablet.post(url)):
                    assert answer.status_code in (404, 405), name
        Massage.objects.filter(baby=ward.noor).delete()
    assert len(tried) >= 30


def test_lent_for_both_it_opens_both(ward):
    tablet = lend(ward.tess, ward.bo, ward.pat, ward.ada)
    assert "for Bo and Ada." in tablet.get(reverse("today")).content.decode()
    assert tablet.get(reverse("massage-new", args=[ward.ada.pk])).status_code == 200
    assert tablet.get(reverse("massage-together", args=[ward.bo.pk])).status_code == 200


def test_a_twin_of_whose_family_the_person_is_not_stays_closed(ward):
    CareTeamMember.objects.filter(baby=ward.ada, user=ward.jo).update(ended_at=NOW)
    tablet = lend(ward.tess, ward.bo, ward.jo, ward.ada)
    page = tablet.get(reverse("today")).content.decode()
    assert "lent to Jo for Bo." in page
    assert "Ada" not in page


@pytest.mark.once
def test_no_page_of_it_names_the_twin_or_leads_to_a_closed_door(ward, tablet):
    tablet.post(reverse("massage-starts", args=[ward.bo.pk]))
    todo, seen = [reverse("today")], set()
    while todo:
        url = todo.pop()
        seen.add(url)
        answer = tablet.get(url)
        if answer.status_code in (302, 303):
            todo += {answer.url} - seen
            continue
        assert answer.status_code == 200, url
        page = answer.content.decode()
        if not url.startswith(("/manifest", "/techniques", "/static")):
            assert "Ada" not in page, url
            assert "Done, give it back" in page or url == "/tablet/", url
        found = set(re.findall(r'(?:href|action|formaction)="(/[^"#?]*)', page)) - {
            "/favicon.ico",
            reverse("tablet-done"),
        }
        found = {
            each for each in found if not each.startswith("/static/") and "undo" not in each and "removal" not in each
        }
        todo += [
            each for each in found if each not in seen and each not in todo and tablet.get(each).status_code != 405
        ]
    assert len(seen) > 12


# --- back to the staff


def test_done_ends_it_and_leaves_nothing_to_walk_back_to(ward, tablet):
    tablet.cookies["handhug-theme"], tablet.cookies["handhug-baby"] = "dim", "3"
    answer = tablet.post(reverse("tablet-done"))
    assert answer.url == reverse("tablet-back")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert {name for name, each in answer.cookies.items() if each["max-age"] == 0} == {"sessionid", "handhug-baby"}
    page = tablet.get(answer.url).content.decode()
    assert "Thank you. The tablet is for the staff again." in page
    assert reverse("account_login") in page
    assert not re.search(r"\b(Bo|Ada|Pat)\b", page)
    assert tablet.get(reverse("today")).url.startswith(reverse("account_login"))


def test_the_last_page_is_the_same_for_everybody(ward, tablet):
    """A worker keeps it whoever is signed in at that moment."""
    tablet.post(reverse("massage-undo", args=[ward.bo.pk, Massage.objects.filter(baby=ward.bo).get().key]))  # says so
    assert tablet.get(reverse("tablet-back")).content == Client().get(reverse("tablet-back")).content


def test_done_signs_out_nobody_who_came_in_by_a_door_of_their_own(client, cast):
    client.force_login(cast.tess)
    client.post(reverse("tablet-done"))
    assert client.get(reverse("babies")).status_code == 200


def test_done_says_so_to_a_script_without_a_page(tablet):
    assert tablet.post(reverse("tablet-done"), headers={"X-Requested-With": "fetch"}).status_code == 204
    assert "_auth_user_id" not in tablet.session


def test_five_idle_minutes_give_it_back(ward, tablet, clock):
    clock.shift(299)
    assert tablet.get(reverse("today")).status_code == 200
    clock.shift(299)
    assert tablet.get(reverse("today")).status_code == 200
    clock.shift(301)
    answer = tablet.get(reverse("today"))
    assert answer.url == reverse("tablet-back")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert tablet.get(reverse("massage-new", args=[ward.bo.pk])).url.startswith(reverse("account_login"))


def test_steps_that_ran_without_a_line_say_so_and_keep_it_and_nothing_else_does(tablet, clock):
    clock.shift(20 * 60)
    assert tablet.head(reverse("alive")).status_code == 204
    assert tablet.get(reverse("today")).status_code == 200
    clock.shift(20 * 60)
    assert tablet.get(reverse("alive")).url == reverse("tablet-back")  # typed into the address line


def test_not_for_longer_than_an_hour(tablet, clock):
    clock.shift(61 * 60)
    assert tablet.head(reverse("alive")).url == reverse("tablet-back")


def test_who_begins_to_work_in_a_unit_sees_no_more_with_it(ward, tablet):
    UnitMember.objects.create(unit=ward.maple, user=ward.pat, role="nurse")
    assert tablet.get(reverse("babies")).status_code in (302, 403)
    assert tablet.get(reverse("baby", args=[ward.bo.pk])).status_code in (302, 403)


# --- signing out, on any device


def test_signing_out_clears_copies_and_cookies_and_never_the_storage(client, cast):
    client.force_login(cast.pat)
    client.cookies["handhug-zone"] = "Europe/London"
    before = client.cookies["sessionid"].value
    client.cookies["handhug-device"] = "by it a family comes back with its PIN"
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert {name for name, each in answer.cookies.items() if each["max-age"] == 0} == {"handhug-zone"}
    assert answer.cookies["sessionid"].value != before  # nobody's: it says that they are signed out


def test_a_sign_in_that_grew_too_old_is_cleared_as_well_and_its_form_still_works(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.tess)
    client.get(reverse("account_login"))
    client.session.delete()
    page = client.get(reverse("account_login"))
    assert page.headers["Clear-Site-Data"] == '"cache"'
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    sent = {"csrfmiddlewaretoken": token, "login": "tess@maple.example", "password": "wrong"}
    assert client.post(reverse("account_login"), sent).status_code == 200


def test_who_stays_signed_in_keeps_everything(client, cast):
    client.force_login(cast.pat)
    assert "Clear-Site-Data" not in client.get(reverse("today")).headers
    assert "Clear-Site-Data" not in Client().get(reverse("front")).headers


def test_the_moment_counts_closely(tablet, clock):
    """Not once a minute, as for other sessions: of five minutes that is too much."""
    clock.shift(50)
    tablet.head(reverse("alive"))
    assert tablet.session["seen"] == pytest.approx(time.time())
