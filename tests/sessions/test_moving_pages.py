"""The pages around a baby that leaves: what staff send, what the family reads, what is asked of nobody any more."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from massage_site.audit.models import Entry
from sessions.babies.endings import Ending
from sessions.babies.invitations import Invitation
from sessions.babies.models import CareTeamMember
from sessions.babies.windows import Window
from sessions.massages import tickets
from sessions.massages.models import Massage
from sessions.moves.discharges import Discharge
from sessions.moves.transfers import Transfer
from sessions.rights.erasures import Erasure
from tests.cast import NOW, make_massage, make_plan, make_policy

DAY = NOW.date().isoformat()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False) as now:
        yield now


def of(person):
    client = Client()
    client.force_login(person)
    return client


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def send(client, address, *args, **data):
    return client.post(reverse(address, args=args), data, follow=True).content.decode()


def announce(cast, *babies):
    facts = {"to_unit": cast.birch, "day": NOW.date(), "reason": "Nearer", "by": cast.tess, "now": NOW}
    return Transfer.start(babies or [cast.bo], **facts)


def test_going_home_is_said_before_and_read_by_the_family_after(cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess)
    tess, pat = of(cast.tess), of(cast.pat)
    before = page(tess, "discharge", cast.bo.pk)
    assert "sees the record for 90 more days" in before
    assert "This number is proposed." in before
    after = send(tess, "discharge", cast.bo.pk, babies=[cast.bo.pk], day=DAY, note="Go well.", review_on="2026-12-20")
    assert "sees this record until 3 March 2027" in after
    today = page(pat, "today")
    assert "Bo is at home now." in today
    assert "Go well." in today
    assert "Ada is at home now." not in today
    assert "will look at Bo’s routine again on 20 December" in today
    assert "call your emergency number" in today.lower()


def test_what_was_typed_stays_and_the_sentence_says_what_to_do(cast):
    again = send(of(cast.tess), "discharge", cast.bo.pk, babies=[cast.bo.pk], day="2026-12-24", note="Go well.")
    assert "Write it down on the day." in again
    assert "Go well." in again
    assert not Discharge.objects.exists()


def test_the_toast_takes_it_back(cast):
    tess = of(cast.tess)
    after = send(tess, "discharge", cast.bo.pk, babies=[cast.bo.pk], day=DAY)
    assert f'action="{reverse("readmission", args=[cast.bo.pk])}"' in after
    send(tess, "readmission", cast.bo.pk)
    cast.bo.refresh_from_db()
    assert (cast.bo.place, cast.bo.cot) == ("nicu", "4")


def test_twins_go_home_with_one_tap_when_both_do(cast):
    send(of(cast.tess), "discharge", cast.bo.pk, babies=[cast.bo.pk, cast.ada.pk], day=DAY)
    assert {row.baby for row in Discharge.objects.all()} == {cast.bo, cast.ada}


def test_nobody_sends_a_baby_home_by_changing_a_number(cast):
    send(of(cast.tess), "discharge", cast.bo.pk, babies=[cast.noor.pk], day=DAY)
    assert not Discharge.objects.exists()


def test_after_the_window_the_unit_finds_the_name_nowhere(cast, catalogue, clock):
    make_plan(baby=cast.noor, by=cast.tess)
    tess, lena = of(cast.tess), of(cast.lena)
    send(tess, "discharge", cast.noor.pk, day=DAY)
    assert "Noor" in page(tess, "babies")
    clock.shift(timedelta(days=91))
    tess, lena = of(cast.tess), of(cast.lena)
    assert tess.get(reverse("baby", args=[cast.noor.pk])).status_code == 404
    for client, name, args in (
        (tess, "babies", ()), (tess, "moves", ()), (tess, "unit-newer", [cast.maple.pk]),
        (lena, "unit-openings", [cast.maple.pk]),
    ):  # fmt: skip
        assert "Noor" not in page(client, name, *args), name
    assert "Noor" in page(of(cast.sam), "today")


def test_a_question_that_nobody_would_read_is_not_taken_and_not_lost(cast):
    discharged = Discharge.write(cast.bo, by=cast.tess, now=NOW, day=NOW.date())
    Window.put(cast.bo, cast.maple, why="family", by=cast.pat, now=NOW, days=0)
    assert discharged.unit == cast.maple
    pat = of(cast.pat)
    assert "nobody there reads a question" in page(pat, "questions", cast.bo.pk)
    again = send(pat, "questions", cast.bo.pk, text="How long?")
    assert "How long?" in again
    assert not cast.bo.questions.exists()


def test_a_parent_closes_the_window_and_opens_it_again(cast):
    Discharge.write(cast.bo, by=cast.tess, now=NOW, day=NOW.date())
    pat, row = of(cast.pat), cast.bo.windows.get()
    assert "They do not see the record any more." in send(pat, "window-close", cast.bo.pk, window=row.pk)
    assert of(cast.tess).get(reverse("baby", args=[cast.bo.pk])).status_code == 404
    send(pat, "window", cast.bo.pk, window=cast.bo.windows.lasting().get().pk)
    assert of(cast.tess).get(reverse("baby", args=[cast.bo.pk])).status_code == 200
    other = Window.put(cast.noor, cast.maple, why="home", by=cast.tess, now=NOW)
    assert pat.post(reverse("window-close", args=[cast.bo.pk]), {"window": other.pk}).status_code == 404


def test_the_lead_keeps_it_open_with_a_reason_and_the_family_reads_it(cast):
    Discharge.write(cast.bo, by=cast.tess, now=NOW, day=NOW.date())
    lena = of(cast.lena)
    assert "Say why. The family reads it." in send(lena, "window", cast.bo.pk, days=200)
    send(lena, "window", cast.bo.pk, days=200, reason="Clinic in May")
    assert "Lena wrote: Clinic in May" in page(of(cast.pat), "window", cast.bo.pk)


def test_a_closed_record_opens_for_the_lead_with_the_familys_yes(cast, clock):
    Discharge.write(cast.noor, by=cast.tess, now=NOW, day=NOW.date())
    clock.shift(timedelta(days=91))
    lena = of(cast.lena)
    wrong = send(lena, "baby-return", name="Noor", born="2026-11-11", said_yes="Sam, at the cot")
    assert "No record that has left your unit" in wrong
    assert "Sam, at the cot" in wrong
    send(lena, "baby-return", name="noor", born="2026-11-10", said_yes="Sam, at the cot")
    assert "Lena wrote: Sam, at the cot" in page(of(cast.sam), "window", cast.noor.pk)
    assert "The unit sees the record with no end" in page(lena, "readmission", cast.noor.pk)


def test_wrong_codes_of_a_transfer_wait_as_those_at_the_door_do(cast):
    tom, to = of(cast.tom), reverse("transfer-acceptance")
    assert "This one has 3." in tom.post(to, {"code": "ABC"}).content.decode()  # no code at all, so not a wrong one
    answers = [tom.post(to, {"code": "ABCD2345"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429] * 2
    assert all("Please wait 30 seconds." in answer.content.decode() for answer in answers[4:])


def test_the_other_unit_reads_no_name_before_the_code_and_everything_after(cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess)
    make_policy(unit=cast.birch, by=cast.lou, now=NOW, guidance={"indian-milking": (44, None)})
    shown = send(
        of(cast.tess), "transfer", cast.bo.pk, babies=[cast.bo.pk], to_unit=cast.birch.pk, day=DAY, reason="Near"
    )
    code = "".join(shown.split('<p class="giant tnum"><b>')[1].split("</b></p>")[0].split("</b> <b>"))
    tom = of(cast.tom)
    waiting = page(tom, "moves")
    assert "A baby from Maple NICU" in waiting
    assert not re.search(r"\bBo\b", waiting)  # as a word: the token of a form is made of letters too
    assert "No baby on its way to you has this code." in send(tom, "transfer-acceptance", code="ABCD2345")
    taken = send(tom, "transfer-acceptance", code=code)
    assert "The routine was made at Maple NICU. Look at it." in taken
    assert "Outside your unit’s guidance at this age." in taken
    assert "Bo is with Birch NICU now." in page(of(cast.pat), "today")
    old = page(of(cast.tess), "baby", cast.bo.pk)
    assert "You can read this for a while, and change nothing." in old
    for name in ("plan", "plan-hold", "limb-off", "code-again", "discharge"):
        assert f'/{cast.bo.pk}/{name.split("-")[0]}/"' not in old, name
    assert "<form" not in old.split("<main")[1].split("</main>")[0]


def test_both_units_and_the_family_have_the_line(cast, clock):
    code = announce(cast)
    tom, tess = of(cast.tom), of(cast.tess)
    page(of(cast.nora), "baby", cast.bo.pk)
    send(tom, "transfer-acceptance", code=code)
    clock.shift(timedelta(minutes=1))
    page(tess, "baby", cast.bo.pk)
    lines = set(Entry.objects.filter(baby=cast.bo.pk).values_list("who__name", "act", "unit__name"))
    assert {("Tom", "transfer-acceptance", unit) for unit in ("Birch NICU", "Maple NICU")} <= lines
    assert ("Tess", "baby", "Maple NICU") in lines
    assert "Tess" in page(of(cast.lena), "unit-openings", cast.maple.pk)
    new = page(of(cast.lou), "unit-openings", cast.birch.pk)
    assert "Tess" in new
    assert "Nora" not in new  # before the baby came: the other unit's own
    assert "Therapist, Maple NICU" in page(of(cast.pat), "openings", cast.bo.pk)


def test_refused_or_taken_back_nothing_moves(cast):
    announce(cast)
    send(of(cast.tom), "transfer-refusal", Transfer.objects.get().pk)
    announce(cast)
    send(of(cast.tess), "transfer-withdraw", cast.bo.pk)
    assert [row.state for row in Transfer.objects.order_by("pk")] == ["refused", "withdrawn"]
    cast.bo.refresh_from_db()
    assert cast.bo.unit == cast.maple


CHEER = ("Start with", "Not ready", "We did it", "lovely", "fine", "Enough for today", "Stop.", "emergency", "Worried")


def test_when_all_is_still_today_is_a_name_and_a_sentence(cast, catalogue):
    make_plan(baby=cast.noor, by=cast.tess, note="Be gentle.")
    massage = make_massage(baby=cast.noor, author=cast.sam)
    send(of(cast.lena), "ending", cast.noor.pk)
    sam = of(cast.sam)
    today = page(sam, "today")
    assert "What you wrote is kept here for you." in today
    for words in CHEER:
        assert words not in today, words
    log = page(sam, "log", cast.noor.pk)
    assert reverse("massage", args=[cast.noor.pk, massage.key]) in log
    for words in (*CHEER, "Take to the visit"):
        assert words not in log, words
    assert sam.get(reverse("today")).headers["Handhug-Copy"] == str(cast.sam.pk)


def test_an_old_page_says_it_gently_and_without_the_red_line(cast, catalogue, caplog):
    make_plan(baby=cast.noor, by=cast.tess)
    Ending.write(cast.noor, by_family=True, by=cast.sam, now=NOW)
    for name in ("massage-new", "massage-learn", "massage-afterwards", "take-along"):
        answer = of(cast.sam).get(reverse(name, args=[cast.noor.pk]))
        words = answer.content.decode()
        assert answer.status_code == 403, name  # at which a device forgets its copies of this baby
        assert "These pages are still now. What you wrote is kept." in words
        assert "Stop." not in words
        assert "Noor" not in caplog.text


def test_the_twins_pages_go_on_and_mention_nothing(cast, catalogue):
    for baby in (cast.bo, cast.ada):
        make_plan(baby=baby, by=cast.tess)
        make_massage(baby=baby, author=cast.pat)
    before = page(of(cast.pat), "massage-new", cast.ada.pk)
    Ending.write(cast.bo, by_family=False, by=cast.lena, now=NOW)
    pat = of(cast.pat)
    today = page(pat, "today")
    assert "Log for" not in today
    assert "What you wrote is kept here for you." not in today
    assert "Start with Bo" not in today
    assert str(cast.bo.pk) not in page(pat, "log", cast.ada.pk)
    assert len(page(pat, "massage-new", cast.ada.pk)) == pytest.approx(len(before), abs=40)
    assert pat.get(reverse("massage-together", args=[cast.ada.pk])).status_code == 404


def test_what_waited_on_a_device_is_kept_after_the_end(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    ticket = tickets.issue(cast.pat, cast.bo, plan, NOW)
    Ending.write(cast.bo, by_family=True, by=cast.jo, now=NOW)
    at = NOW.isoformat()
    sent = {"kind": "massage", "ticket": ticket, "key": "7e1f1f0e-3d5b-4a52-9d4c-0c7a3f7d8b11", "plan": plan.pk}
    sent |= {"outcome": "completed", "started_at": at, "ended_at": at, "time_zone": "Europe/London"}
    assert Client().post(reverse("outbox"), sent).status_code == 201
    assert Massage.objects.get().baby == cast.bo


def test_a_parent_stops_and_begins_again_and_not_what_staff_ended(cast):
    pat = of(cast.pat)
    assert "You need no reason." in page(pat, "ending", cast.bo.pk)
    send(pat, "ending", cast.bo.pk)
    assert "Begin again" in page(pat, "my-record", cast.bo.pk)
    assert "Bo’s pages are open again." in send(pat, "ending-lift", cast.bo.pk)
    send(of(cast.tess), "ending", cast.bo.pk)
    assert "Begin again" not in page(pat, "my-record", cast.bo.pk)
    assert pat.post(reverse("ending-lift", args=[cast.bo.pk])).status_code == 403
    send(of(cast.tess), "ending-lift", cast.bo.pk)
    assert not Ending.objects.lasting().exists()


def test_a_baby_at_rest_is_on_no_list_but_the_one_that_keeps_it(cast):
    Ending.write(cast.bo, by_family=False, by=cast.lena, now=NOW)
    tess = of(cast.tess)
    assert reverse("baby", args=[cast.bo.pk]) not in page(tess, "babies")
    assert reverse("baby", args=[cast.bo.pk]) in page(tess, "moves")
    assert "This ended quietly." in page(tess, "baby", cast.bo.pk)


def test_a_wish_to_erase_lets_a_lead_read_it_again(cast, clock):
    Discharge.write(cast.noor, by=cast.tess, now=NOW, day=NOW.date())
    clock.shift(timedelta(days=91))
    sam = of(cast.sam)
    assert "the unit sees the record again" in page(sam, "my-record", cast.noor.pk)
    send(sam, "erasure-ask", cast.noor.pk)
    assert of(cast.lena).get(reverse("erasure", args=[cast.noor.pk])).status_code == 200


def test_a_baby_in_the_nicu_whose_record_would_close_is_taken_back_onto_the_ward(cast):
    Window.put(cast.bo, cast.maple, why="consent", by=cast.lena, now=NOW)
    tess = of(cast.tess)
    assert reverse("readmission", args=[cast.bo.pk]) in page(tess, "baby", cast.bo.pk)
    send(tess, "readmission", cast.bo.pk, cot="4")
    assert not cast.bo.windows.lasting().exists()


def test_who_was_too_late_reads_that_the_baby_was_taken_over(cast, monkeypatch):
    """The door opened before the other unit took over, the act came after."""
    code, write = announce(cast, cast.noor), Discharge.write

    def late(baby, **facts):
        Transfer.take(code, [cast.birch], by=cast.tom, now=NOW)
        return write(baby, **facts)

    monkeypatch.setattr(Discharge, "write", late)
    assert "Another unit took this baby over a moment ago." in send(of(cast.tess), "discharge", cast.noor.pk, day=DAY)


def test_a_wish_to_erase_goes_along_to_the_new_unit(cast):
    Erasure.ask(cast.bo, by=cast.pat, now=NOW)
    send(of(cast.tom), "transfer-acceptance", code=announce(cast))
    assert "A family asks" in page(of(cast.lou), "unit-openings", cast.birch.pk)
    assert "A family asks" not in page(of(cast.lena), "unit-openings", cast.maple.pk)


def test_while_it_is_still_ways_in_are_closed_and_none_is_made(cast):
    invitation, _code = Invitation.issue([cast.ada], by=cast.tess, now=NOW, role="family", for_name="Rosa")
    code, _code = Invitation.issue([cast.bo], by=cast.tess, now=NOW, role="family", for_name="June")
    june = code.accept(now=NOW)
    for baby in (cast.bo, cast.ada):
        Ending.write(baby, by_family=False, by=cast.lena, now=NOW)
    tess = of(cast.tess)
    ways = page(tess, "invitations", cast.bo.pk)
    assert "End the place of Pat" in ways
    assert "Make the code" not in ways
    assert "New code for" not in ways
    assert tess.post(reverse("invitations", args=[cast.bo.pk]), {"for_name": "Ravi"}).status_code == 403
    assert reverse("invitations", args=[cast.bo.pk]) in page(tess, "baby", cast.bo.pk)
    assert tess.post(reverse("invitation-seen", args=[cast.bo.pk, code.pk]), {"seen": "no"}).status_code == 302
    send(tess, "family-end", cast.bo.pk, cast.pat.pk)
    assert not CareTeamMember.objects.filter(user__in=(june, cast.pat), ended_at=None).exists()
    invitation.babies.add(cast.bo)
    assert of(cast.nora).post(reverse("invitation-revoke", args=[cast.bo.pk, invitation.pk])).status_code == 403
    assert tess.post(reverse("invitation-revoke", args=[cast.bo.pk, invitation.pk])).status_code == 302


def test_a_place_ends_for_the_still_twin_too(cast):
    Ending.write(cast.bo, by_family=False, by=cast.lena, now=NOW)
    send(of(cast.tess), "family-end", cast.ada.pk, cast.pat.pk)
    assert not CareTeamMember.objects.filter(user=cast.pat, ended_at=None).exists()


def test_the_card_of_a_still_baby_is_not_printed_and_its_square_leads_to_what_was(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    Ending.write(cast.bo, by_family=True, by=cast.pat, now=NOW)
    for person in (cast.pat, cast.tess):
        assert {of(person).get(reverse(each, args=[cast.bo.pk])).status_code for each in ("card", "card-pdf")} == {403}
        assert reverse("card", args=[cast.bo.pk]) not in page(of(person), "plan-version", cast.bo.pk, plan.number)
    scanned = of(cast.pat).get(reverse("card-scan", args=[plan.pk]))
    assert scanned.url == reverse("plan-versions", args=[cast.bo.pk])
