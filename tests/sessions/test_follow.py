"""Following a routine: what the page holds, and what the server keeps of it, refuses, or hands back."""

import itertools
import json
import uuid
from datetime import timedelta

import pytest
from cast import MOST_STATEMENTS, NOW, join_care_team, make_massage, make_plan
from django.test import Client
from django.urls import reverse

from sessions import safety
from sessions.babies.models import LimbRestriction
from sessions.massages.course import Course, plan_to_follow
from sessions.massages.models import Massage
from sessions.massages.sheet import Sheet
from techniques.cues import CUE_TILES

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch", "Accept": "application/json"}


@pytest.fixture
def plan(cast, catalogue):
    return make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands", "indian-milking"))


@pytest.fixture
def pat(client, cast, time_machine_now):
    client.force_login(cast.pat)
    return client


@pytest.fixture
def time_machine_now():
    import time_machine

    with time_machine.travel(NOW, tick=False):
        yield


def address(name, baby, *more):
    return reverse(name, args=[baby.pk, *more])


def answers(plan, **more):
    """What the player sends after a massage to the end."""
    version = plan.planned.get(version__technique__slug="indian-milking").version
    done = [{"version": version.pk, "side": "left", "passes": 3, "whole": True}]
    sent = {
        "key": str(uuid.uuid4()), "plan": str(plan.pk), "where": "nicu", "time_zone": "Europe/Berlin",
        "started_at": (NOW - timedelta(minutes=3)).isoformat(), "ended_at": NOW.isoformat(),
        "mood_before": "calm", "mood_after": "sleepy", "outcome": "completed", "all_yes": "yes",
        "done": json.dumps(done), "moments": "[]", "none_seen": "yes", "enjoyed": "yes", "note": "Soft feet.",
    }  # fmt: skip
    return {name: value for name, value in (sent | more).items() if value is not None}


def post(client, baby, data, **headers):
    return client.post(address("massages", baby), data, headers=headers)


# --- what is kept


def test_a_massage_to_the_end_keeps_everything_that_was_said(pat, cast, plan):
    answer = post(pat, cast.bo, answers(plan))
    massage = Massage.objects.get()
    assert answer.status_code == 302
    assert answer.url == address("massage-saved", cast.bo, massage.key)
    assert (massage.outcome, massage.signs, massage.way) == ("completed", "none_seen", "player")
    assert (massage.mood_before, massage.mood_after, massage.enjoyed) == ("calm", "sleepy", True)
    assert (massage.author, massage.giver, massage.plan) == (cast.pat, cast.pat, plan)
    assert (massage.time_zone, massage.family_day, massage.note) == ("Europe/Berlin", NOW.date(), "Soft feet.")
    assert set(massage.readiness.values()) == {"yes"}
    assert massage.done.get().whole


def test_sent_twice_it_is_one_massage_with_one_address(pat, cast, plan):
    data = answers(plan)
    first, second = post(pat, cast.bo, data), post(pat, cast.bo, data)
    assert first.url == second.url
    assert first.headers["Handhug-Key"] == second.headers["Handhug-Key"] == data["key"]
    assert Massage.objects.count() == 1


def test_a_device_reads_from_the_answer_whether_the_massage_is_new(pat, cast, plan):
    data = answers(plan)
    first, second = post(pat, cast.bo, data, **FETCH), post(pat, cast.bo, data, **FETCH)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["key"] == second.json()["key"] == data["key"]


@pytest.mark.parametrize("change", ["content", "author", "baby"])
def test_the_same_key_for_something_else_is_refused_and_keeps_what_was_typed(pat, cast, plan, change):
    data = answers(plan)
    post(pat, cast.bo, data)
    client, baby, second = pat, cast.bo, data | {"note": "Other words."}
    if change == "author":
        client, second = Client(), data | {"note": "Other words."}
        client.force_login(cast.jo)
    if change == "baby":
        baby, second = cast.ada, data | {"plan": "", "done": "", "note": "Other words."}
    answer = post(client, baby, second)
    assert answer.status_code == 409
    assert "Other words." in answer.content.decode()
    assert data["key"] not in answer.content.decode()  # a new key, so that it can be saved too
    assert Massage.objects.get().note == "Soft feet."


def test_not_ready_is_one_tap_and_an_outcome_of_its_own(pat, cast, plan):
    said = {"not_ready": "yes", "outcome": None, "mood_after": None, "all_yes": None, "done": "", "none_seen": None}
    answer = post(pat, cast.bo, answers(plan, **said))
    massage = Massage.objects.get()
    assert (massage.outcome, massage.readiness, massage.signs) == ("not_ready", {}, "not_asked")
    assert "You saw Bo was not ready. Well done." in pat.get(answer.url).content.decode()


def test_a_no_and_a_question_to_the_nurse_are_kept_as_they_were_answered(pat, cast, plan):
    data = answers(plan) | {"ready-warm-one-leg-out": "no", "ready-leg-free": ["no", "asked"]}
    post(pat, cast.bo, data)
    readiness = Massage.objects.get().readiness
    assert readiness["warm-one-leg-out"] == "no"
    assert readiness["leg-free"] == "asked"
    assert readiness["well-nicu"] == "yes"


def test_a_stop_keeps_technique_step_and_second_of_the_sign(pat, cast, plan):
    version = plan.planned.get(version__technique__slug="indian-milking").version
    moments = [{"slug": "yawns", "version": version.pk, "step": 4, "second": 71}]
    post(pat, cast.bo, answers(plan, outcome="stopped", moments=json.dumps(moments), cue=["yawns"], none_seen=None))
    massage = Massage.objects.get()
    cue = massage.cues.get()
    assert (massage.outcome, massage.signs) == ("stopped", "seen")
    assert (cue.slug, cue.version, cue.step, cue.second) == ("yawns", version, 4, 71)


def test_a_sign_told_at_the_end_has_no_second(pat, cast, plan):
    post(pat, cast.bo, answers(plan, sign=["cries"], none_seen=None))
    cue = Massage.objects.get().cues.get()
    assert (cue.slug, cue.version, cue.second) == ("cries", None, None)


def test_nothing_said_about_signs_is_not_the_same_as_none_seen(pat, cast, plan):
    post(pat, cast.bo, answers(plan, none_seen=None))
    assert Massage.objects.get().signs == "not_asked"


@pytest.mark.parametrize(("giver", "name", "kept"), [("jo", "", "Jo"), ("else", "Grandma", "Grandma"), ("", "", "Pat")])
def test_who_gave_it_and_who_wrote_it_are_two_facts(pat, cast, plan, giver, name, kept):
    value = {"jo": str(cast.jo.pk)}.get(giver, giver)
    post(pat, cast.bo, answers(plan, giver=value, giver_name=name))
    assert (Massage.objects.get().who, Massage.objects.get().author) == (kept, cast.pat)


def test_the_plain_page_without_javascript_is_kept_once_too(pat, cast, plan):
    page = pat.get(address("massage-new", cast.bo)).context
    plain = {
        "key": str(page["key"]), "plan": str(plan.pk), "started_at": page["now"].isoformat(), "ended_at": "",
        "outcome": "completed", "mood_after": "calm",
    }  # fmt: skip
    first, second = post(pat, cast.bo, plain), post(pat, cast.bo, plain)
    assert first.url == second.url
    assert Massage.objects.get().time_zone == "Europe/London"


def test_an_older_version_of_the_routine_is_still_taken(pat, cast, plan):
    data = answers(plan)
    make_plan(baby=cast.bo, by=cast.tess, slugs=("toe-squeeze",))
    post(pat, cast.bo, data)
    assert Massage.objects.get().plan.number == plan.number


# --- what is not taken as it is

LATER, BEFORE_BIRTH = (NOW + timedelta(hours=1)).isoformat(), "2026-10-01T10:00:00+00:00"
WRONG = {
    "a face that does not exist": ({"mood_after": "green"}, "Choose one of the five faces."),
    "a sign that does not exist": ({"cue": ["flies"]}, "One of the signs is not known here."),
    "a sign in a technique that is not in the routine": (
        {"moments": '[{"slug":"yawns","version":999999,"step":1,"second":1}]'},
        "One of the signs is not known here.",
    ),
    "a list in place of a word": (
        {"moments": '[{"slug":[],"version":[],"step":1,"second":1}]'},
        "One of the signs is not known here.",
    ),
    "rows that are no rows": ({"done": '{"a":1}'}, "Some of what the player noted cannot be read."),
    "no outcome": ({"outcome": ""}, "Say how it went"),
    "another baby's routine": ({"plan": str(uuid.uuid4())}, "This routine belongs to another baby."),
    "a start in the future": ({"started_at": LATER, "ended_at": LATER}, "This time has not come yet."),
    "a start before the birth": ({"started_at": BEFORE_BIRTH}, "This time is before the birth."),
    "an end before the start": ({"ended_at": "2026-12-03T10:00:00Z"}, "The end comes before the start."),
    "a time without an offset": ({"started_at": "2026-12-03T10:00:00"}, "This time cannot be read."),
    "no time at all": ({"started_at": "soon"}, "This time cannot be read."),
    "none seen and a sign": ({"sign": ["cries"]}, "Please keep one of them."),
    "a stranger who gave it": ({"giver": "999999"}, "This person is not in the family of this baby."),
    "somebody without a name": ({"giver": "else"}, "Write who gave the massage."),
    "an answer that does not exist": ({"ready-well-nicu": "maybe"}, "One of the answers before the start"),
    "asked, where nobody can be asked": ({"ready-well-home": "asked"}, "One of the answers before the start"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_mistake_is_said_in_a_sentence_and_nothing_typed_is_lost(pat, cast, plan, what):
    change, sentence = WRONG[what]
    page = post(pat, cast.bo, answers(plan) | change)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Soft feet." in page.content.decode()
    device = post(pat, cast.bo, answers(plan) | change, **FETCH)
    assert device.status_code == 422
    assert any(sentence in each for each in device.json()["errors"])
    assert not Massage.objects.exists()


def test_what_comes_back_can_be_sent_again_as_it_stands_once_it_is_put_right(pat, cast, plan):
    data = answers(plan, mood_after="green", cue=["vomits"], none_seen=None)
    carried = post(pat, cast.bo, data).context["carried"]
    again = {}
    for name, value in carried:
        again.setdefault(name, []).append(value)
    post(pat, cast.bo, again | {"mood_after": "calm", "outcome": "completed"})
    massage = Massage.objects.get()
    assert str(massage.key) == data["key"]
    assert massage.cues.get().slug == "vomits"


def test_a_clock_that_cannot_be_right_never_loses_a_massage(pat, cast, plan):
    data = answers(plan, started_at=LATER, ended_at=LATER)
    carried = dict(post(pat, cast.bo, data).context["carried"])
    post(pat, cast.bo, data | carried)
    assert Massage.objects.get().ended_at == NOW


def test_not_ready_that_came_back_asks_for_no_face_and_no_end(pat, cast, plan):
    data = answers(plan, not_ready="yes", outcome=None, mood_after=None, started_at=LATER, ended_at=LATER)
    page = post(pat, cast.bo, data)
    assert "Bo was not ready today" in page.content.decode()
    assert [name for name in ("outcome", "mood_after", "sign") if f'name="{name}"' in page.content.decode()] == []
    post(pat, cast.bo, dict(page.context["carried"]))
    assert Massage.objects.get().outcome == "not_ready"


def test_an_unknown_time_zone_falls_back_to_that_of_the_unit(pat, cast, plan):
    post(pat, cast.bo, answers(plan, time_zone="../Moon/Base"))
    assert Massage.objects.get().time_zone == "Europe/London"


@pytest.mark.parametrize("name", ["massages", "massage-afterwards"])
def test_signed_out_a_device_hears_401_and_a_person_finds_the_door(client, cast, name):
    device = client.post(address(name, cast.bo), {}, headers=FETCH)
    assert (device.status_code, device.json()) == (401, {"error": "signed-out"})
    person = client.post(address(name, cast.bo), {})
    assert person.status_code == 302
    assert person.url.startswith(reverse("account_login"))


# --- what the page holds


def test_the_steps_go_through_one_leg_and_then_the_other(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands", "thumb-over-thumb"), side="both")
    course = Course.of(cast.bo, plan_to_follow(cast.bo, cast.pat))
    walk = [(turn.item.technique.slug, turn.side) for turn in course.turns]
    assert walk[:2] == [("resting-hands", "left"), ("resting-hands", "right")]
    assert walk[2:] == [("thumb-over-thumb", "left"), ("thumb-over-thumb", "right")]
    rests = [beat for beat in course.beats if beat.clock == "rest"]
    assert [(beat.page.turn.side, beat.seconds) for beat in rests] == [("right", 10)]
    assert plan.number == 1


def test_each_pass_is_a_beat_and_swapping_hands_takes_its_turn(cast, plan):
    course = Course.of(cast.bo, plan_to_follow(cast.bo, cast.pat))
    strokes = [beat for beat in course.beats if beat.clock == "pace"]
    assert [beat.as_data()["count"] for beat in strokes] == ["stroke 1 of 3", "stroke 2 of 3", "stroke 3 of 3"]
    assert [beat.page.step.picture for beat in strokes] == [
        "indian-milking/glide", "indian-milking/swap-hands", "indian-milking/glide",
    ]  # fmt: skip
    assert {beat.seconds for beat in strokes} == {5}
    still = [beat for beat in course.beats if beat.clock == "still"]
    assert [(beat.seconds, beat.as_data()["count"]) for beat in still] == [(30, "")]


def test_with_fewer_strokes_than_sentences_none_is_lost(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess, slugs=("sway",), side="both")
    plan.planned.update(passes=1)
    course = Course.of(cast.bo, plan_to_follow(cast.bo, cast.pat), with_staff=True)
    shown = [page.step.text for page in course.pages]
    assert "Keep the bottom on the surface all the time." in " ".join(shown)
    assert shown == [step.text for turn in course.turns for step in turn.steps]
    assert [beat.nth for beat in course.beats if beat.nth] == [1]


def test_every_place_has_its_own_steps_and_every_page_its_own_leg(pat, cast, plan):
    page = pat.get(address("massage-new", cast.bo)).content.decode()
    assert "your baby looks at you" not in page  # the line of the steps at home
    assert "-right.svg" not in page
    assert "Only one leg is out of the wrap." in page
    cast.bo.place = "home"
    cast.bo.save()
    at_home = pat.get(address("massage-new", cast.bo)).content.decode()
    assert "Only a nappy on, on a soft towel." in at_home
    assert "your baby looks at you" in at_home


def test_a_leg_marked_off_limits_since_is_left_out_with_its_reason(pat, cast, catalogue):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("thumb-over-thumb", "sway"), side="both")
    LimbRestriction.objects.create(baby=cast.bo, limb="left", reason="New drip", noted_by=cast.nora, noted_at=NOW)
    answer = pat.get(address("massage-new", cast.bo))
    assert [turn.side for turn in answer.context["course"].turns] == ["right"]
    assert "The left leg is left alone now: New drip." in answer.content.decode()
    LimbRestriction.objects.create(baby=cast.bo, limb="right", reason="Plaster", noted_by=cast.nora, noted_at=NOW)
    assert "legs rest now" in pat.get(address("massage-new", cast.bo)).content.decode()


def test_a_technique_may_only_go_faster_where_the_routine_says_so(cast, catalogue):
    plan = make_plan(baby=cast.bo, by=cast.tess, slugs=("bicycle",))
    steps = [page.step.picture for page in Course.of(cast.bo, plan_to_follow(cast.bo, cast.pat)).pages]
    assert "bicycle/rhythm" not in steps
    assert plan.planned.get().faster is False


@pytest.mark.parametrize("pauses", [0, 1])
@pytest.mark.parametrize("pause_first", [False, True])
def test_the_pause_page_carries_the_rule_of_safety_as_data(cast, pause_first, pauses):
    """Read like the page's own module reads it, for no sign, every sign, and every two signs."""
    cast.bo.pause_first = pause_first
    sheet = Sheet.of(cast.bo, cast.pat, NOW)
    tiles = {tile.cue.slug: tile for tile in sheet.tiles}
    slugs = [cue.slug for cue in CUE_TILES]
    for cues in [(), *itertools.combinations(slugs, 1), *itertools.combinations(slugs, 2)]:
        ends = any(tiles[slug].ends or tiles[slug].cue.level == "red" for slug in cues)
        offered = not ends and (sheet.rule["two"] or len(cues) < 2) and (sheet.rule["again"] or pauses == 0)
        answer = safety.answer_to(cues, pauses_before=pauses, pause_first=pause_first)
        assert offered == answer.go_on, cues
    assert sheet.rule["seconds"] == 30


def test_nothing_is_answered_before_the_family_answers(pat, cast, plan):
    page = pat.get(address("massage-new", cast.bo)).content.decode()
    chosen = [line for line in page.splitlines() if " checked" in line]
    of_the_device = ('name="giver"', 'name="pace"', 'name="baby"', 'name="hand"')  # who holds it, and how pictures look
    assert all(any(name in line for name in of_the_device) for line in chosen)


def test_who_gave_it_offers_the_care_team_of_now(pat, cast, plan):
    join_care_team(baby=cast.bo, user=cast.sam, role="family")
    names = {person.name for person in Sheet.of(cast.bo, cast.pat, NOW).people}
    assert names == {"Pat", "Jo", "Sam"}


def test_the_page_costs_the_same_however_long_the_routine_is(pat, cast, catalogue, django_assert_max_num_queries):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands",))
    with django_assert_max_num_queries(MOST_STATEMENTS) as few:
        pat.get(address("massage-new", cast.bo))
    make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands", "indian-milking", "toe-squeeze", "sway"), side="both")
    with django_assert_max_num_queries(MOST_STATEMENTS) as many:
        pat.get(address("massage-new", cast.bo))
    assert len(few) == len(many)


# --- when there is nothing to follow


@pytest.mark.parametrize("outcome", ["stopped", "completed"])
def test_a_day_that_rests_cannot_be_opened_by_its_address(pat, cast, plan, outcome):
    make_massage(baby=cast.bo, author=cast.jo, started_at=NOW - timedelta(hours=1), outcome=outcome)
    page = pat.get(address("massage-new", cast.bo))
    assert page.status_code == 200
    assert "Enough for today. Holding is lovely." in page.content.decode()
    assert "data-massage" not in page.content.decode()
    assert address("massage-afterwards", cast.bo) in page.content.decode()


def test_without_a_routine_the_page_says_so(pat, cast):
    assert "There is no routine for Bo yet." in pat.get(address("massage-new", cast.bo)).content.decode()


# --- "We did it already"


def afterwards(page, **more):
    key, plan, opened_at = (page.context[name] for name in ("key", "plan", "opened_at"))
    return {"key": str(key), "plan": str(plan.pk), "opened_at": opened_at.isoformat()} | more


def test_a_face_is_enough_and_twice_is_once(pat, cast, plan):
    page = pat.get(address("massage-afterwards", cast.bo))
    data = afterwards(page, mood_after="sleepy", ago="30", outcome="completed")
    answers = [pat.post(address("massage-afterwards", cast.bo), data) for _ in range(2)]
    massage = Massage.objects.get()
    assert {answer.url for answer in answers} == {address("massage-saved", cast.bo, massage.key)}
    assert (massage.way, massage.outcome, massage.mood_after) == ("afterwards", "completed", "sleepy")
    assert massage.started_at == NOW - timedelta(minutes=30)
    assert massage.signs == "not_asked"


def test_another_time_is_read_on_the_familys_wall(pat, cast, plan):
    page = pat.get(address("massage-afterwards", cast.bo))
    data = afterwards(page, ago="other", other="2026-12-02T21:15", outcome="stopped", time_zone="Europe/Berlin")
    pat.post(address("massage-afterwards", cast.bo), data)
    massage = Massage.objects.get()
    assert massage.started_at.isoformat() == "2026-12-02T20:15:00+00:00"
    assert massage.outcome == "stopped"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ago": "other"}, "Choose the time."),
        ({"ago": "other", "other": "late"}, "Write the time as a date and a time."),
        ({"ago": "7"}, "Choose when it was."),
        ({"ago": "other", "other": "2026-12-05T10:00"}, "This time has not come yet."),
        ({"key": "no"}, "Please open this page again."),
    ],
)
def test_a_mistake_afterwards_comes_back_with_what_was_typed(pat, cast, plan, change, sentence):
    page = pat.get(address("massage-afterwards", cast.bo))
    data = afterwards(page, giver="else", giver_name="Grandma", outcome="completed", mood_after="calm") | change
    answer = pat.post(address("massage-afterwards", cast.bo), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Grandma" in answer.content.decode()


def test_a_day_that_rests_can_still_be_written_down(pat, cast, plan):
    make_massage(baby=cast.bo, author=cast.jo, started_at=NOW - timedelta(hours=1), outcome="stopped")
    page = pat.get(address("massage-afterwards", cast.bo))
    pat.post(address("massage-afterwards", cast.bo), afterwards(page, not_ready="yes"))
    assert Massage.objects.filter(outcome="not_ready").count() == 1


# --- saved


def test_the_way_back_is_there_for_who_wrote_it_and_for_two_minutes(pat, cast, plan):
    url = post(pat, cast.bo, answers(plan)).url
    undo = address("massage-undo", cast.bo, Massage.objects.get().key)
    assert undo in pat.get(url).content.decode()
    Massage.objects.update(received_at=NOW - timedelta(minutes=3))
    assert undo not in pat.get(url).content.decode()
    Massage.objects.update(received_at=NOW)
    jo = Client()
    jo.force_login(cast.jo)
    assert undo not in jo.get(url).content.decode()


def test_after_the_way_back_the_saved_page_leads_home(pat, cast, plan):
    url = post(pat, cast.bo, answers(plan)).url
    Massage.objects.get().enter_in_error(by=cast.pat, now=NOW)
    assert pat.get(url).url == reverse("today")
