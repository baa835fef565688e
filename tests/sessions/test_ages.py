"""Ages: worked examples, and what must hold for every baby."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.ages import ages_on, completed_months, due_date, gestational_days, stage_of, weeks_and_days

BIRTHS = st.dates(date(1999, 1, 1), date(2040, 12, 31))
GESTATIONS = st.integers(154, 307)
DAYS_LATER = st.integers(0, 1500)


def add_months(day, months):
    """The same day number so many months later; only for days that every month has."""
    assert day.day <= 28
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, day.day)


def test_28w0d_after_84_days_is_40w0d_and_corrected_0():
    ages = ages_on(date(2026, 1, 1) + timedelta(84), date(2026, 1, 1), gestational_days(28, 0))
    assert (ages.postmenstrual, ages.corrected_days, ages.corrected_months) == ("40w0d", 0, 0)


def test_32w0d_after_4_months_is_9w1d_corrected_and_2_completed_months():
    born = date(2026, 1, 10)
    ages = ages_on(date(2026, 5, 10), born, gestational_days(32, 0))
    assert ages.chronological_months == 4
    assert ages.corrected_days == 120 - 56 == 64 == 9 * 7 + 1
    assert ages.corrected_months == 2
    assert ages.stage == (0, 2)


def test_25w5d_after_31_days_is_30w1d_and_before_the_due_date():
    ages = ages_on(date(2026, 3, 4), date(2026, 2, 1), gestational_days(25, 5))
    assert ages.postmenstrual == "30w1d"
    assert ages.corrected_days == -69  # 9w6d before the due date
    assert ages.corrected_months is ages.stage_months is ages.stage is None


def test_30w0d_at_7_months_takes_the_corrected_stage():
    ages = ages_on(date(2026, 8, 5), date(2026, 1, 5), gestational_days(30, 0))
    assert (ages.chronological_months, ages.corrected_months, ages.stage) == (7, 4, (3, 6))
    assert stage_of(ages.chronological_months) == (7, 11)


def test_26w3d_at_13_months_is_in_stage_7_to_11():
    ages = ages_on(date(2027, 2, 5), date(2026, 1, 5), gestational_days(26, 3))
    assert (ages.chronological_months, ages.corrected_months, ages.stage) == (13, 9, (7, 11))


def test_37w0d_on_day_10_is_38w3d_and_never_corrected():
    ages = ages_on(date(2026, 1, 15), date(2026, 1, 5), gestational_days(37, 0))
    assert ages.postmenstrual == "38w3d"
    assert (ages.stage_months, ages.stage) == (0, (0, 2))


def test_the_demo_twins_are_36w4d():
    assert ages_on(date(2026, 12, 3), date(2026, 10, 27), gestational_days(31, 2)).postmenstrual == "36w4d"


@pytest.mark.parametrize(("weeks", "days"), [(21, 6), (44, 0), (30, 7), (30, -1), (0, 0), (22, -1)])
def test_an_impossible_gestational_age_is_refused(weeks, days):
    with pytest.raises(ValueError, match="between 22 weeks 0 days and 43 weeks 6 days"):
        gestational_days(weeks, days)


def test_the_ends_of_the_range_are_accepted():
    assert (gestational_days(22, 0), gestational_days(43, 6)) == (154, 307)


def test_a_birth_in_the_future_is_refused():
    with pytest.raises(ValueError, match="not born"):
        ages_on(date(2026, 1, 1), date(2026, 1, 2), 280)


@pytest.mark.parametrize(
    ("start", "on", "months"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2024, 2, 29), date(2028, 2, 29), 48),
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2023, 12, 31), date(2024, 2, 29), 1),
        (date(2026, 5, 5), date(2026, 5, 5), 0),
    ],
)
def test_months_are_complete_on_the_same_day_number(start, on, months):
    assert completed_months(start, on) == months


@pytest.mark.parametrize(
    ("months", "stage"),
    [
        (0, (0, 2)),
        (2, (0, 2)),
        (3, (3, 6)),
        (6, (3, 6)),
        (7, (7, 11)),
        (11, (7, 11)),
        (12, (12, 18)),
        (18, (12, 18)),
        (19, None),
    ],
)
def test_the_stages_have_no_gap(months, stage):
    assert stage_of(months) == stage


@pytest.mark.parametrize(("days", "text"), [(0, "0w0d"), (6, "0w6d"), (7, "1w0d"), (211, "30w1d")])
def test_weeks_are_never_rounded_up(days, text):
    assert weeks_and_days(days) == text


def test_a_negative_age_in_weeks_is_refused():
    with pytest.raises(ValueError, match="never negative"):
        weeks_and_days(-1)


@given(BIRTHS, GESTATIONS, DAYS_LATER)
def test_the_four_ages_agree_with_each_other(born, ga, later):
    on = born + timedelta(later)
    ages = ages_on(on, born, ga)
    assert ages.postmenstrual_days == ga + ages.chronological_days
    assert ages.postmenstrual_days - ages.corrected_days == 280
    assert ages.due_date == due_date(born, ga) == on - timedelta(ages.corrected_days)
    assert (ages.corrected_months is None) == (on < ages.due_date)


@given(BIRTHS, GESTATIONS)
def test_the_due_date_is_40_weeks_0_days(born, ga):
    due = due_date(born, ga)
    if due >= born:
        assert ages_on(due, born, ga).postmenstrual == "40w0d"
        assert ages_on(due, born, ga).corrected_months == 0


@given(BIRTHS, GESTATIONS, DAYS_LATER)
def test_a_day_makes_every_age_one_day_older_and_no_stage_younger(born, ga, later):
    on = born + timedelta(later)
    today, tomorrow = ages_on(on, born, ga), ages_on(on + timedelta(1), born, ga)
    assert tomorrow.chronological_days == today.chronological_days + 1
    assert tomorrow.corrected_days == today.corrected_days + 1
    if today.stage_months is not None:
        assert tomorrow.stage_months - today.stage_months >= 0
        assert today.chronological_months <= tomorrow.chronological_months


@given(BIRTHS, GESTATIONS, DAYS_LATER)
def test_only_preterm_babies_under_two_years_are_corrected(born, ga, later):
    ages = ages_on(born + timedelta(later), born, ga)
    if ga >= 259 or ages.chronological_months >= 24:
        assert ages.stage_months == ages.chronological_months
    else:
        assert ages.stage_months == ages.corrected_months


@given(st.dates(date(1999, 1, 1), date(2040, 12, 28)).filter(lambda day: day.day <= 28), st.integers(0, 40))
def test_so_many_months_later_so_many_months_are_complete(start, months):
    later = add_months(start, months)
    assert completed_months(start, later) == months
    assert completed_months(start, later + timedelta(1)) == months
    if later > start:
        assert completed_months(start, later - timedelta(1)) == months - 1


@given(st.integers(0, 60), DAYS_LATER)
def test_the_unit_sets_how_long_ages_are_corrected(limit, later):
    born = date(2025, 6, 1)
    ages = ages_on(born + timedelta(later), born, gestational_days(28, 0), correction_limit_months=limit)
    expected = ages.chronological_months if ages.chronological_months >= limit else ages.corrected_months
    assert ages.stage_months == expected
