"""A baby that leaves: the doors of the unit it leaves, of the one it comes to, and of its family."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from sessions.babies.access import babies_for, baby_for_member, family_babies_for, ward_babies_for
from sessions.babies.endings import Ending
from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby
from sessions.babies.moved import Moved
from sessions.babies.windows import Window
from sessions.moves.discharges import Discharge
from sessions.moves.transfers import Transfer
from sessions.plans.models import Plan
from tests.cast import NOW, make_massage, make_plan, make_policy

DAY = date(2026, 12, 4)
LATER = NOW + timedelta(days=90)  # as the proposed rules say


def opens(person, baby, to="see", now=NOW):
    try:
        return bool(baby_for_member(person, baby.pk, to, now))
    except PermissionDenied:
        return False
    except Http404:
        return None


def discharge(cast, now=NOW, **facts):
    return Discharge.write(cast.bo, by=cast.tess, now=now, day=DAY, **facts)


def send(cast, *babies, now=NOW):
    facts = {"to_unit": cast.birch, "day": DAY, "reason": "Nearer to home", "by": cast.tess, "now": now}
    return Transfer.start(babies or [cast.bo], **facts)


def take(cast, code, now=NOW):
    return Transfer.take(code, [cast.birch], by=cast.tom, now=now)


def codes(baby):
    return {each.for_name: str(each.state(NOW)) for each in Invitation.objects.filter(babies=baby)}


def invite(cast, *babies, **facts):
    return Invitation.issue(babies, by=cast.tess, now=NOW, role="family", **facts)


def test_home_is_a_place_a_moment_a_person_and_a_window(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    discharge(cast, note="Go well.", review_on=date(2026, 12, 20))
    cast.bo.refresh_from_db()
    plan.refresh_from_db()
    assert (cast.bo.place, cast.bo.cot, plan.review_on, plan.number) == ("home", "", date(2026, 12, 20), 1)
    assert cast.bo.windows.get().until == LATER


def test_the_unit_works_within_its_window_and_finds_nothing_after_it(cast):
    discharge(cast)
    for person in (cast.tess, cast.lena, cast.nora):
        assert opens(person, cast.bo, "staff", LATER - timedelta(seconds=1))
        assert opens(person, cast.bo, "see", LATER) is None
    assert opens(cast.tess, cast.bo, "plan")
    assert opens(cast.pat, cast.bo, "log", LATER)


def test_the_units_own_rules_say_how_long(cast, catalogue):
    make_policy(unit=cast.maple, by=cast.lena, now=NOW - timedelta(days=1), window_days=10)
    discharge(cast)
    assert opens(cast.tess, cast.bo, now=NOW + timedelta(days=9))
    assert opens(cast.tess, cast.bo, now=NOW + timedelta(days=10)) is None


def test_the_twin_stays_where_it_is(cast):
    discharge(cast)
    cast.ada.refresh_from_db()
    assert (cast.ada.place, cast.ada.cot) == ("nicu", "5")
    assert set(ward_babies_for(cast.tess)) == {cast.bo, cast.ada, cast.noor}
    assert opens(cast.tess, cast.ada, "plan", LATER)


def test_codes_for_the_cot_end_and_one_for_both_goes_on_for_the_twin(cast):
    invite(cast, cast.bo, for_name="Rosa")
    invite(cast, cast.bo, for_name="Ravi", kind="paper")
    _both, code = invite(cast, cast.bo, cast.ada, for_name="June")
    discharge(cast)
    assert codes(cast.bo) == {"Rosa": "revoked", "Ravi": "open"}
    june = Invitation.objects.find(code).accept(now=NOW)
    assert list(babies_for(june, NOW)) == [cast.ada]


def test_a_mistake_is_taken_back_whole(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    before = plan.review_on
    discharge(cast, review_on=date(2026, 12, 20))
    Discharge.come_back(cast.bo, by=cast.tess, now=NOW + timedelta(minutes=1))
    cast.bo.refresh_from_db()
    plan.refresh_from_db()
    assert (cast.bo.place, cast.bo.cot, plan.review_on) == ("nicu", "4", before)
    assert opens(cast.tess, cast.bo, "plan", LATER + timedelta(days=900))


def test_whoever_comes_back_weeks_later_gets_the_cot_that_is_said(cast):
    discharge(cast)
    Discharge.come_back(cast.bo, by=cast.tess, now=NOW + timedelta(days=20), cot="11")
    cast.bo.refresh_from_db()
    assert (cast.bo.place, cast.bo.cot) == ("nicu", "11")


def test_a_window_is_set_anew_and_the_old_one_stays_to_be_read(cast):
    discharge(cast)
    Window.put(cast.bo, cast.maple, why="family", by=cast.pat, now=NOW, days=0)
    assert opens(cast.tess, cast.bo) is None
    Window.put(cast.bo, cast.maple, why="longer", reason="Clinic in May", by=cast.pat, now=NOW, days=30)
    assert opens(cast.tess, cast.bo, now=NOW + timedelta(days=29))
    assert [each.why for each in cast.bo.windows.order_by("pk")] == ["home", "family", "longer"]


def test_before_it_is_taken_nobody_of_the_other_unit_sees_anything(cast):
    send(cast)
    assert opens(cast.tom, cast.bo) is opens(cast.lou, cast.bo) is None
    assert opens(cast.tess, cast.bo, "plan")


def test_it_takes_the_right_code_and_the_right_unit(cast):
    code = send(cast)
    assert take(cast, "ABCD2345") == []
    assert Transfer.take(code, [cast.maple], by=cast.tess, now=NOW) == []
    assert take(cast, f"{code[:4].lower()} {code[4:]}") == [cast.bo]
    assert take(cast, code) == []


def test_the_new_unit_cares_the_old_one_reads_for_a_while_and_changes_nothing(cast):
    take(cast, send(cast))
    for to in ("staff", "plan", "answer", "invite", "limb"):
        assert opens(cast.tom, cast.bo, to, LATER)
    for to in ("plan", "answer", "invite", "limb", "hold", "code", "discharge", "transfer", "end", "window"):
        assert opens(cast.tess, cast.bo, to) is False
    assert opens(cast.tess, cast.bo, "staff")
    assert opens(cast.lena, cast.bo, "erase") is False
    assert opens(cast.tess, cast.bo, "see", LATER) is None
    assert set(ward_babies_for(cast.tess)) == {cast.ada, cast.noor}
    assert set(ward_babies_for(cast.tom)) == {cast.bo}


def test_the_family_keeps_everything_and_the_routine_goes_along(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    make_massage(baby=cast.bo, author=cast.pat)
    Plan.draft_for(cast.bo, cast.tess, NOW)
    invite(cast, cast.bo, for_name="Ravi", kind="paper")
    take(cast, send(cast))
    assert list(family_babies_for(cast.pat, NOW)) == [cast.bo, cast.ada]
    assert list(cast.bo.plans.all()) == [plan]
    assert codes(cast.bo) == {"Ravi": "revoked"}
    assert all(opens(cast.pat, cast.bo, to) for to in ("log", "correct", "export"))


def test_twins_go_together_with_one_code_or_one_alone(cast):
    code = send(cast, cast.bo, cast.ada)
    assert take(cast, code) == [cast.bo, cast.ada]
    assert set(ward_babies_for(cast.tom)) == {cast.bo, cast.ada}


def test_refused_or_taken_back_the_code_opens_nothing(cast):
    code = send(cast, cast.bo, cast.ada)
    Transfer.objects.get(baby=cast.bo).refuse(by=cast.tom, now=NOW)
    assert take(cast, code) == []
    code = send(cast)
    Transfer.withdraw(cast.bo, by=cast.tess, now=NOW)
    assert take(cast, code) == []


def test_there_and_back_again(cast):
    take(cast, send(cast))
    cast.bo.refresh_from_db()
    back = Transfer.start([cast.bo], to_unit=cast.maple, day=DAY, reason="Back", by=cast.tom, now=NOW)
    Transfer.take(back, [cast.maple], by=cast.tess, now=NOW)
    assert opens(cast.tess, cast.bo, "plan", LATER + timedelta(days=900))
    assert opens(cast.tom, cast.bo, "plan") is False


def test_a_quiet_end_leaves_the_pages_and_begins_nothing(cast):
    invite(cast, cast.bo, cast.ada, for_name="June")
    Ending.write(cast.bo, by_family=False, by=cast.lena, now=NOW)
    for to in ("see", "correct", "export", "openings", "leave", "ask-erasure"):
        assert opens(cast.pat, cast.bo, to), to
    for to in ("follow", "log", "ask"):
        assert opens(cast.pat, cast.bo, to) is False, to
        assert opens(cast.pat, cast.ada, to), to
    for to in ("plan", "invite", "hold", "limb", "code", "discharge", "transfer"):
        assert opens(cast.tess, cast.bo, to) is False, to
    assert opens(cast.tess, cast.bo, "staff")
    assert set(ward_babies_for(cast.tess)) == {cast.ada, cast.noor}
    assert (codes(cast.bo), codes(cast.ada)) == ({}, {"June": "open"})
    assert opens(cast.tess, cast.bo, "see", LATER) is None


def test_what_was_stopped_begins_again_as_it_was(cast):
    ending = Ending.write(cast.bo, by_family=True, by=cast.pat, now=NOW)
    assert Ending.write(cast.bo, by_family=True, by=cast.jo, now=NOW) == ending
    ending.lift(by=cast.pat, now=NOW)
    assert opens(cast.pat, cast.bo, "log")
    assert opens(cast.tess, cast.bo, "plan", LATER + timedelta(days=900))


def test_staff_take_over_what_the_family_stopped(cast):
    Ending.write(cast.bo, by_family=True, by=cast.pat, now=NOW)
    Ending.write(cast.bo, by_family=False, by=cast.lena, now=NOW)
    assert [each.by_family for each in cast.bo.endings.lasting()] == [False]
    assert cast.bo.windows.lasting().count() == 1


@pytest.mark.parametrize("why", ["longer", "family", "consent"])
def test_a_baby_in_its_cot_is_its_units_again_whatever_window_was_set_meanwhile(cast, why):
    ending = Ending.write(cast.bo, by_family=False, by=cast.tess, now=NOW)
    Window.put(cast.bo, cast.maple, why=why, by=cast.lena, now=NOW)
    ending.lift(by=cast.tess, now=NOW)
    assert opens(cast.nora, cast.bo, "hold", LATER + timedelta(days=900))


def test_beginning_again_at_home_leaves_the_window_that_going_home_had_opened(cast):
    discharge(cast)
    at_home = Baby.objects.get(pk=cast.bo.pk)
    Ending.write(at_home, by_family=False, by=cast.tess, now=NOW).lift(by=cast.tess, now=NOW)
    assert opens(cast.nora, cast.bo, "hold")
    assert opens(cast.nora, cast.bo, "hold", LATER) is None


ACTS = {
    "end": lambda cast, baby: Ending.write(baby, by_family=False, by=cast.tess, now=NOW),
    "discharge": lambda cast, baby: Discharge.write(baby, by=cast.tess, now=NOW, day=DAY),
    "come back": lambda cast, baby: Discharge.come_back(baby, by=cast.tess, now=NOW),
    "announce": lambda cast, baby: send(cast, baby),
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_decides_about_a_baby_that_was_taken_over_since_the_door_opened(cast, act):
    at_the_door = Baby.objects.get(pk=cast.bo.pk)
    take(cast, send(cast))
    before = Baby.objects.values().get(pk=cast.bo.pk)
    with pytest.raises(Moved):
        ACTS[act](cast, at_the_door)
    assert Baby.objects.values().get(pk=cast.bo.pk) == before
    assert not Ending.objects.exists()
    assert not Discharge.objects.exists()
    assert not Transfer.objects.waiting().exists()


def test_the_unit_before_does_not_take_back_what_the_new_one_announced(cast):
    at_the_door = Baby.objects.get(pk=cast.bo.pk)
    take(cast, send(cast))
    now_there = Baby.objects.get(pk=cast.bo.pk)
    Transfer.start([now_there], to_unit=cast.maple, day=DAY, reason="Back", by=cast.tom, now=NOW)
    assert not Transfer.withdraw(at_the_door, by=cast.tess, now=NOW)
    assert Transfer.objects.waiting().filter(from_unit=cast.birch).exists()
