"""A unit's own technique: written by one, read by another, published by the lead, never changed, retired."""

from datetime import timedelta

import pytest
import time_machine
from cast import NOW, make_baby, make_plan, make_staff
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from own import WORDS, address, begin, page_of, published, whole

from sessions.plans.models import Plan
from techniques.immutable import TextInForce
from techniques.models import DraftStep, Step, Technique, TechniqueDecision, TechniqueDraft, TechniqueReview

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture(autouse=True)
def third_of_december():
    with time_machine.travel(NOW, tick=False):
        yield


def send(client, who, name, draft, **more):
    client.force_login(who)
    step = {"step": more.pop("step")} if "step" in more else {}
    return client.post(address(name, draft, **step), page_of(draft, **more))


def words_of(answer):
    return " ".join(answer.content.decode().split())


def knee(cast, **fields):
    return published(cast.maple, cast.tess, cast.lena, cast.lena, NOW, **fields)


def test_from_a_name_to_the_familys_library(client, cast):
    client.force_login(cast.tess)
    new = reverse("unit-technique-new", args=[cast.maple.pk])
    assert client.get(new).status_code == 200
    client.post(new, {"family_name": "x", "region": "whole_leg", "kind": "stroking", "direction": "circle"})
    draft = TechniqueDraft.objects.get()
    step = draft.steps.get()
    client.post(address("draft", draft), page_of(draft, **WORDS, **{f"step-{step.pk}-text": "Make a small circle."}))
    assert send(client, cast.tess, "draft-ask", draft).status_code == 302
    draft.refresh_from_db()
    assert (draft.asked_by, draft.family_name) == (cast.tess, WORDS["family_name"])
    client.force_login(cast.lena)
    client.post(address("draft-reviewed", draft), {"seen": draft.digest, "read": "on", "words": "Tried it."})
    answer = client.post(address("draft-publish", draft), {"seen": draft.digest})
    technique = Technique.objects.get(owner=cast.maple)
    assert answer.url == technique.get_absolute_url()
    client.force_login(cast.pat)
    page = words_of(client.get(technique.get_absolute_url()))
    assert "Reviewed by Lena, Maple NICU, 3 Dec 2026" in page
    assert "Tess, Maple NICU" in page  # written by
    assert "Make a small circle." in page
    assert not TechniqueDraft.objects.exists()
    assert TechniqueDecision.objects.get().by == cast.lena


def test_the_unit_reads_it_and_nobody_else(client, cast):
    technique = knee(cast)
    shown = {cast.tess: 200, cast.nora: 200, cast.pat: 200, cast.sam: 200, cast.tom: 404, cast.lou: 404, cast.ines: 404}
    for who, status in shown.items():
        client.force_login(who)
        assert client.get(technique.get_absolute_url()).status_code == status
        assert (WORDS["family_name"] in words_of(client.get(reverse("library")))) is (status == 200)
    client.logout()
    assert client.get(technique.get_absolute_url()).status_code == 404


def test_the_builder_of_the_unit_offers_it_and_no_other(client, cast):
    technique = knee(cast)
    leo = make_baby(unit=cast.birch, first_name="Leo")
    for who, baby, offered in ((cast.tess, cast.bo, True), (cast.tom, leo, False)):
        client.force_login(who)
        assert (WORDS["family_name"] in words_of(client.get(reverse("plan", args=[baby.pk])))) is offered
        added = client.post(reverse("plan-add", args=[baby.pk]), {"technique": technique.slug})
        assert added.status_code == (302 if offered else 404)


def test_retired_it_stays_in_the_routine_and_can_not_be_added_anew(client, cast):
    technique = knee(cast)
    plan = make_plan(baby=cast.bo, by=cast.tess, slugs=["resting-hands", technique.slug])
    client.force_login(cast.lena)
    client.post(reverse("unit-technique-retire", args=[cast.maple.pk, technique.slug]))
    assert [item.technique for item in Plan.objects.in_force().get(baby=cast.bo).planned.all()][1] == technique
    client.force_login(cast.pat)
    assert WORDS["family_name"] not in words_of(client.get(reverse("library")))
    assert "Your unit no longer adds this one." in words_of(client.get(technique.get_absolute_url()))
    assert "Make a small circle." in words_of(client.get(reverse("massage-new", args=[cast.bo.pk])))
    client.force_login(cast.tess)
    assert client.post(reverse("plan-add", args=[cast.ada.pk]), {"technique": technique.slug}).status_code == 404
    draft = Plan.draft_for(cast.bo, cast.tess, NOW)
    assert technique in [item.technique for item in draft.planned.all()]  # the next version begins with what is there
    assert plan.planned.count() == 2
    with pytest.raises(ValidationError):
        draft.add(Technique.objects.get(pk=technique.pk), "left")
    client.force_login(cast.lena)
    client.post(reverse("unit-technique-return", args=[cast.maple.pk, technique.slug]))
    client.force_login(cast.tess)
    assert client.post(reverse("plan-add", args=[cast.ada.pk]), {"technique": technique.slug}).status_code == 302
    assert list(TechniqueDecision.objects.values_list("kind", flat=True)) == ["returned", "retired", "published"]


def test_whoever_asked_can_not_be_the_second_person(client, cast):
    draft = whole(cast.maple, cast.tess, NOW)
    draft.ask(by=cast.tess, now=NOW)
    sent = {"seen": draft.digest, "read": "on"}
    client.force_login(cast.tess)
    assert "Somebody else of the unit reads it now." in words_of(client.get(address("draft-review", draft)))
    client.post(address("draft-reviewed", draft), sent)
    draft.refresh_from_db()
    assert draft.reviewed_at is None
    with pytest.raises(IntegrityError, match="draft_reviewed_by_another"), transaction.atomic():
        TechniqueDraft.objects.update(reviewed_by=cast.tess, reviewed_at=NOW)
    client.force_login(cast.lena)
    client.post(address("draft-reviewed", draft), sent)
    draft.refresh_from_db()
    assert draft.reviewed_by == cast.lena


def test_only_the_lead_publishes_and_only_what_a_second_person_read(client, cast):
    draft = whole(cast.maple, cast.lena, NOW)
    draft.ask(by=cast.lena, now=NOW)
    client.force_login(cast.lena)
    client.post(address("draft-publish", draft), {"seen": draft.digest})
    assert not Technique.objects.filter(owner=cast.maple).exists()
    draft.review(by=cast.tess, now=NOW)
    client.force_login(cast.tess)
    assert client.post(address("draft-publish", draft), {"seen": draft.digest}).status_code == 403
    client.force_login(cast.lena)
    client.post(address("draft-publish", draft), {"seen": "another text"})
    assert not Technique.objects.filter(owner=cast.maple).exists()
    client.post(address("draft-publish", draft), {"seen": draft.digest})
    assert TechniqueReview.objects.get(unit=cast.maple).by == cast.tess


@pytest.mark.parametrize("change", ["word", "step", "order", "number", "stops", "removal"])
def test_a_change_after_the_reading_asks_for_another_reading(client, cast, change):
    draft = whole(cast.maple, cast.tess, NOW)
    first, second = draft.steps.get(), draft.add_step()
    DraftStep.objects.filter(pk=second.pk).update(text="Rest your hand.")
    draft.ask(by=cast.tess, now=NOW)
    draft.review(by=cast.lena, now=NOW)
    send(client, cast.tess, "draft", draft)  # saved as it is: nothing changed
    draft.refresh_from_db()
    assert draft.reviewed_by == cast.lena
    how = {
        "word": {"name": "draft", "hands": "One warm hand."},
        "step": {"name": "draft", f"step-{first.pk}-text": "Make a wide circle."},
        "order": {"name": "draft-step-move", "step": second.pk, "to": "up"},
        "number": {"name": "draft", "passes": 2},
        "stops": {"name": "draft", "stops": ["cast", "hips"]},
        "removal": {"name": "draft-step-remove", "step": second.pk},
    }[change]
    assert send(client, cast.tess, how.pop("name"), draft, **how).status_code == 302
    draft.refresh_from_db()
    assert (draft.reviewed_by, draft.asked_by) == (None, None)
    with pytest.raises(ValidationError):
        TechniqueDecision.publish(draft, by=cast.lena, now=NOW)


def test_the_second_person_can_send_it_back_with_words(client, cast):
    draft = whole(cast.maple, cast.tess, NOW)
    draft.ask(by=cast.tess, now=NOW)
    client.force_login(cast.lena)
    answer = client.post(address("draft-return", draft), {"seen": draft.digest, "words": ""})
    assert answer.status_code == 422
    assert "Say what should be different." in words_of(answer)
    client.post(address("draft-return", draft), {"seen": draft.digest, "words": "Which finger?"})
    client.force_login(cast.tess)
    assert "Lena sent it back: Which finger?" in words_of(client.get(address("draft", draft)))


BAD_WORDS = {
    "family_name": ("Treat the knee", "Families never read “Treat” here."),
    "hands": ("One hand " + "goes round and round and " * 4 + "rests.", "words in one sentence, at most 16"),
    "how_firm": ("This prevents pain.", "“prevents”"),
    "known": ("It is clinically proven.", "“clinically proven”"),
    "position": ("", "Please fill this in."),
}


@pytest.mark.parametrize("name", BAD_WORDS)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(client, cast, name):
    draft = whole(cast.maple, cast.tess, NOW)
    typed, sentence = BAD_WORDS[name]
    answer = send(client, cast.tess, "draft-ask", draft, **{name: typed} if typed else {name: " "})
    assert answer.status_code == 422
    assert sentence in words_of(answer).replace("&#x27;", "'")
    assert f'id="id_{name}-error"' in answer.content.decode()
    draft.refresh_from_db()
    assert draft.asked_at is None
    assert getattr(draft, name) == typed.strip()  # kept all the same: it is a draft


def test_steps_have_two_short_sentences_one_stroke_and_words_for_a_picture(client, cast):
    draft = whole(cast.maple, cast.tess, NOW)
    first, second = draft.steps.get(), draft.add_step()
    DraftStep.objects.filter(pk=second.pk).update(picture="own/" + "a" * 32 + "-480x480")
    texts = {f"step-{first.pk}-text": "Hold. Wait. Go.", f"step-{second.pk}-text": "", "stroke": ""}
    DraftStep.objects.update(is_stroke=False)
    answer = words_of(send(client, cast.tess, "draft-ask", draft, **texts))
    assert "A step has at most two sentences." in answer
    assert "Write what the hands do, or take this step out." in answer
    assert "Say what the picture shows" in answer
    assert "Mark the one step that is repeated." in answer


def test_a_step_only_for_the_cot_and_one_only_for_home(client, cast):
    """Each family follows the steps of where its baby is, as with the techniques that ship."""
    draft = whole(cast.maple, cast.tess, NOW)
    both, cot, home = draft.steps.get(), draft.add_step(), draft.add_step()
    texts = {f"step-{cot.pk}-text": "Lift the wrap.", f"step-{home.pk}-text": "Sit on the floor."}
    places = {f"step-{cot.pk}-place": "nicu", f"step-{home.pk}-place": "home"}
    assert send(client, cast.tess, "draft-ask", draft, stroke=[both.pk], **texts, **places).status_code == 302
    draft.refresh_from_db()
    draft.review(by=cast.lena, now=NOW)
    technique = TechniqueDecision.publish(draft, by=cast.lena, now=NOW)
    make_plan(baby=cast.bo, by=cast.tess, slugs=[technique.slug])
    client.force_login(cast.pat)
    page = words_of(client.get(reverse("massage-new", args=[cast.bo.pk])))
    assert ("Lift the wrap." in page, "Sit on the floor." in page, "Make a small circle." in page) == (
        True,
        False,
        True,
    )
    cast.bo.place = "home"
    cast.bo.save()
    page = words_of(client.get(reverse("massage-new", args=[cast.bo.pk])))
    assert ("Lift the wrap." in page, "Sit on the floor." in page, "Make a small circle." in page) == (
        False,
        True,
        True,
    )
    following = TechniqueDraft.next_of(technique, by=cast.tess, now=NOW)
    assert [step.place for step in following.steps.all()] == ["both", "nicu", "home"]


@pytest.mark.parametrize(
    ("places", "strokes", "sentence"),
    [
        (("nicu", "home"), (0, 1), ""),
        (("both", "home"), (0, 1), "At home it needs one step that is repeated, not none and not two."),
        (("home", "both"), (0,), "At the cot it needs one step that is repeated, not none and not two."),
        (("home", "home"), (0,), "At the cot it needs one step that is repeated, not none and not two."),
        (("both", "both"), (), "Mark the one step that is repeated."),
    ],
)
def test_at_the_cot_and_at_home_one_step_is_repeated(client, cast, places, strokes, sentence):
    draft = whole(cast.maple, cast.tess, NOW)
    steps = [draft.steps.get(), draft.add_step()]
    typed = {f"step-{step.pk}-text": "Make a small circle." for step in steps}
    typed |= {f"step-{step.pk}-place": place for step, place in zip(steps, places, strict=True)}
    answer = send(client, cast.tess, "draft-ask", draft, stroke=[steps[n].pk for n in strokes], **typed)
    assert answer.status_code == (422 if sentence else 302)
    assert sentence in words_of(answer)
    kept = [step.is_stroke for step in draft.steps.all()]
    assert kept == [n in strokes for n in range(2)]


def test_the_page_as_a_whole_stays_at_grade_six(client, cast):
    draft = whole(cast.maple, cast.tess, NOW)
    hard = "Circumferential manipulation facilitates individualised neurodevelopmental organisation."
    answer = words_of(send(client, cast.tess, "draft-ask", draft, known=hard, hands=hard))
    assert "The page reads at school grade" in answer


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("position", "x" * 201),
        ("passes", "9"),
        ("passes", "many"),
        ("region", "moon"),
        ("stops", ["moon"]),
        ("hands", "a\0b"),
    ],
)
def test_what_no_draft_can_hold_comes_back_as_it_was_typed(client, cast, name, value):
    draft = whole(cast.maple, cast.tess, NOW)
    answer = send(client, cast.tess, "draft", draft, **{name: value, "how_slow": "Just typed."})
    assert answer.status_code == 422
    assert "Just typed." in words_of(answer)
    draft.refresh_from_db()
    assert draft.how_slow != "Just typed."


def test_every_button_of_the_page_saves_what_was_typed(client, cast):
    draft = whole(cast.maple, cast.tess, NOW)
    step = draft.steps.get()
    typed = {f"step-{step.pk}-text": "Two small circles."}
    send(client, cast.tess, "draft-step-add", draft, hands="A warm hand.", **typed)
    draft.refresh_from_db()
    step.refresh_from_db()
    assert (draft.hands, step.text, draft.steps.count()) == ("A warm hand.", "Two small circles.", 2)
    newer = draft.steps.last()
    send(client, cast.tess, "draft-step-move", draft, step=newer.pk, to="up", **{f"step-{newer.pk}-text": "Rest."})
    assert [each.text for each in draft.steps.all()] == ["Rest.", "Two small circles."]
    send(client, cast.tess, "draft-step-remove", draft, step=newer.pk, how_slow="Slow.")
    draft.refresh_from_db()
    assert ([each.text for each in draft.steps.all()], draft.how_slow) == (["Two small circles."], "Slow.")


def test_there_are_at_most_eight_steps(client, cast):
    draft = begin(cast.maple, cast.tess, NOW)
    for _ in range(10):
        assert send(client, cast.tess, "draft-step-add", draft).status_code == 302
    assert draft.steps.count() == 8
    assert "Save and add a step" not in words_of(client.get(address("draft", draft)))


def test_two_who_write_at_once_are_told(client, cast):
    draft = whole(cast.maple, cast.tess, NOW)
    mine = page_of(draft, hands="Mine.")
    send(client, cast.lena, "draft", draft, hands="Hers.")
    client.force_login(cast.tess)
    answer = client.post(address("draft", draft), mine)
    assert answer.status_code == 422
    assert "This draft changed after you opened it." in words_of(answer)
    assert "Mine." in words_of(answer)
    again = mine | {"seen": TechniqueDraft.objects.get(pk=draft.pk).digest}
    assert f'value="{again["seen"]}"' in answer.content.decode()
    client.post(address("draft", draft), again)
    draft.refresh_from_db()
    assert draft.hands == "Mine."


def test_a_new_version_leaves_the_old_one_and_the_routine_as_they_are(client, cast):
    technique = knee(cast)
    make_plan(baby=cast.bo, by=cast.tess, slugs=[technique.slug])
    first = technique.current()
    client.force_login(cast.tess)
    client.post(reverse("unit-technique-draft", args=[cast.maple.pk, technique.slug]))
    client.post(reverse("unit-technique-draft", args=[cast.maple.pk, technique.slug]))  # a second tap
    draft = TechniqueDraft.objects.get()
    assert [step.text for step in draft.steps.all()] == ["Make a small circle."]
    send(client, cast.tess, "draft", draft, hands="Two fingers.", region="toes")
    draft.refresh_from_db()
    assert (draft.hands, draft.region) == ("Two fingers.", "whole_leg")  # the place on the body stays
    draft.ask(by=cast.tess, now=NOW)
    draft.review(by=cast.lena, now=NOW + timedelta(days=1))
    TechniqueDecision.publish(draft, by=cast.lena, now=NOW + timedelta(days=2))
    second = Technique.objects.get(pk=technique.pk).current()
    assert (second.number, second.hands, first.number, first.hands) == (2, "Two fingers.", 1, WORDS["hands"])
    planned = Plan.objects.in_force().get(baby=cast.bo).planned.get()
    assert planned.version == first
    assert [review.version for review in TechniqueReview.objects.order_by("at")] == [first, second]


def test_what_is_published_never_changes(cast):
    version = knee(cast).current()
    version.hands = "Other"
    for change in (version.save, version.delete, version.steps.get().delete, lambda: Step.objects.update(text="x")):
        with pytest.raises(TextInForce):
            change()


def test_another_units_draft_is_not_there_and_a_nurse_may_not(client, cast):
    draft = whole(cast.maple, cast.tess, NOW)
    step = draft.steps.get().pk
    posts = ("draft", "draft-ask", "draft-step-add", "draft-discard", "draft-reviewed", "draft-return", "draft-publish")
    for who, status in ((cast.lou, 404), (cast.tom, 404), (cast.pat, 404), (cast.nora, 403)):
        client.force_login(who)
        assert {client.get(address(name, draft)).status_code for name in ("draft", "draft-review")} == {status}
        assert {client.post(address(name, draft), {}).status_code for name in posts} == {status}
        moved = client.post(address("draft-step-move", draft, step=step), {"to": "up"})
        assert moved.status_code == status
    elsewhere = whole(cast.birch, cast.tom, NOW)
    client.force_login(cast.lena)  # a lead, but not there: neither by her own unit's address nor by theirs
    for unit in (cast.maple, cast.birch):
        path = reverse("unit-draft", kwargs={"unit": unit.pk, "draft": elsewhere.pk})
        assert client.get(path).status_code == 404
    foreign = address("draft-step-remove", draft, step=elsewhere.steps.get().pk)
    assert client.post(foreign, page_of(draft)).status_code == 404
    assert elsewhere.steps.count() == 1


def test_what_ships_can_not_be_rewritten_or_retired_by_a_unit(client, cast):
    client.force_login(cast.lena)
    for name in ("unit-technique-draft", "unit-technique-retire", "unit-technique-return"):
        assert client.post(reverse(name, args=[cast.maple.pk, "sway"])).status_code == 404
    assert Technique.objects.get(slug="sway").status == "published"


def test_a_small_unit_needs_no_third_person(client, cast):
    """Two are enough: one writes, the lead reads and publishes; or the lead writes and the other one reads."""
    rita = make_staff(name="Rita", unit=cast.birch, role="therapist")
    assert published(cast.birch, cast.lou, rita, cast.lou, NOW).current().author == "Lou, Birch NICU"
