"""The family's way in: what a code opens, what is read first, and how guessing is slowed."""

import hashlib
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from massage_site.accounts.models import User
from sessions.babies import guessing, texts
from sessions.babies.invitations import Acceptance, Invitation
from sessions.babies.joining_forms import JoinForm
from sessions.babies.models import CareTeamMember
from tests.cast import NOW, PASSWORD

JOIN, OPEN, TODAY = "/join/", "/join/open/", "/today/"
WRONG = "ZZZZ ZZZZ"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def code_for(cast, *, babies=None, **facts):
    facts = {"role": "guardian", "for_name": "Robin", "by": cast.tess, "now": NOW} | facts
    return Invitation.issue(babies or [cast.bo, cast.ada], **facts)


def type_code(client, code, **extra):
    client.get(JOIN)  # every device has the cookie of the page that it types into
    return client.post(JOIN, {"code": code}, **extra)


def come_in(client, **answers):
    return client.post(OPEN, {"name": "Robin", "relation": "", "agree": "on"} | answers)


def words(answer):
    # chance may spell a name in a token
    page = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())
    return unescape(page)


# --- the code


def test_the_door_has_one_field_and_opens_to_everybody(cast, client):
    page = words(client.get(JOIN))
    assert page.count('type="text"') == 1
    assert "No 0, 1, I, L or O in a code." in page


@pytest.mark.parametrize("typed", ["{0}", "{0} ", "{1} {2}", "{1}-{2}", " {1}  {2} "])
@pytest.mark.parametrize("small", [False, True])
def test_a_code_is_read_as_people_type_it(cast, client, typed, small):
    _, code = code_for(cast)
    text = typed.format(code, code[:4], code[4:])
    assert type_code(client, text.lower() if small else text).url == OPEN


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("K7MO 4RW1", "There is no 1 or O in a code. Please look at it once more."),
        ("K7MP 4RW", "A code has 8 letters and numbers. This one has 7."),
        ("", "Please type the code. It has 8 letters and numbers."),
    ],
)
def test_what_no_code_can_be_is_explained_and_is_no_guess(cast, client, typed, said):
    for _ in range(guessing.DEVICE.tries + 1):
        answer = type_code(client, typed)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert typed in words(answer)
    assert guessing.seconds_to_wait(guessing.Asker(client.cookies["csrftoken"].value, "127.0.0.1"), NOW) == 0


def test_a_wrong_code_says_what_to_do_and_names_nobody(cast, client):
    code_for(cast)
    answer = type_code(client, WRONG)
    assert answer.status_code == 422
    assert "This code does not fit. Check each letter, or ask for a new one." in words(answer)
    assert not any(name in words(answer) for name in ("Bo<", "Ada", "Maple", "Robin"))


def test_a_code_that_is_over_says_honestly_why(cast, client, clock):
    used, used_code = code_for(cast, for_name="One")
    used.accept(now=NOW)
    _, old_code = code_for(cast, for_name="Two")
    revoked, revoked_code = code_for(cast, for_name="Three", now=NOW + timedelta(hours=20))
    revoked.revoke(NOW)
    clock.move_to(NOW + timedelta(hours=25))
    for code, said in [
        (used_code, "This code was used before"),
        (old_code, "It worked until Friday 4 December, 19:30."),
        (revoked_code, "This code was taken back"),
    ]:
        answer = type_code(client, code)
        assert (answer.status_code, said in words(answer)) == (410, True)
        assert "Ada" not in words(answer)
        assert client.get(OPEN).url == JOIN


def test_whoever_used_the_code_and_scans_it_again_simply_goes_on(cast, client):
    _, code = code_for(cast)
    type_code(client, code)
    come_in(client)
    assert type_code(client, code).url == TODAY


# --- what it opens, before anything is asked


def test_no_name_of_a_baby_is_shown_before_a_right_code(cast, client):
    assert client.get(OPEN).url == JOIN
    _, code = code_for(cast)
    answer = type_code(client, code)
    assert list(client.session.keys()) == ["invitation"]
    assert answer.content == b""
    page = words(client.get(OPEN))
    assert page.index("Bo</b>") < page.index("Ada</b>") < page.index("Maple NICU")
    assert page.index("Maple NICU") < page.index("Nobody reads it live") < page.index("Your first name")
    assert "It does not check your baby’s health" in page
    assert "Bo" not in page.split("</title>")[0]


def test_the_page_is_kept_by_no_cache(cast, client):
    _, code = code_for(cast)
    type_code(client, code)
    assert "no-store" in client.get(OPEN)["Cache-Control"]


def test_a_code_for_one_twin_opens_only_that_one(cast, client):
    _, code = code_for(cast, babies=[cast.ada])
    type_code(client, code)
    assert "Bo</b>" not in words(client.get(OPEN))
    come_in(client)
    assert list(CareTeamMember.objects.filter(user__name="Robin").values_list("baby__first_name", flat=True)) == ["Ada"]


def test_the_first_name_and_the_yes_are_asked_for_and_nothing_typed_is_lost(cast, client):
    _, code = code_for(cast)
    type_code(client, code)
    answer = client.post(OPEN, {"name": "", "relation": "mother"})
    assert answer.status_code == 422
    for said in ("Please write your first name.", "Please tick this to go on.", 'value="mother"'):
        assert said in words(answer)
    assert not User.objects.filter(name="Robin").exists()


def test_the_texts_change_only_with_their_version():
    told = [(text.slug, text.version, str(text.heading), *map(str, text.sentences)) for text in texts.TEXTS]
    assert hashlib.sha256(repr(told).encode()).hexdigest()[:12] == "db109f48ba80"


# --- coming in


def test_a_new_person_comes_in_without_e_mail_or_password(cast, client):
    invitation, code = code_for(cast)
    type_code(client, code)
    before = client.session.session_key
    assert come_in(client, name="Robin K", relation="aunt").url == TODAY
    person = User.objects.get(name="Robin K")
    assert (person.email, person.has_usable_password()) == (None, False)
    assert int(client.session["_auth_user_id"]) == person.pk
    assert client.session.session_key != before
    assert "invitation" not in client.session
    rows = person.care_team.values_list("baby__first_name", "role", "relation", "expires_at")
    assert sorted(rows) == [("Ada", "guardian", "aunt", None), ("Bo", "guardian", "aunt", None)]
    invitation.refresh_from_db()
    assert (invitation.used_by, invitation.used_at) == (person, NOW)


def test_the_acceptance_is_recorded_with_its_version_once(cast, client):
    for _ in range(2):
        _, code = code_for(cast, for_user=cast.pat, for_name="Pat")
        type_code(client, code)
        come_in(client)
    rows = Acceptance.objects.filter(user=cast.pat).values_list("text", "version", "accepted_at")
    assert sorted(rows) == [("privacy", texts.PRIVACY.version, NOW), ("what-this-is", texts.WHAT_THIS_IS.version, NOW)]


def test_a_helper_comes_in_for_fourteen_days(cast, client, clock):
    _, code = code_for(cast, babies=[cast.bo], role="helper")
    type_code(client, code)
    assert "follow the routine and write the log, until 17 December" in words(client.get(OPEN))
    come_in(client)
    assert "Bo</h2>" in words(client.get(TODAY))
    client.session.set_expiry(timedelta(days=30))
    person = User.objects.get(name="Robin")
    clock.move_to(NOW + timedelta(days=14))
    client.force_login(person)
    page = words(client.get(TODAY))
    assert not re.search(r"\bBo\b", page)
    assert "No baby is open to you now" in page


def test_a_new_code_for_somebody_who_is_here_signs_them_in(cast, client):
    _, code = code_for(cast, for_user=cast.jo, for_name="Jo")
    type_code(client, code)
    assert "Your first name" not in words(client.get(OPEN))
    come_in(client)
    assert int(client.session["_auth_user_id"]) == cast.jo.pk
    assert cast.jo.care_team.count() == 2


def test_who_is_signed_in_adds_the_baby_to_their_own(cast, client):
    client.force_login(cast.pat)
    _, code = code_for(cast, babies=[cast.noor], for_name="Somebody")
    type_code(client, code)
    page = words(client.get(OPEN))
    assert "You are signed in as Pat." in page
    assert "Add Noor for Pat" in page
    assert "You are not Pat? Sign out first." in page
    people = User.objects.count()
    come_in(client)
    assert User.objects.count() == people
    assert cast.pat.care_team.filter(baby=cast.noor).exists()


@pytest.mark.parametrize("who", ["sam", "tess"])
def test_nobody_comes_in_on_somebody_elses_sign_in(cast, client, who):
    for_user = cast.pat if who == "sam" else None
    invitation, code = code_for(cast, for_user=for_user, for_name="Pat")
    client.force_login(getattr(cast, who))
    type_code(client, code)
    page = words(client.get(OPEN))
    assert "Sign out" in page
    assert "Your first name" not in page
    assert come_in(client).status_code == 422
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_of_two_at_once_one_comes_in_and_the_other_reads_why(cast, client):
    invitation, code = code_for(cast)
    type_code(client, code)
    client.get(OPEN)
    people = User.objects.count()
    real = JoinForm.let_in

    def a_moment_later(form, now):
        Invitation.objects.get(pk=invitation.pk).accept(now=now, user=cast.jo)
        return real(form, now)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(JoinForm, "let_in", a_moment_later)
        answer = come_in(client)
    assert answer.status_code == 410
    assert "This code was used a moment ago" in words(answer)
    assert User.objects.count() == people
    assert "_auth_user_id" not in client.session


# --- guessing


def guess(address="192.0.2.7", device="a", now=NOW):
    return guessing.count_wrong(guessing.Asker(device, address), now)


def test_after_five_wrong_codes_the_device_waits_and_the_page_says_how_long(cast, client, clock):
    _, code = code_for(cast)
    answers = [type_code(client, WRONG) for _ in range(guessing.DEVICE.tries)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert "Please wait 30 seconds." in words(answers[-1])
    assert type_code(client, code).status_code == 429
    clock.move_to(NOW + timedelta(seconds=31))
    assert type_code(client, code).url == OPEN


def test_the_wait_grows_up_to_ten_minutes_and_is_forgotten_after_an_hour(cast, clock):
    now, waits = NOW, []
    for _ in range(12):
        waits.append(guess(now=now))
        now += timedelta(seconds=waits[-1] or 1)
        clock.move_to(now)
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 600, 600, 600]
    clock.move_to(now + timedelta(hours=1, seconds=1))
    assert guess(now=now + timedelta(hours=1, seconds=1)) == 0


def test_tries_during_the_wait_do_not_make_it_longer(cast, client, clock):
    _, code = code_for(cast)
    for _ in range(guessing.DEVICE.tries):
        type_code(client, WRONG)
    clock.move_to(NOW + timedelta(seconds=20))
    assert "Please wait 10 seconds." in words(type_code(client, WRONG))
    clock.move_to(NOW + timedelta(seconds=30))
    assert type_code(client, code).url == OPEN


def test_a_family_on_the_wards_address_comes_in_while_another_device_waits(cast, client):
    _, code = code_for(cast)
    for _ in range(guessing.DEVICE.tries + 3):
        type_code(client, WRONG)
    assert type_code(Client(), code).url == OPEN


def test_one_who_throws_the_cookie_away_makes_the_ward_wait_a_minute_at_the_longest(cast):
    waits = [guess(device=str(n)) for n in range(guessing.BUSY - 1)]
    assert waits[: guessing.ADDRESS.tries - 1] == [0] * (guessing.ADDRESS.tries - 1)
    assert waits[guessing.ADDRESS.tries - 1] == 30
    assert max(waits) == 60
    assert guessing.seconds_to_wait(guessing.Asker("family", "192.0.2.7"), NOW) == 60


def test_another_address_is_not_slowed(cast, client):
    _, code = code_for(cast)
    for _ in range(guessing.DEVICE.tries):
        type_code(client, WRONG)
    assert type_code(client, code, REMOTE_ADDR="192.0.2.9").url == OPEN


def test_guesses_from_everywhere_slow_each_address_after_its_first_and_shut_out_no_right_code(cast, client, clock):
    _, code = code_for(cast)
    for n in range(guessing.BUSY):
        assert guess(f"198.51.100.{n}") == 0
    assert guess("203.0.113.1") == 30
    assert type_code(client, code, REMOTE_ADDR="203.0.113.2").url == OPEN
    clock.move_to(NOW + timedelta(hours=1, seconds=1))
    assert guess("203.0.113.3", now=NOW + timedelta(hours=1, seconds=1)) == 0


def test_an_address_is_the_network_of_a_home_and_only_our_own_proxies_are_believed(rf, settings):
    def address(**meta):
        return guessing.asker_of(rf.get(JOIN, **meta)).address

    assert address(REMOTE_ADDR="2001:db8:1:2:3::4") == address(REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert address(REMOTE_ADDR="2001:db8:1:2::4") != address(REMOTE_ADDR="2001:db8:1:3::4")
    forwarded = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 192.0.2.8, 192.0.2.9"}
    for proxies, believed in ((0, "10.0.0.1"), (1, "192.0.2.9"), (2, "192.0.2.8")):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        assert address(**forwarded) == believed


def test_the_front_page_shows_visitors_the_doors_and_takes_others_home(cast, client):
    page = words(client.get("/"))
    for name in ("join", "account_login", "before-you-start", "library"):
        assert f'href="{reverse(name)}"' in page
    assert "demo" not in page.lower()
    client.force_login(cast.pat)
    assert client.get("/", follow=True).redirect_chain == [("/home/", 302), (TODAY, 302)]
    client.force_login(cast.tess)
    assert client.get("/", follow=True).redirect_chain[-1] == ("/babies/", 302)


def test_wrong_codes_from_hundreds_of_addresses_make_no_other_wait_forgotten(db):
    for _ in range(6):
        guess("203.0.113.9")
    asker = guessing.Asker("a", "203.0.113.9")
    waits = guessing.seconds_to_wait(asker, NOW)
    for n in range(400):
        cache.set(f"join-guesses:z{n}", (1, 0.0), 3600)
    assert guessing.seconds_to_wait(asker, NOW) == waits > 0


def test_a_code_that_was_typed_and_not_used_is_gone_when_somebody_signs_in(cast, client):
    type_code(client, code_for(cast)[1])
    assert client.get(OPEN).status_code == 200
    client.post(reverse("account_login"), {"login": cast.tess.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(cast.tess.pk)
    assert "invitation" not in client.session
