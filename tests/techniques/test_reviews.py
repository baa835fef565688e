"""A unit reviews what ships: exactly this text, for its own families, with a name and a day, and never by itself."""

import pytest
import time_machine
from cast import NOW
from django.db import IntegrityError, transaction
from django.urls import reverse

from techniques.models import Step, Technique, TechniqueReview, TechniqueVersion

pytestmark = pytest.mark.usefixtures("catalogue")

SLUG = "indian-milking"
BY_LENA = "Reviewed by Lena, Maple NICU, 3 Dec 2026"
NOT_YET = "Not yet reviewed by a clinician"


@pytest.fixture(autouse=True)
def third_of_december():
    with time_machine.travel(NOW, tick=False):
        yield


def text_of(slug=SLUG):
    return Technique.objects.get(slug=slug).current()


def address(cast, name="unit-technique-review", unit="maple", slug=SLUG):
    return reverse(name, args=[getattr(cast, unit).pk, slug])


def sent(**more):
    return {"seen": text_of().digest, "read": "on", "words": "Read with Tess."} | more


def page(client, who=None):
    if who:
        client.force_login(who)
    else:
        client.logout()
    return client.get(reverse("technique", args=[SLUG])).content.decode()


def new_text(slug=SLUG):
    old = text_of(slug)
    facts = {each.name: getattr(old, each.name) for each in TechniqueVersion._meta.fields if each.name != "id"}
    new = TechniqueVersion.objects.create(**facts | {"number": old.number + 1, "digest": "new"})
    Step.objects.create(version=new, order=1, text="Hold.", picture="x/y", alt="A hand.", is_stroke=True)
    return new


def test_families_of_the_unit_read_who_reviewed_it_and_nobody_else_does(client, cast):
    assert NOT_YET in page(client, cast.pat)
    client.force_login(cast.lena)
    assert client.post(address(cast), sent()).status_code == 302
    for who in (cast.pat, cast.tess, cast.nora):
        assert BY_LENA in page(client, who)
        assert NOT_YET not in page(client, who)
    for who in (None, cast.tom, cast.lou, cast.ines):  # a visitor, another unit, and a helper whose time is over
        assert "Reviewed by" not in page(client, who)
        assert NOT_YET in page(client, who)


def test_the_words_are_for_the_team(client, cast):
    TechniqueReview.sign(text_of(), unit=cast.maple, by=cast.lena, now=NOW, words="Read with Tess.")
    assert "Read with Tess." not in page(client, cast.pat)
    client.force_login(cast.nora)
    assert "Read with Tess." in client.get(reverse("unit-techniques", args=[cast.maple.pk])).content.decode()


def test_new_words_ask_for_a_new_review(client, cast):
    TechniqueReview.sign(text_of(), unit=cast.maple, by=cast.lena, now=NOW)
    new_text()
    assert NOT_YET in page(client, cast.pat)
    client.force_login(cast.tess)
    shelf = client.get(reverse("unit-techniques", args=[cast.maple.pk])).content.decode()
    assert "New words since the review of 3 Dec 2026." in shelf
    assert BY_LENA not in shelf
    client.post(address(cast), sent())
    assert "Reviewed by Tess, Maple NICU" in page(client, cast.pat)


def test_a_text_that_changed_meanwhile_is_not_signed_unread(client, cast):
    client.force_login(cast.lena)
    before = sent()
    new_text()
    answer = client.post(address(cast), before)
    assert answer.status_code == 422
    assert "The text changed while you were reading." in answer.content.decode()
    assert "Read with Tess." in answer.content.decode()  # nothing typed is lost
    assert not TechniqueReview.objects.exists()


@pytest.mark.parametrize("wrong", [{"read": ""}, {"seen": ""}, {"seen": "x"}, {"words": "x" * 301}])
def test_without_the_tick_or_with_odd_answers_nothing_is_signed(client, cast, wrong):
    client.force_login(cast.lena)
    assert client.post(address(cast), sent(**wrong)).status_code == 422
    assert not TechniqueReview.objects.exists()


def test_a_second_tap_makes_no_second_review(client, cast):
    client.force_login(cast.lena)
    client.post(address(cast), sent())
    client.force_login(cast.tess)
    client.post(address(cast), sent())
    assert list(TechniqueReview.objects.values_list("by__name", flat=True)) == ["Lena"]


def test_a_review_can_be_taken_back_and_stays_in_the_books(client, cast):
    TechniqueReview.sign(text_of(), unit=cast.maple, by=cast.lena, now=NOW)
    client.force_login(cast.tess)
    client.post(address(cast, "unit-technique-review-removal"))
    assert NOT_YET in page(client, cast.pat)
    kept = TechniqueReview.objects.get()
    assert (kept.by, kept.taken_back_by, kept.taken_back_at) == (cast.lena, cast.tess, NOW)
    client.force_login(cast.tess)
    assert client.post(address(cast, "unit-technique-review-removal")).status_code == 404


def test_two_units_review_for_themselves(client, cast):
    TechniqueReview.sign(text_of(), unit=cast.birch, by=cast.lou, now=NOW)
    assert NOT_YET in page(client, cast.pat)
    assert "Lou" not in page(client, cast.pat)


def test_another_units_door_is_not_there(client, cast):
    client.force_login(cast.lou)
    assert client.get(address(cast)).status_code == 404
    assert client.post(address(cast), sent()).status_code == 404
    client.force_login(cast.nora)
    assert client.post(address(cast), sent()).status_code == 403
    assert not TechniqueReview.objects.exists()


def test_the_reviewer_sees_both_sides_and_both_places(client, cast):
    client.force_login(cast.tess)
    seen = client.get(address(cast)).content.decode()
    steps = text_of().steps.all()
    assert all(step.alt.split("'")[0] in seen for step in steps)
    assert seen.count("glide-left.svg#p") == seen.count("glide-right.svg#p") == 1


def test_the_database_keeps_one_standing_review_for_each_text(cast):
    facts = {"unit": cast.maple, "version": text_of(), "at": NOW}
    TechniqueReview.objects.create(**facts, by=cast.lena)
    with pytest.raises(IntegrityError, match=r"review_stands_once|UNIQUE"), transaction.atomic():
        TechniqueReview.objects.create(**facts, by=cast.tess)
    with pytest.raises(IntegrityError, match="review_taken_back_by_a_person"), transaction.atomic():
        TechniqueReview.objects.create(**facts | {"unit": cast.birch}, by=cast.lou, taken_back_at=NOW)
