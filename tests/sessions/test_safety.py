"""The rules as facts: what is offered after a sign, what needs a reason, when the day rests."""

import pytest

from sessions.safety import Amount, Concern, answer_to, concerns, day_rests, is_young, whole_seconds
from techniques.cues import CUE_TILES, CUES

PAUSE = ["looks-away", "spreads-fingers", "arches", "hiccups-or-sneezes", "grimaces-or-trembles", "something-else"]
SOURCE = ["yawns", "tries-to-get-away", "cries"]
OTHER_ENDS = ["vomits", "falls-asleep"]


def test_the_lists_here_are_all_the_tiles():
    assert {*PAUSE, *SOURCE, *OTHER_ENDS, "colour-or-breathing"} == {cue.slug for cue in CUE_TILES}


@pytest.mark.parametrize("cue", PAUSE)
def test_after_one_small_sign_going_on_is_offered_once_hands_were_still(cue):
    answer = answer_to([cue], pauses_before=0, pause_first=False)
    assert (answer.go_on, answer.wait_seconds, answer.red) == (True, 30, False)


def test_a_pause_without_a_sign_may_go_on():
    assert answer_to([], pauses_before=0, pause_first=False).go_on


@pytest.mark.parametrize("cue", SOURCE + OTHER_ENDS)
def test_after_an_ending_sign_going_on_is_not_offered(cue):
    assert not answer_to([cue], pauses_before=0, pause_first=False).go_on


@pytest.mark.parametrize("cue", PAUSE)
def test_after_a_second_pause_going_on_is_not_offered(cue):
    assert not answer_to([cue], pauses_before=1, pause_first=False).go_on


def test_two_signs_at_once_end_it_too():
    assert not answer_to(["looks-away", "arches"], pauses_before=0, pause_first=False).go_on


@pytest.mark.parametrize("cues", [[cue] for cue in PAUSE + SOURCE] + [["looks-away", "arches"], ["yawns", "cries"]])
@pytest.mark.parametrize("pauses_before", [0, 1, 3])
def test_pause_first_offers_to_go_on_after_the_source_notes_signs(cues, pauses_before):
    assert answer_to(cues, pauses_before=pauses_before, pause_first=True).go_on


@pytest.mark.parametrize("cue", OTHER_ENDS)
def test_pause_first_does_not_open_the_other_endings(cue):
    assert not answer_to([cue], pauses_before=0, pause_first=True).go_on


@pytest.mark.parametrize("pause_first", [True, False])
@pytest.mark.parametrize("cue", [cue.slug for cue in CUES if cue.level == "red"])
def test_a_red_sign_never_goes_on(cue, pause_first):
    answer = answer_to([cue, "looks-away"], pauses_before=0, pause_first=pause_first)
    assert answer.red
    assert not answer.go_on


def test_an_unknown_sign_is_an_error():
    with pytest.raises(KeyError):
        answer_to(["wags-tail"], pauses_before=0, pause_first=False)


def test_time_is_passes_by_touches_by_seconds_by_sides():
    assert whole_seconds(passes=3, touches=1, seconds=5, sides=2) == 30
    assert whole_seconds(passes=1, touches=10, seconds=2, sides=1) == 20


@pytest.mark.parametrize(("months", "young"), [(None, True), (0, True), (1, True), (2, False), (9, False)])
def test_the_youngest_are_before_two_completed_months(months, young):
    assert is_young(months, young_until_months=2) is young


STROKE = Amount("indian-milking", stroking=True, seconds=30)
WALK = Amount("thumb-over-thumb", stroking=True, seconds=30)
REST = Amount("resting-hands", stroking=False, seconds=60)


def test_one_stroke_with_resting_hands_needs_no_words():
    assert concerns([REST, STROKE], [], young=True, minutes_limit=5) == []


def test_a_second_stroke_for_a_young_baby_needs_words():
    assert concerns([REST, STROKE, WALK], [], young=True, minutes_limit=5) == [Concern("strokes")]


def test_an_older_baby_may_have_several_and_longer():
    assert concerns([Amount("sway", True, 400), STROKE], [], young=False, minutes_limit=5) == []


@pytest.mark.parametrize(("seconds", "found"), [(299, []), (300, [Concern("minutes")]), (301, [Concern("minutes")])])
def test_a_routine_for_the_youngest_stays_under_five_minutes(seconds, found):
    assert concerns([Amount("indian-milking", True, seconds)], [], young=True, minutes_limit=5) == found


def test_only_a_ticked_precaution_of_that_technique_needs_words():
    sway = Amount("sway", True, 20, frozenset({"hips", "soft-bones"}))
    assert concerns([sway], ["hips", "cold"], young=False, minutes_limit=5) == [Concern("precaution", "sway:hips")]


@pytest.mark.parametrize(
    ("outcomes", "times_a_day", "rests"),
    [
        ([], 1, False),
        (["completed"], 1, True),
        (["completed"], 2, False),
        (["completed", "completed"], 2, True),
        (["stopped"], 2, True),
        (["not_ready", "interrupted"], 1, False),
        (["not_ready", "stopped"], 3, True),
    ],
)
def test_the_day_rests_after_a_stop_or_when_its_number_is_done(outcomes, times_a_day, rests):
    assert day_rests(outcomes, times_a_day) is rests
