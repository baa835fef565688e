"""A baby's record: little to type, plain errors, nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.babies.models import Baby
from tests.cast import MOST_STATEMENTS, make_baby, make_massage, make_staff

BORN = timezone.localdate() - timedelta(days=37)


def record(**changes):
    facts = {
        "first_name": "Mia",
        "unit_number": "M-77",
        "cot": "7",
        "birth_date": BORN.isoformat(),
        "ga_weeks": "31",
        "ga_days": "2",
        "place": "nicu",
    }
    return {**facts, **changes}


@pytest.fixture
def tess(client, cast):
    client.force_login(cast.tess)
    return client


def write(client, **changes):
    return client.post(reverse("baby-new"), record(**changes))


def test_a_record_is_kept_in_the_therapists_own_unit(tess, cast):
    answer = write(tess)
    baby = Baby.objects.get(first_name="Mia")
    assert answer.url == reverse("baby", args=[baby.pk])
    assert (baby.unit, baby.unit_number, baby.cot, baby.place) == (cast.maple, "M-77", "7", "nicu")
    assert (baby.birth_date, baby.ga_weeks, baby.ga_days) == (BORN, 31, 2)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ga_weeks", "21", "Weeks are a number from 22 to 43."),
        ("ga_weeks", "44", "Weeks are a number from 22 to 43."),
        ("ga_weeks", "31.5", "Weeks are a number from 22 to 43."),
        ("ga_days", "7", "Days are a number from 0 to 6."),
        ("ga_days", "", "Days are a number from 0 to 6."),
        ("first_name", " ", "Write the baby’s first name."),
        ("birth_date", "", "Choose the birth date."),
        ("birth_date", "soon", "Write the birth date as a date."),
        ("birth_date", (timezone.localdate() + timedelta(days=2)).isoformat(), "This date is still to come."),
        ("birth_date", "1926-11-01", "This is more than three years ago. Check the year."),
    ],
)
def test_a_wrong_answer_is_said_plainly_beside_the_field_and_nothing_is_lost(tess, field, value, sentence):
    before = Baby.objects.count()
    answer = write(tess, **{field: value, "cot": "C-12"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert 'value="C-12"' in page
    assert Baby.objects.count() == before


@pytest.mark.parametrize(("weeks", "days"), [(22, 0), (43, 6)])
def test_the_first_and_the_last_gestational_age_are_taken(tess, weeks, days):
    write(tess, ga_weeks=weeks, ga_days=days)
    assert Baby.objects.filter(first_name="Mia", ga_weeks=weeks, ga_days=days).exists()


def test_the_form_shows_the_ages_before_anything_is_saved(tess):
    before = Baby.objects.count()
    page = tess.post(reverse("baby-new"), record(preview="1", first_name="")).content.decode()
    assert "36w4d" in page
    assert "None before the due date" in page
    assert "Write the baby" not in page
    assert Baby.objects.count() == before


def test_a_twin_starts_from_the_first_and_is_linked(tess, cast):
    first = make_baby(unit=cast.maple, first_name="Ivo", birth_date=BORN, ga=(33, 1), cot="8")
    page = tess.get(reverse("baby-new"), {"twin": first.pk}).content.decode()
    assert f'value="{BORN.isoformat()}"' in page
    assert 'value="33"' in page
    write(tess, first_name="Una", twin=str(first.pk))
    first.refresh_from_db()
    twin = Baby.objects.get(first_name="Una")
    assert list(first.siblings()) == [twin]
    assert (first.birth_order, twin.birth_order) == (1, 2)


def test_babies_born_more_than_three_days_apart_are_no_twins(tess, cast):
    other = make_baby(unit=cast.maple, first_name="Ivo", birth_date=BORN - timedelta(days=4))
    answer = write(tess, twin=str(other.pk))
    assert answer.status_code == 422
    assert "more than three days apart" in answer.content.decode()
    assert not Baby.objects.filter(first_name="Mia").exists()


def test_only_babies_born_close_by_in_the_unit_are_offered_as_twins(tess, cast):
    make_baby(unit=cast.maple, first_name="Near", birth_date=BORN + timedelta(days=1))
    make_baby(unit=cast.maple, first_name="Faraway", birth_date=BORN - timedelta(days=9))
    make_baby(unit=cast.birch, first_name="Elsewhere", birth_date=BORN)
    page = tess.post(reverse("baby-new"), record(preview="1")).content.decode()
    assert "Near" in page
    assert "Faraway" not in page
    assert "Elsewhere" not in page


def test_a_baby_of_another_unit_cannot_be_named_as_a_twin(tess, cast):
    other = make_baby(unit=cast.birch, first_name="Elsewhere", birth_date=BORN)
    assert write(tess, twin=str(other.pk)).status_code == 422
    assert tess.get(reverse("baby-new"), {"twin": other.pk}).status_code == 404
    assert tess.get(reverse("baby-new"), {"twin": "nobody"}).status_code == 404


def test_two_that_have_siblings_already_stay_apart(tess, cast):
    a, b, c, d = (make_baby(unit=cast.maple, first_name=name, birth_date=BORN) for name in "ABCD")
    a.link_twin(b)
    c.link_twin(d)
    answer = tess.post(reverse("baby-edit", args=[a.pk]), record(first_name="A", twin=str(c.pk)))
    assert answer.status_code == 422
    assert "Both already have siblings" in answer.content.decode()


def test_a_precaution_is_a_row_with_who_and_when_and_unticking_ends_it(tess, cast):
    page = reverse("baby-edit", args=[cast.noor.pk])
    facts = record(first_name="Noor", precautions=["hips", "cold"])
    tess.post(page, facts)
    assert cast.noor.precaution_slugs() == {"hips", "cold"}
    first = cast.noor.precautions.get(slug="hips")
    assert first.noted_by == cast.tess
    tess.post(page, {**facts, "precautions": ["cold", "tummy"]})
    first.refresh_from_db()
    assert first.ended_by == cast.tess
    assert first.ended_at is not None
    assert cast.noor.precaution_slugs() == {"cold", "tummy"}
    assert cast.noor.precautions.filter(slug="cold").count() == 1


def test_a_corrected_birth_date_leaves_the_ages_in_older_massages(tess, cast):
    massage = make_massage(baby=cast.noor, author=cast.sam)
    before = massage.postmenstrual_days
    tess.post(reverse("baby-edit", args=[cast.noor.pk]), record(first_name="Noor", birth_date="2026-11-09"))
    massage.refresh_from_db()
    cast.noor.refresh_from_db()
    assert cast.noor.birth_date == date(2026, 11, 9)
    assert massage.postmenstrual_days == before


def test_pause_first_can_be_set_and_taken_back(tess, cast):
    page = reverse("baby-edit", args=[cast.noor.pk])
    tess.post(page, record(first_name="Noor", pause_first="on"))
    cast.noor.refresh_from_db()
    assert cast.noor.pause_first
    tess.post(page, record(first_name="Noor"))
    cast.noor.refresh_from_db()
    assert not cast.noor.pause_first


def test_who_works_in_two_units_says_which(client, cast):
    both = make_staff(name="Bea", unit=cast.maple, role="therapist")
    cast.birch.members.create(user=both, role="lead")
    client.force_login(both)
    assert "Choose the unit" in write(client).content.decode()
    write(client, unit=cast.birch.pk)
    assert Baby.objects.get(first_name="Mia").unit == cast.birch


@pytest.mark.parametrize(("who", "status"), [("nora", 403), ("pat", 403), ("tom", 200)])
def test_only_who_plans_opens_a_record(client, cast, who, status):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("baby-new")).status_code == status


@pytest.mark.parametrize(("who", "status"), [("nora", 403), ("pat", 403), ("tom", 404), ("sam", 404), ("lena", 200)])
def test_a_record_is_changed_by_who_plans_in_its_unit(client, cast, who, status):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("baby-edit", args=[cast.bo.pk])).status_code == status


def test_the_form_costs_the_same_with_many_babies(tess, cast, django_assert_max_num_queries):
    for number in range(30):
        make_baby(unit=cast.maple, first_name=f"Baby {number}", birth_date=cast.noor.birth_date)
    with django_assert_max_num_queries(MOST_STATEMENTS):
        tess.get(reverse("baby-edit", args=[cast.noor.pk]))
