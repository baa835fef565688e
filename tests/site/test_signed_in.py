"""Where somebody is signed in: they see each browser in words, and end it. No network address is kept for it."""

import time
from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from cast import PASSWORD
from django.apps import apps
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from page_text import texts_of

from massage_site.accounts import browsers, opened
from massage_site.accounts.devices import DeviceCode
from massage_site.accounts.login_sessions import LoginSession
from massage_site.ago import ago
from massage_site.audit.models import Entry
from sessions.babies.invitations import Invitation
from sessions.babies.models import CareTeamMember
from sessions.rights.erasures import Erasure

HERE, OTHERS = reverse("signed-in"), reverse("signed-in-others-end")
TABLET = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "


@pytest.mark.parametrize(("name", "said"), [
    (TABLET, "Chrome on an Android tablet"),
    (TABLET.replace("Safari", "Mobile Safari"), "Chrome on an Android phone"),
    (TABLET.replace("Chrome/", "SamsungBrowser/27.0 Chrome/"), "Samsung Internet on an Android tablet"),
    ("Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0", "Firefox on an Android phone"),
    (PHONE, "Safari on an iPhone"),
    (PHONE.replace("Version/18.1", "CriOS/131.0"), "Chrome on an iPhone"),
    (PHONE.replace("iPhone; CPU iPhone", "iPad; CPU"), "Safari on an iPad"),
    (f"{MAC}605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Safari on a Mac or an iPad"),
    (f"{MAC}605.1.15 (KHTML, like Gecko) CriOS/131 Version/11.1.1 Safari/605.1.15", "Chrome on an iPad"),
    (f"{MAC}537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36", "Chrome on a Mac"),
    (f"{WINDOWS}Safari/537.36 Edg/131.0.0.0", "Microsoft Edge on a Windows computer"),
    (f"{WINDOWS}Safari/537.36 OPR/116.0.0.0", "Opera on a Windows computer"),
    ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/131.0.0.0 Safari/537.36", "Chrome on a Chromebook"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on a Linux computer"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148", "A browser on an iPhone"),
    ("curl/8", "A browser"),
    ("", "A browser"),
])  # fmt: skip
def test_a_browser_in_words_that_a_person_knows_it_by(name, said):
    assert browsers.words_of({browsers.KEPT: browsers.kind_of(name)}) == said


def test_a_session_from_before_is_a_browser(client, cast):
    client.force_login(cast.pat)
    assert "A browser" in words(client.get(HERE))


@pytest.mark.parametrize(("seconds", "said"), [
    (0, "a moment ago"), (119, "a moment ago"), (120, "2 minutes ago"), (3599, "59 minutes ago"),
    (3600, "1 hour ago"), (86399, "23 hours ago"), (86400, "1 day ago"), (13 * 86400, "13 days ago"),
    (14 * 86400, "2 weeks ago"),
])  # fmt: skip
def test_how_long_ago_it_was(seconds, said):
    assert ago(seconds) == said


def words(answer):
    return " | ".join(texts_of(answer))


def family(cast, name="Robin", agent=TABLET):
    """Somebody who comes in with a code, in a browser of this name."""
    client = Client(headers={"User-Agent": agent})
    _, code = Invitation.issue([cast.bo], by=cast.tess, now=timezone.now(), role="guardian", for_name=name)
    client.post(reverse("join"), {"code": code})
    client.post(reverse("join-open"), {"name": name, "agree": "on"})
    return client


def again(client, agent=PHONE):
    """The same person, who hands over to another browser."""
    other = Client(headers={"User-Agent": agent})
    other.post(reverse("join"), {"code": DeviceCode.issue(person(client), timezone.now())})
    return other


def person(client):
    return LoginSession.objects.get(pk=client.session.session_key).user


def handle(client):
    return LoginSession.objects.get(pk=client.session.session_key).handle


def same(client):
    """The same browser once more, whatever an answer takes off it."""
    other = Client()
    other.cookies["sessionid"] = client.cookies["sessionid"].value
    return other


def is_in(client):
    return client.get(reverse("home")).url != f"{reverse('account_login')}?next={reverse('home')}"


@pytest.fixture
def two(cast):
    """A tablet and a phone of one person of a family."""
    tablet = family(cast)
    return tablet, again(tablet)


def test_one_sees_each_browser_when_it_came_in_and_when_it_was_used(two):
    tablet, phone = two
    with time_machine.travel(time.time() + 3 * 3600):
        phone.get(reverse("today"))
    with time_machine.travel(time.time() + 2 * 86400):
        page = words(tablet.get(HERE))
    assert page.index("Chrome on an Android tablet") < page.index("This one") < page.index("Safari on an iPhone")
    assert page.count("Sign out there") == 1
    assert "2 days ago | Last used: a moment ago" in page
    assert "2 days ago | Last used: 1 day ago" in page


def test_no_address_no_key_and_no_more_of_the_browsers_name_is_kept_or_shown(two):
    tablet, phone = two
    kept = str([row.session for row in LoginSession.objects.all()])
    assert not any(each in kept for each in ("127.0.0.1", "Mozilla", "Linux", "KHTML", "Version"))
    page = tablet.get(HERE).content.decode()
    assert handle(phone) in page
    assert phone.session.session_key not in page
    assert tablet.session.session_key not in page


def test_what_is_signed_out_is_out_at_once_and_nothing_else_is(two, cast):
    tablet, phone = two
    stranger = again(family(cast, "Kim"))
    DeviceCode.issue(person(tablet), timezone.now())
    answer = tablet.post(reverse("signed-in-end", args=[handle(phone)]), follow=True)
    assert "It is signed out there." in words(answer)
    assert "You are signed in nowhere else." in words(answer)
    assert not is_in(phone)
    assert is_in(tablet)
    assert is_in(stranger)
    assert not DeviceCode.objects.filter(user=person(tablet), used_at=None).exists(), "a finder may have made it"
    line = Entry.objects.get(act="signed-in-end")
    assert (line.who_id, line.wrote, line.ids, line.fields) == (person(tablet).pk, True, "", "")


def test_a_page_that_is_on_its_way_does_not_bring_it_back(two):
    tablet, phone = two
    held = phone.session
    held["seen"] = 1
    tablet.post(reverse("signed-in-end", args=[handle(phone)]))
    with pytest.raises(UpdateError):
        held.save()
    assert not is_in(phone)


def test_all_others_end_in_one_go(two, cast):
    tablet, phone = two
    third, stranger = again(tablet), family(cast, "Kim")
    assert "You are signed in only here now." in words(phone.post(OTHERS, follow=True))
    assert [is_in(each) for each in (tablet, phone, third, stranger)] == [False, True, False, True]
    assert Entry.objects.get(act="signed-in-others-end").who_id == person(phone).pk


def test_nobody_signs_out_somebody_else_and_the_answer_says_nothing(two, cast):
    tablet, _phone = two
    stranger = family(cast, "Kim")
    for what in (handle(tablet), "nobody"):
        answer = stranger.post(reverse("signed-in-end", args=[what]), follow=True)
        assert "It is signed out there." in words(answer)
    stranger.post(OTHERS)
    stranger.post(reverse("signed-in-end", args=[handle(stranger)]))
    assert is_in(tablet)
    assert is_in(stranger), "the one at hand is signed out by its own button"
    assert not Entry.objects.filter(act="signed-in-end").exists()


def test_nothing_ends_because_there_are_many(two):
    tablet, phone = two
    more = [again(tablet) for _ in range(8)]
    assert all(map(is_in, [tablet, phone, *more]))
    assert words(tablet.get(HERE)).count("Sign out there") == 9


def test_a_link_to_it_changes_nothing(two):
    tablet, phone = two
    assert tablet.get(reverse("signed-in-end", args=[handle(phone)])).status_code == 405
    assert tablet.get(OTHERS).status_code == 405
    assert is_in(phone)


def test_what_opens_nothing_any_more_is_not_shown(client, cast, settings):
    settings.IDLE_STAFF = timedelta(minutes=15)
    client.force_login(cast.tess)
    idle, changed = Client(), Client()
    with time_machine.travel(time.time() - 3600):
        idle.force_login(cast.tess)
    changed.force_login(cast.tess)
    assert words(client.get(HERE)).count("Sign out there") == 1
    new = {"oldpassword": PASSWORD, "password1": "a cot beside a window", "password2": "a cot beside a window"}
    client.post(reverse("account_change_password"), new)
    assert "You are signed in nowhere else." in words(client.get(HERE))


def test_staff_first_show_again_who_they_are(client, cast):
    client.force_login(cast.tess)
    (other := Client()).force_login(cast.tess)
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [each | {"at": each["at"] - opened.FRESH} for each in records]
    session.save()
    answer = client.post(OTHERS)
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert is_in(other)
    assert "First show that it is you." in words(client.get(answer.url))
    assert client.post(answer.url, {"password": PASSWORD}).url == HERE
    client.post(OTHERS)
    assert not is_in(other)


def test_a_lent_tablet_is_on_the_list_of_its_family_and_has_no_list(client, cast):
    phone, ward = family(cast), Client()
    ward.force_login(cast.nora)
    ward.post(reverse("tablet-lend", args=[cast.bo.pk, person(phone).pk]))
    page = words(phone.get(HERE))
    assert "The ward’s tablet, lent to you" in page
    assert [ward.get(HERE).status_code, ward.post(OTHERS).status_code] == [403, 403]
    phone.post(OTHERS)
    assert not is_in(ward)


def test_it_is_found_where_people_look_after_how_they_come_in(client, cast):
    for who, page in ((cast.pat, "keep-place"), (cast.tess, "mfa_index")):
        client.force_login(who)
        assert f'href="{HERE}"' in client.get(reverse(page)).content.decode()


def test_who_is_erased_is_signed_in_nowhere(two, cast):
    tablet, phone = two
    who, others = person(tablet), LoginSession.objects.filter(user=person(family(cast, "Kim")))
    CareTeamMember.objects.exclude(user=who).delete()
    Erasure.do(cast.bo, by=cast.lena, now=timezone.now())
    assert not LoginSession.objects.filter(user=who).exists()
    assert not is_in(phone)
    assert others.exists(), "Kim never belonged to this record any more"


def test_an_upgrade_signs_nobody_out(client, cast):
    client.force_login(cast.pat)
    row = LoginSession.objects.get(pk=client.session.session_key)
    later = row.expire_date
    Session.objects.create(pk=row.pk, session_data=row.session_data, expire_date=later)
    Session.objects.create(pk="over", session_data=row.session_data, expire_date=timezone.now())
    Session.objects.create(pk="nobody", session_data="", expire_date=later)
    LoginSession.objects.all().delete()
    assert not is_in(same(client))
    import_module("massage_site.accounts.migrations.0007_nobody_is_signed_out").take_along(apps, None)
    assert is_in(client)
    assert set(LoginSession.objects.values_list("pk", "user")) == {(row.pk, cast.pat.pk), ("nobody", None)}
    assert not Session.objects.exists()
