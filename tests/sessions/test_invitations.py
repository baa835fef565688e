"""Codes as staff make them: shown once, kept as a hash, used once, gone after a while."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from massage_site.accounts.codes import ALPHABET, LENGTH
from massage_site.accounts.models import UnitMember
from sessions.babies.invitations import Invitation, keyed_hash
from sessions.babies.models import CareTeamMember
from sessions.babies.squares import qr_path
from tests.cast import MOST_STATEMENTS, NOW, join_care_team, make_baby, make_user


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def tess(cast, client):
    client.force_login(cast.tess)
    return client


def page_of(baby):
    return reverse("invitations", args=[baby.pk])


def make(client, baby, babies, **answers):
    answers = {"for_name": "June", "relation": "grandmother", "role": "family", "kind": "cot"} | answers
    return client.post(page_of(baby), answers | {"babies": [each.pk for each in babies]})


def again(client, baby, person, **answers):
    return client.post(reverse("code-again", args=[baby.pk, person.pk]), answers)


def words(answer):
    return unescape(answer.content.decode())


def shown_code(answer):
    return "".join(re.search(r'class="code"[^>]*><span>(.{4})</span><span>(.{4})</span>', words(answer)).groups())


# --- the code itself


def test_a_code_has_eight_signs_that_cannot_be_mistaken(cast):
    assert set("01OIL").isdisjoint(ALPHABET)
    codes = [Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="family", for_name=str(n))[1] for n in range(40)]
    assert len(set(codes)) == 40
    for code in codes:
        assert len(code) == LENGTH
        assert set(code) <= set(ALPHABET)


def test_the_code_is_in_the_answer_once_and_nowhere_in_the_database(cast, tess, tmp_path):
    answer = make(tess, cast.bo, [cast.bo, cast.ada])
    code = shown_code(answer)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert f"{', '.join(code[:4])}. {', '.join(code[4:])}." in words(answer)  # for a screen reader
    assert code not in words(tess.get(page_of(cast.bo)))
    dump = tmp_path / "rows.json"
    call_command("dumpdata", output=str(dump), verbosity=0)
    text = dump.read_text()
    assert code not in text
    assert code[:4] + " " + code[4:] not in text
    assert keyed_hash(code) in text


def test_the_key_of_the_hash_is_the_sites_secret(cast, settings):
    before = keyed_hash("K7MP4RWX")
    settings.SECRET_KEY = "another secret of another site"
    assert keyed_hash("K7MP4RWX") != before


@pytest.mark.parametrize(("kind", "lasts"), [("cot", timedelta(hours=24)), ("paper", timedelta(days=7))])
def test_a_code_lasts_a_day_at_the_cot_and_a_week_on_paper(cast, tess, kind, lasts):
    code = shown_code(make(tess, cast.bo, [cast.bo], kind=kind))
    invitation = Invitation.objects.find(code)
    assert invitation.state(NOW + lasts - timedelta(seconds=1)) == "open"
    assert invitation.state(NOW + lasts) == "expired"


def test_a_code_is_used_once(cast):
    invitation, code = Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="family", for_name="June")
    invitation.accept(now=NOW)
    with pytest.raises(ValueError, match="does not wait"):
        Invitation.objects.find(code).accept(now=NOW)


def test_twins_come_ticked_and_one_code_opens_both(cast, tess):
    page = words(tess.get(page_of(cast.bo)))
    assert len(re.findall(r'<input type="checkbox" name="babies"[^>]*\bchecked', page)) == 2
    code = shown_code(make(tess, cast.bo, [cast.bo, cast.ada]))
    assert set(Invitation.objects.find(code).babies.all()) == {cast.bo, cast.ada}


def test_the_page_with_the_code_names_each_baby_and_holds_nothing_that_is_only_for_staff(cast, tess):
    cast.bo.unit_number = "4711-22"
    cast.bo.save()
    answer = make(tess, cast.bo, [cast.bo, cast.ada])
    opens = re.search(r"Opens</dt><dd[^>]*>(.*?)</dd>", words(answer), re.DOTALL)[1]
    assert [opens.count('class="who'), "Bo" in opens, "Ada" in opens] == [2, True, True]
    assert "4711-22" not in words(answer)


def test_a_baby_of_another_birth_cannot_be_slipped_in(cast, tess):
    answer = make(tess, cast.bo, [cast.bo, cast.noor])
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(cast, tess):
    answer = make(tess, cast.bo, [], for_name="", kind="paper")
    assert answer.status_code == 422
    for said in ("Please write who it is for.", "Please tick at least one baby.", 'value="grandmother"'):
        assert said in words(answer)
    assert re.search(r'value="paper" checked', words(answer))


def test_a_new_code_for_the_same_person_replaces_the_waiting_one(cast, tess):
    first, second = (shown_code(make(tess, cast.bo, [cast.bo])) for _ in range(2))
    assert Invitation.objects.find(first).state(NOW) == "revoked"
    assert Invitation.objects.find(second).state(NOW) == "open"
    other = shown_code(make(tess, cast.bo, [cast.bo], for_name="Ravi"))
    assert Invitation.objects.find(second).state(NOW) == Invitation.objects.find(other).state(NOW) == "open"


def test_a_new_code_for_somebody_here_takes_one_tap(cast, tess):
    answer = again(tess, cast.ada, cast.pat, kind="cot")
    invitation = Invitation.objects.find(shown_code(answer))
    assert (invitation.for_user, invitation.role) == (cast.pat, "guardian")
    assert set(invitation.babies.all()) == {cast.bo, cast.ada}


def test_a_helper_whose_time_is_over_comes_back_for_fourteen_days_more(cast, tess):
    ended = cast.ines.care_team.get().expires_at
    assert f"ended on {ended.day} {ended:%B}" in words(tess.get(page_of(cast.bo)))
    answer = again(tess, cast.bo, cast.ines, kind="paper")
    Invitation.objects.find(shown_code(answer)).accept(now=NOW)
    row = CareTeamMember.objects.get(user=cast.ines, ended_at=None)
    assert (row.baby, row.role, row.expires_at) == (cast.bo, "helper", NOW + timedelta(days=14))


@pytest.mark.parametrize("who", ["sam", "tess"])
def test_no_code_signs_in_somebody_who_is_not_here(cast, tess, who):
    assert again(tess, cast.bo, getattr(cast, who), kind="cot").status_code == 404
    assert not Invitation.objects.exists()


def test_no_code_opens_the_account_of_somebody_who_works_here(cast, tess):
    join_care_team(baby=cast.bo, user=cast.lena)
    answer = again(tess, cast.bo, cast.lena, kind="cot")
    assert "signs in with a password" in words(tess.get(answer.url))
    assert not Invitation.objects.exists()


def test_a_waiting_code_opens_nothing_once_its_person_works_here(cast):
    for_pat = {"role": "guardian", "for_name": "Pat", "for_user": cast.pat}
    invitation, _ = Invitation.issue([cast.bo], by=cast.tess, now=NOW, **for_pat)
    UnitMember.objects.create(unit=cast.birch, user=cast.pat, role="lead")
    with pytest.raises(ValueError, match="password"):
        invitation.accept(now=NOW)


def test_a_new_way_in_changes_no_role_where_the_twin_has_another_one(cast, tess):
    CareTeamMember.objects.create(baby=cast.ada, user=cast.ines, role="family", joined_at=NOW - timedelta(days=60))
    answer = again(tess, cast.bo, cast.ines, kind="cot")
    Invitation.objects.find(shown_code(answer)).accept(now=NOW)
    rows = CareTeamMember.objects.filter(user=cast.ines, ended_at=None)
    assert dict(rows.values_list("baby__first_name", "role")) == {"Bo": "helper", "Ada": "family"}


def test_a_code_is_taken_back(cast, tess):
    code = shown_code(make(tess, cast.bo, [cast.bo]))
    invitation = Invitation.objects.find(code)
    page = tess.post(reverse("invitation-revoke", args=[cast.bo.pk, invitation.pk]), follow=True)
    assert "The code was taken back." in words(page)
    assert "Taken back, 3 December, 19:30" in words(page)
    assert Invitation.objects.find(code).state(NOW) == "revoked"


def test_a_code_of_another_baby_is_not_here(cast, tess):
    invitation, _ = Invitation.issue([cast.noor], by=cast.tess, now=NOW, role="family", for_name="June")
    assert tess.post(reverse("invitation-revoke", args=[cast.bo.pk, invitation.pk])).status_code == 404
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


@pytest.mark.parametrize(
    ("who", "status"),
    [("lena", 200), ("nora", 403), ("pat", 403), ("ines", 404), ("sam", 404), ("tom", 404), ("lou", 404)],
)
def test_only_who_plans_makes_codes(cast, client, who, status):
    client.force_login(getattr(cast, who))
    assert client.get(page_of(cast.bo)).status_code == status
    assert make(client, cast.bo, [cast.bo]).status_code == status
    assert Invitation.objects.exists() == (status == 200)


def test_the_list_says_in_which_state_each_code_is(cast, tess, clock):
    make(tess, cast.bo, [cast.bo], for_name="Old")
    clock.move_to(NOW + timedelta(hours=25))
    make(tess, cast.bo, [cast.bo], for_name="Open")
    Invitation.objects.find(shown_code(make(tess, cast.bo, [cast.bo], for_name="Used"))).accept(now=NOW)
    page = words(tess.get(page_of(cast.bo)))
    for said in (
        "Too old since 4 December, 19:30",
        "Waiting, until Sat 5 Dec, 20:30",
        "Used by Used, 3 December, 19:30",
    ):
        assert said in page
    assert page.count("Take back the code for") == 1


def test_the_square_carries_the_code_only_behind_the_hash(cast, tess, settings, monkeypatch):
    drawn = []
    monkeypatch.setattr("sessions.babies.invite.qr_path", lambda text: drawn.append(text) or qr_path(text))
    answer = make(tess, cast.bo, [cast.bo])
    assert drawn == [f"{settings.SITE_URL}/join/#{shown_code(answer)}"]
    assert "style=" not in words(answer)
    assert 'fill="#000"' in words(answer)


def test_the_square_is_what_the_maker_of_squares_drew():
    import segno

    size, path = qr_path("https://handhug.example/join/#K7MP4RWX")
    black = {
        (int(x) + n, int(y)) for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path) for n in range(int(run))
    }
    rows = segno.make("https://handhug.example/join/#K7MP4RWX", error="m", micro=False).matrix_iter(border=4)
    assert black == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert not any({x, y} & {0, 1, 2, 3, size - 1, size - 4} for x, y in black)


def test_the_page_costs_the_same_with_three_codes_and_with_three_hundred(cast, tess, django_assert_max_num_queries):
    def fill(number):
        for n in range(number):
            person = make_user(name=f"Person {n}")
            Invitation.issue([cast.bo, cast.ada], by=cast.tess, now=NOW, role="family", for_name=f"{n}")[0].accept(
                now=NOW, user=person
            )

    fill(3)
    with django_assert_max_num_queries(MOST_STATEMENTS) as few:
        tess.get(page_of(cast.bo))
    fill(60)
    with django_assert_max_num_queries(MOST_STATEMENTS) as many:
        tess.get(page_of(cast.bo))
    assert len(few) == len(many)


def test_a_helper_who_is_here_gets_fourteen_days_from_the_new_code(cast):
    helper = join_care_team(
        baby=cast.bo, user=make_user(name="Rosa"), role="helper", expires_at=NOW + timedelta(days=2)
    )
    invitation, _ = Invitation.issue(
        [cast.bo], by=cast.tess, now=NOW, role="helper", for_name="Rosa", for_user=helper.user
    )
    invitation.accept(now=NOW)
    rows = cast.bo.care_team.at(NOW).filter(user=helper.user)
    assert [row.expires_at for row in rows] == [NOW + timedelta(days=14)]


def test_a_parent_never_becomes_a_helper_by_a_second_code(cast):
    invitation, _ = Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="helper", for_name="Pat", for_user=cast.pat)
    invitation.accept(now=NOW)
    assert [(row.role, row.expires_at) for row in cast.bo.care_team.at(NOW).filter(user=cast.pat)] == [
        ("guardian", None)
    ]


# --- a nurse gives a new code to somebody who is here, and nothing else


@pytest.fixture
def nora(cast, client):
    client.force_login(cast.nora)
    return client


def test_a_nurse_gives_a_parent_a_new_code_and_takes_only_her_own_back(cast, nora):
    code = shown_code(again(nora, cast.bo, cast.pat))
    invitation = Invitation.objects.find(code)
    assert (invitation.for_user, invitation.issued_by, invitation.kind) == (cast.pat, cast.nora, "cot")
    of_tess, _ = Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="family", for_name="June")
    for row, status, state in ((of_tess, 403, "open"), (invitation, 302, "revoked")):
        assert nora.post(reverse("invitation-revoke", args=[cast.bo.pk, row.pk])).status_code == status
        row.refresh_from_db()
        assert row.state(NOW) == state


def test_a_nurse_does_not_start_a_helpers_days_anew(cast, nora):
    rosa = make_user(name="Rosa")
    join_care_team(baby=cast.bo, user=rosa, role="helper", expires_at=NOW + timedelta(days=2))
    answer = again(nora, cast.bo, rosa)
    assert "Ask a therapist to make it." in words(nora.get(answer.url))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("who", "says"), [("tess", "Make a code for somebody new"), ("nora", "Ask a therapist")])
def test_no_new_code_opens_a_baby_of_another_unit(cast, client, who, says):
    leo = make_baby(unit=cast.birch, first_name="Leo")
    place = join_care_team(baby=leo, user=cast.pat)
    client.force_login(getattr(cast, who))
    answer = again(client, cast.bo, cast.pat)
    assert says in words(client.get(answer.url))
    assert not Invitation.objects.exists()
    place.ended_at = NOW
    place.save()
    assert again(client, cast.bo, cast.pat).status_code == 200


def test_a_waiting_code_opens_nothing_once_its_person_has_a_baby_in_another_unit(cast):
    for_pat = {"role": "guardian", "for_name": "Pat", "for_user": cast.pat}
    invitation, _ = Invitation.issue([cast.bo], by=cast.tess, now=NOW, **for_pat)
    join_care_team(baby=make_baby(unit=cast.birch, first_name="Leo"), user=cast.pat)
    with pytest.raises(ValueError, match="another unit"):
        invitation.accept(now=NOW)
