"""Where the family's day starts: one block for each baby, and rest for everybody after a stop."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.management import call_command

from sessions.babies.models import LimbRestriction
from sessions.journal.blocks import blocks_for, part_of_day
from sessions.massages.models import Massage
from sessions.plans.models import Plan
from tests.cast import MOST_STATEMENTS, NOW, join_care_team, make_baby, make_massage, make_plan, make_staff, make_user

TODAY = "/today/"
DAY = NOW.date()
EVENING = NOW - timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(db):
    call_command("load_catalogue", verbosity=0)
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def pat(cast, client):
    client.force_login(cast.pat)
    return client


def words(answer):
    page = re.sub(
        r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode()
    )  # chance may spell names
    return " ".join(unescape(page).split())


def block_of(baby):
    return blocks_for([baby], DAY, None)[0]


def part_about(page, baby):
    return page.split(f'aria-labelledby="baby-{baby.pk}"')[1].split("</section>")[0]


def more_about(page, baby):
    return page.split(f'aria-label="More about {baby.first_name}"')[1].split("</section>")[0]


def mark_off(baby, limb, by, reason="Drip"):
    return LimbRestriction.objects.create(baby=baby, limb=limb, reason=reason, noted_by=by, noted_at=NOW)


# --- what stands there


def test_twins_stand_in_their_order_of_birth_whoever_did_less(cast, pat):
    for baby in (cast.ada, cast.bo):
        make_plan(baby=baby, by=cast.tess)
    make_massage(baby=cast.bo, author=cast.pat, started_at=EVENING)
    page = words(pat.get(TODAY))
    assert "Who shall we start with?" in page
    assert page.index("Start with Bo") < page.index("Start with Ada")
    assert page.index('data-tone="1"') < page.index('data-tone="2"')
    assert "Thursday evening, 3 December" in page
    assert "Bo" not in page.split("</title>")[0]


def test_with_one_baby_to_start_with_the_question_is_another(cast, client):
    client.force_login(cast.sam)
    assert "<h1>Warm hands are enough for now</h1>" in words(client.get(TODAY))
    make_plan(baby=cast.noor, by=cast.tess)
    assert "<h1>Ready when Noor is.</h1>" in words(client.get(TODAY))


def test_the_routine_is_said_in_plain_words(cast, pat):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands", "indian-milking"), side="left")
    make_plan(baby=cast.ada, by=cast.tess, slugs=("resting-hands",), side="both")
    page = words(pat.get(TODAY))
    assert "2 techniques, about 1 minute. Left leg only." in part_about(page, cast.bo)
    assert "Rest your hands, about 1 minute. Both legs." in part_about(page, cast.ada)


def test_the_pictures_are_of_the_side_that_the_plan_names(cast, pat):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",), side="right")
    part = part_about(words(pat.get(TODAY)), cast.bo)
    assert "indian-milking/glide-right.svg#p" in part
    assert "-left.svg" not in part


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("completed", "Last time: yesterday 19:30, with Pat. Calm and awake after."),
        ("stopped", "Last time: yesterday 19:30, with Pat. Stopped early. Stopping is good care."),
        ("not_ready", "Last time: yesterday 19:30, with Pat. Pat saw Bo was not ready. Well done."),
        ("interrupted", "Last time: yesterday 19:30, with Pat. Something came in between."),
    ],
)
def test_the_last_time_is_told_in_kind_words(cast, pat, outcome, said):
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=3))
    make_massage(baby=cast.bo, author=cast.pat, started_at=EVENING, outcome=outcome)
    assert said in words(pat.get(TODAY))


@pytest.mark.parametrize(
    ("ago", "said"), [(3, "Last time: Monday 19:30, with Jo."), (10, "Last time: 23 November, 19:30, with Jo.")]
)
def test_days_further_back_have_a_name_or_a_date(cast, pat, ago, said):
    make_massage(baby=cast.bo, author=cast.jo, started_at=NOW - timedelta(days=ago))
    assert said in words(pat.get(TODAY))


def test_everybody_who_had_the_baby_today_is_named(cast, pat):
    Plan.objects.filter(pk=make_plan(baby=cast.bo, by=cast.tess).pk).update(times_a_day=3)
    for hours, who in ((9, cast.jo), (3, cast.pat)):
        make_massage(baby=cast.bo, author=who, started_at=NOW - timedelta(hours=hours))
    part = part_about(words(pat.get(TODAY)), cast.bo)
    assert part.index("Today 10:30, with Jo.") < part.index("Today 16:30, with Pat.")
    assert "Start with Bo" in part


def test_what_was_entered_in_error_is_not_told(cast, pat):
    make_massage(baby=cast.bo, author=cast.pat).enter_in_error(by=cast.pat, now=NOW)
    assert "with Pat." not in words(pat.get(TODAY))


def test_the_letter_is_signed_and_leads_to_what_changed(cast, pat):
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=9), note="The first words.")
    second = make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=2), note="The toe roll came out.")
    make_plan(baby=cast.ada, by=cast.lena, now=NOW - timedelta(days=1), note="Still hands for now.")
    page = words(pat.get(TODAY))
    bo, ada = more_about(page, cast.bo), more_about(page, cast.ada)
    assert "The first words." not in page
    assert "The toe roll came out." in bo  # each under the name of its own baby
    assert "Still hands for now." in ada
    assert "Tess, Tuesday 1 December" in bo
    assert f'href="/babies/{cast.bo.pk}/plan/versions/{second.number}/">See what changed for Bo<' in bo
    assert "See Ada’s routine<" in ada


def test_no_letter_stands_there_without_words(cast, pat):
    make_plan(baby=cast.bo, by=cast.tess)
    assert "<blockquote" not in words(pat.get(TODAY))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-2, "Tess will look at Bo’s routine soon."),
        (0, "Tess looks at Bo’s routine again today."),
        (1, "Tess will look at Bo’s routine again tomorrow."),
        (5, "Tess will look at Bo’s routine again on Tuesday."),
        (9, "Tess will look at Bo’s routine again on 12 December."),
    ],
)
def test_the_next_look_is_announced(cast, pat, days, said):
    make_plan(baby=cast.bo, by=cast.tess)
    Plan.objects.update(review_on=DAY + timedelta(days=days))
    assert said in words(pat.get(TODAY))


def test_the_red_line_is_that_of_the_place(cast, pat):
    page = words(pat.get(TODAY))
    assert ("Stop. Call your nurse." in page, "Call your emergency number." in page) == (True, False)
    cast.ada.place = "home"
    cast.ada.save(update_fields=["place"])
    page = words(pat.get(TODAY))
    assert ("Stop. Call your nurse." in page, "Call your emergency number." in page) == (True, True)
    assert "Your therapist reads this at the next visit. Worried now? Call." in page


@pytest.mark.parametrize(
    ("hour", "part"), [(4, "night"), (5, "morning"), (12, "afternoon"), (17, "evening"), (22, "night")]
)
def test_the_day_has_parts(hour, part):
    assert part_of_day(datetime(2026, 12, 3, hour, tzinfo=UTC)) == part


# --- rest for everybody


def test_after_a_stop_the_other_parents_today_rests_too(cast, client):
    for baby in (cast.bo, cast.ada):
        make_plan(baby=baby, by=cast.tess)
    make_massage(baby=cast.bo, author=cast.pat, outcome="stopped", cues=["yawns"], started_at=NOW - timedelta(hours=1))
    for who in (cast.pat, cast.jo):
        client.force_login(who)
        page = words(client.get(TODAY))
        rest = part_about(page, cast.bo)
        assert "Enough for today. Holding is lovely." in rest
        assert "Start with Bo" not in rest
        assert "Not ready today" not in rest
        for offered in ("Learn", "Session log", "Log something we did"):
            assert offered in rest
        assert "Start with Ada" in part_about(page, cast.ada)
        assert "Ready when Ada is." in page


def test_when_every_baby_rests_the_page_says_so_once(cast, pat):
    for baby in (cast.bo, cast.ada):
        make_massage(baby=baby, author=cast.jo)
    page = words(pat.get(TODAY))
    assert "<h1>Enough for today</h1>" in page
    assert "button--go" not in page


def test_the_next_morning_everything_is_open_again(cast, pat, clock):
    make_plan(baby=cast.bo, by=cast.tess)
    make_massage(baby=cast.bo, author=cast.pat, outcome="stopped")
    clock.move_to(NOW + timedelta(hours=12))
    pat.force_login(cast.pat)
    assert "Start with Bo" in words(pat.get(TODAY))


def test_the_day_is_the_familys_own_not_that_of_the_server(cast, pat, clock):
    make_plan(baby=cast.bo, by=cast.tess)
    massage = make_massage(baby=cast.bo, author=cast.pat, outcome="stopped")
    Massage.objects.filter(pk=massage.pk).update(time_zone="America/Los_Angeles", family_day=date(2026, 12, 3))
    clock.move_to(NOW + timedelta(hours=6))  # 4 December in London, still the 3rd in Los Angeles
    page = words(pat.get(TODAY))
    assert "Enough for today. Holding is lovely." in part_about(page, cast.bo)
    assert "Thursday evening, 3 December" in page


# --- legs


def test_a_leg_that_is_left_alone_is_said_with_its_reason_and_left_out(cast, pat):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking", "sway", "thumb-over-thumb"), side="both")
    mark_off(cast.bo, "right", cast.nora, "Drip in the foot")
    part = part_about(words(pat.get(TODAY)), cast.bo)
    assert "Leave the right leg alone: Drip in the foot" in part
    assert "2 techniques" in part
    assert "Left leg only." in part
    assert "Not now: " in part
    assert "-right.svg" not in part


def test_when_no_leg_of_the_routine_is_free_nothing_starts(cast, pat):
    make_plan(baby=cast.bo, by=cast.tess, side="left")
    mark_off(cast.bo, "left", cast.nora)
    part = part_about(words(pat.get(TODAY)), cast.bo)
    assert "Start with Bo" not in part
    assert "Ask your therapist before the next massage." in part


# --- empty rooms


def test_before_the_first_routine_the_page_says_what_comes_and_who_brings_it(cast, pat):
    mark_off(cast.bo, "left", cast.nora)
    part = part_about(words(pat.get(TODAY)), cast.bo)
    assert "Bo’s routine is not here yet" in part
    assert "Look at the pictures first" in part
    assert "keep-still-right.svg" in part
    assert "keep-still-left.svg" not in part


def test_an_expired_helper_sees_nothing_and_is_told_kindly(cast, client):
    client.force_login(cast.ines)
    page = words(client.get(TODAY))
    assert "No baby is open to you now" in page
    assert not any(name in page for name in ("Bo", "Ada", "Maple"))


def test_staff_without_a_baby_of_their_own_go_to_their_babies(cast, client):
    client.force_login(cast.tess)
    assert client.get(TODAY).url == "/babies/"


def test_another_familys_baby_is_not_there(cast, client):
    client.force_login(cast.sam)
    page = words(client.get(TODAY))
    assert "Noor" in page
    assert "Ada" not in page


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(TODAY).url == "/accounts/login/?next=/today/"


# --- one tap, without JavaScript


def test_not_ready_today_is_one_tap_and_is_told_with_thanks(cast, pat):
    plan = make_plan(baby=cast.bo, by=cast.tess)
    part = part_about(words(pat.get(TODAY)), cast.bo)
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', part))
    answer = pat.post(f"/babies/{cast.bo.pk}/massages/", form)
    assert answer.status_code == 302
    massage = Massage.objects.get()
    assert (massage.outcome, massage.baby, massage.plan, massage.author) == ("not_ready", cast.bo, plan, cast.pat)
    assert (massage.started_at, str(massage.key)) == (NOW, form["key"])
    page = words(pat.get(TODAY))
    assert "Pat saw Bo was not ready. Well done." in page
    assert "Start with Bo" in page


def test_each_page_brings_a_new_key(cast, pat):
    make_plan(baby=cast.bo, by=cast.tess)
    assert block_of(cast.bo).key != block_of(cast.bo).key


# --- price


def test_one_baby_or_four_with_a_long_log_cost_the_same(cast, client, django_assert_max_num_queries):
    client.force_login(cast.sam)
    make_plan(baby=cast.noor, by=cast.tess)
    with django_assert_max_num_queries(MOST_STATEMENTS) as one:
        assert "Start with Noor" in words(client.get(TODAY))

    parent = make_user(name="Quinn")
    first = None
    for n in range(4):
        baby = make_baby(unit=cast.maple, first_name=f"Baby{n}")
        first = first or baby
        if baby != first:
            first.link_twin(baby)
        join_care_team(baby=baby, user=parent)
        make_plan(baby=baby, by=cast.tess, note="Words.")
        for days in range(1, 16):
            make_massage(baby=baby, author=parent, started_at=NOW - timedelta(days=days), key=uuid.uuid4())
    client.force_login(parent)
    with django_assert_max_num_queries(MOST_STATEMENTS) as four:
        assert words(client.get(TODAY)).count("Start with Baby") == 4
    assert len(one) == len(four)


def test_a_therapist_who_is_a_parent_too_has_a_today(cast, client):
    una = make_staff(name="Una", unit=cast.birch, role="therapist")
    join_care_team(baby=cast.noor, user=una)
    client.force_login(una)
    assert "Noor" in words(client.get(TODAY))
