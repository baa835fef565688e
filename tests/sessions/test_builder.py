"""The builder without a script: each change is a form, and what is assigned is what was seen."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.babies.models import BabyPrecaution, LimbRestriction
from sessions.babies.visits import Visit
from sessions.plans import builder
from sessions.plans.forms import AssignForm, SettingsForm
from sessions.plans.models import Plan, PlannedTechnique, PlanReason
from sessions.plans.templates import PlanTemplate
from tests.cast import MOST_STATEMENTS, NOW, make_baby, make_plan, make_policy
from tests.forms_of import forms_of

pytestmark = pytest.mark.usefixtures("catalogue")
OLD_ENOUGH = timezone.localdate() - timedelta(days=200)


@pytest.fixture
def tess(client, cast):
    client.force_login(cast.tess)
    return client


@pytest.fixture
def bo(cast):
    """Young enough for one stroking technique, whatever the day these tests run."""
    cast.bo.birth_date = timezone.localdate() - timedelta(days=37)
    cast.bo.save()
    return cast.bo


def page(client, baby):
    return client.get(reverse("plan", args=[baby.pk])).content.decode()


def add(client, baby, slug, **data):
    return client.post(reverse("plan-add", args=[baby.pk]), {"technique": slug, **data})


def draft_of(baby):
    return Plan.objects.get(baby=baby, status="draft")


def slugs(plan):
    return [item.technique.slug for item in plan.planned.all()]


def item_of(baby, slug):
    return PlannedTechnique.objects.get(plan=draft_of(baby), version__technique__slug=slug)


def change(client, baby, item, **data):
    return client.post(reverse("plan-change", args=[baby.pk, item.pk]), data)


def assign(client, baby, **data):
    address = reverse("plan-assign", args=[baby.pk])
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    return client.post(address, {"seen": seen.group(1) if seen else "", **data})


def mark_off(baby, limb, by):
    return LimbRestriction.objects.create(baby=baby, limb=limb, reason="Drip", noted_by=by, noted_at=NOW)


def tick(baby, slug, by):
    return BabyPrecaution.objects.create(baby=baby, slug=slug, noted_by=by, noted_at=NOW)


# looking


def test_looking_makes_no_draft(tess, cast, bo):
    make_plan(baby=bo, by=cast.tess)
    before = list(Plan.objects.values_list("pk", "status"))
    rows = PlannedTechnique.objects.count()
    assert "Long strokes down to the foot" in page(tess, bo)
    tess.get(reverse("plan-assign", args=[bo.pk]))
    assert list(Plan.objects.values_list("pk", "status")) == before
    assert PlannedTechnique.objects.count() == rows


def test_the_first_change_starts_a_draft_from_the_version_in_force(tess, cast, bo):
    first = make_plan(baby=bo, by=cast.tess)
    shown = first.planned.get(version__technique__slug="indian-milking")
    change(tess, bo, shown, passes=2)
    assert item_of(bo, "indian-milking").passes == 2
    shown.refresh_from_db()
    assert shown.passes == 3


@pytest.mark.parametrize(("who", "status"), [("nora", 403), ("pat", 403), ("tom", 404), ("sam", 404), ("lena", 200)])
def test_only_who_plans_in_the_unit_builds(client, cast, bo, who, status):
    plan = make_plan(baby=bo, by=cast.tess)
    item = plan.planned.first()
    client.force_login(getattr(cast, who))
    assert client.get(reverse("plan", args=[bo.pk])).status_code == status
    if status == 200:
        return
    for name in ("plan-add", "plan-settings", "plan-assign", "plan-discard"):
        assert client.post(reverse(name, args=[bo.pk]), {"technique": "sway"}).status_code == status
    for name in ("plan-change", "plan-move", "plan-remove"):
        assert client.post(reverse(name, args=[bo.pk, item.pk]), {"passes": 1}).status_code == status
    assert not Plan.objects.filter(status="draft").exists()


def test_a_row_of_another_baby_is_404(tess, cast, bo):
    other = make_plan(baby=cast.noor, by=cast.tess).planned.first()
    add(tess, bo, "sway")
    assert change(tess, bo, other, passes=1).status_code == 404
    assert tess.post(reverse("plan-remove", args=[bo.pk, other.pk])).status_code == 404
    assert PlannedTechnique.objects.filter(pk=other.pk).exists()


# building


def test_a_tap_appends_the_technique_with_its_own_amount(tess, bo):
    add(tess, bo, "resting-hands")
    add(tess, bo, "indian-milking")
    plan = draft_of(bo)
    assert slugs(plan) == ["resting-hands", "indian-milking"]
    item = plan.planned.last()
    assert (item.passes, item.seconds, item.side) == (3, 5, "both")


def test_a_technique_is_in_a_routine_once(tess, bo):
    add(tess, bo, "sway")
    add(tess, bo, "sway")
    assert slugs(draft_of(bo)) == ["sway"]


def test_a_named_technique_without_steps_is_shown_and_refused(tess, bo):
    assert "Named only. It has no steps yet." in page(tess, bo)
    answer = tess.post(reverse("plan-add", args=[bo.pk]), {"technique": "hug-and-glide"}, follow=True)
    assert "This technique has no steps yet." in answer.content.decode()
    assert slugs(draft_of(bo)) == []
    assert add(tess, bo, "no-such-thing").status_code == 404


def test_up_down_and_take_out(tess, bo):
    for slug in ("resting-hands", "indian-milking", "sway"):
        add(tess, bo, slug)
    item = item_of(bo, "sway")
    answer = tess.post(reverse("plan-move", args=[bo.pk, item.pk]), {"to": "up"}, follow=True)
    assert "now 2 of 3" in answer.content.decode()
    assert slugs(draft_of(bo)) == ["resting-hands", "sway", "indian-milking"]
    tess.post(reverse("plan-remove", args=[bo.pk, item.pk]))
    assert slugs(draft_of(bo)) == ["resting-hands", "indian-milking"]


def test_what_should_stand_before_is_offered_and_put_there(tess, bo):
    add(tess, bo, "under-toes")
    assert "“Warm the leg” comes before this one." in page(tess, bo)
    add(tess, bo, "warming-stroke", before=item_of(bo, "under-toes").pk)
    assert slugs(draft_of(bo)) == ["warming-stroke", "under-toes"]
    assert "comes before this one" not in page(tess, bo)


@pytest.mark.parametrize(
    ("slug", "passes", "kept"),
    [("indian-milking", 3, 3), ("indian-milking", 4, 3), ("indian-milking", 0, 3), ("warming-stroke", 10, 10),
     ("warming-stroke", 11, 3)],
)  # fmt: skip
def test_passes_stay_under_the_cap_and_the_warming_stroke_has_its_own(tess, bo, slug, passes, kept):
    add(tess, bo, slug)
    change(tess, bo, item_of(bo, slug), passes=passes)
    assert item_of(bo, slug).passes == kept


def test_the_units_cap_moves_the_usual_limit_only(tess, cast, bo):
    make_policy(unit=cast.maple, by=cast.lena, passes_cap=5)
    add(tess, bo, "indian-milking")
    change(tess, bo, item_of(bo, "indian-milking"), passes=5)
    assert item_of(bo, "indian-milking").passes == 5


def test_only_what_was_touched_changes(tess, bo):
    add(tess, bo, "thumb-press")
    change(tess, bo, item_of(bo, "thumb-press"), gentle="true")
    before = item_of(bo, "thumb-press")
    change(tess, bo, before, touches=8)
    after = item_of(bo, "thumb-press")
    assert (after.touches, after.gentle, after.passes, after.seconds) == (8, True, before.passes, before.seconds)
    change(tess, bo, after, gentle="false")
    assert not item_of(bo, "thumb-press").gentle


def test_only_the_bicycle_may_go_faster(tess, bo):
    for slug in ("bicycle", "sway"):
        add(tess, bo, slug)
        change(tess, bo, item_of(bo, slug), faster="true")
    assert item_of(bo, "bicycle").faster
    assert not item_of(bo, "sway").faster
    assert "Its own time: Between feeds" in page(tess, bo)


def test_settings_are_kept_and_no_oil_is_the_beginning(tess, bo):
    add(tess, bo, "sway")
    review = timezone.localdate() + timedelta(days=3)
    facts = {"timing": "after_bath", "times_a_day": "2", "oil_choice": "none", "review_on": review.isoformat()}
    assert draft_of(bo).oil == ""
    tess.post(reverse("plan-settings", args=[bo.pk]), facts)
    plan = draft_of(bo)
    assert (plan.timing, plan.times_a_day, plan.oil, plan.review_on) == ("after_bath", 2, "", review)
    tess.post(reverse("plan-settings", args=[bo.pk]), {**facts, "oil_choice": "other", "oil": "Sunflower"})
    assert draft_of(bo).oil == "Sunflower"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"review_on": "2020-01-01"}, "This day has passed."),
        ({"oil_choice": "other"}, "Write which oil, or choose no oil."),
    ],
)
def test_a_wrong_setting_is_said_beside_it(tess, bo, wrong, sentence):
    add(tess, bo, "sway")
    facts = {"timing": "after_bath", "times_a_day": "2", "oil_choice": "none", "review_on": "2099-01-01"}
    answer = tess.post(reverse("plan-settings", args=[bo.pk]), {**facts, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert draft_of(bo).timing == "before_feed"


# legs


def test_a_leg_off_limits_cannot_be_chosen(tess, cast, bo):
    mark_off(bo, "right", cast.nora)
    add(tess, bo, "indian-milking")
    assert item_of(bo, "indian-milking").side == "left"
    assert 'value="right" id="side-right' not in page(tess, bo)
    for side in ("right", "both"):
        change(tess, bo, item_of(bo, "indian-milking"), side=side)
        assert item_of(bo, "indian-milking").side == "left"


def test_a_row_goes_to_the_free_leg_when_its_own_is_marked(tess, cast, bo):
    add(tess, bo, "indian-milking")
    change(tess, bo, item_of(bo, "indian-milking"), side="right")
    mark_off(bo, "right", cast.nora)
    assert "Moved to the leg that is free" in page(tess, bo)
    assert item_of(bo, "indian-milking").side == "right"  # looking changed nothing
    assign(tess, bo, note="Only the left leg now.")
    assert Plan.objects.in_force().get(baby=bo).planned.get().side == "left"


def test_without_a_free_leg_nothing_is_assigned(tess, cast, bo):
    add(tess, bo, "sway")
    mark_off(bo, "right", cast.nora)
    assert "No free leg" in page(tess, bo)
    assert assign(tess, bo).url == reverse("plan", args=[bo.pk])
    assert not Plan.objects.in_force().filter(baby=bo).exists()


def test_a_leg_marked_while_reading_stops_the_assignment(tess, cast, bo):
    add(tess, bo, "indian-milking")
    address = reverse("plan-assign", args=[bo.pk])
    seen = re.search(r'name="seen" value="(\w+)"', tess.get(address).content.decode()).group(1)
    mark_off(bo, "right", cast.nora)
    answer = tess.post(address, {"seen": seen, "note": "Both legs."})
    assert answer.status_code == 422
    assert "Something changed while you were reading." in answer.content.decode()
    assert "Both legs." in answer.content.decode()
    assert not Plan.objects.in_force().filter(baby=bo).exists()


def test_no_picture_shows_a_leg_that_is_left_alone(tess, cast, bo):
    add(tess, bo, "indian-milking")
    assert "indian-milking/glide-left.svg" in page(tess, bo)
    assert "indian-milking/glide-right.svg" not in page(tess, bo)
    mark_off(bo, "left", cast.nora)
    assert "indian-milking/glide-left.svg" not in page(tess, bo)
    assert "indian-milking/glide-right.svg" in page(tess, bo)


# time and reasons


def test_the_time_is_said_against_the_limit_of_the_age(tess, cast, bo):
    add(tess, bo, "indian-milking")
    assert "of under 5 min at this age" in page(tess, bo)
    older = make_baby(unit=cast.maple, first_name="Mira", birth_date=OLD_ENOUGH, ga=(39, 4), place="home")
    add(tess, older, "indian-milking")
    assert "No limit at this age" in page(tess, older)


def test_over_the_time_a_reason_is_kept(tess, bo):
    add(tess, bo, "resting-hands")
    for seconds in (120,):
        change(tess, bo, item_of(bo, "resting-hands"), seconds=seconds)
    add(tess, bo, "indian-milking")
    change(tess, bo, item_of(bo, "indian-milking"), seconds=10)
    assert "not under 5 min at this age" in page(tess, bo)
    assert assign(tess, bo).status_code == 422
    assign(tess, bo, **{"reason-minutes": "rests"})
    reason = PlanReason.objects.get(plan__baby=bo)
    assert (reason.kind, reason.text) == ("minutes", "There are rests in between")


def test_a_second_stroking_technique_asks_why_and_keeps_the_words(tess, cast, bo):
    add(tess, bo, "indian-milking")
    add(tess, bo, "toe-squeeze")
    answer = assign(tess, bo, note="Two now.", also_present="Grandmother")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Please say why. It stays with this version." in text
    assert "Two now." in text
    assert 'value="Grandmother"' in text
    assert not Plan.objects.in_force().filter(baby=bo).exists()
    assign(tess, bo, **{"reason-strokes": "other", "words-strokes": "The toe roll is very short."})
    reason = PlanReason.objects.get(plan__baby=bo)
    assert (reason.text, reason.by) == ("The toe roll is very short.", cast.tess)


def test_another_reason_needs_words(tess, bo):
    add(tess, bo, "indian-milking")
    add(tess, bo, "toe-squeeze")
    assert assign(tess, bo, **{"reason-strokes": "other"}).status_code == 422
    assert not PlanReason.objects.exists()


def test_an_older_baby_needs_no_reason_for_two(tess, cast):
    mira = make_baby(unit=cast.maple, first_name="Mira", birth_date=OLD_ENOUGH, ga=(39, 4), place="home")
    add(tess, mira, "indian-milking")
    add(tess, mira, "toe-squeeze")
    assert assign(tess, mira).status_code == 302
    assert not PlanReason.objects.exists()


def test_a_ticked_precaution_marks_and_asks_once_for_all_it_concerns(tess, cast, bo):
    tick(bo, "hips", cast.tess)
    add(tess, bo, "sway")
    add(tess, bo, "bicycle")
    text = page(tess, bo)
    assert "Hips: harness, hip problem, or a scan still to come" in text
    answers = {"reason-precaution-hips": "team", "reason-strokes": "asked"}
    assert assign(tess, bo, **{**answers, "reason-precaution-hips": ""}).status_code == 422
    assert assign(tess, bo, **answers).status_code == 302
    kept = PlanReason.objects.filter(kind="precaution").values_list("about", "text")
    assert sorted(kept) == [("bicycle:hips", "The team has agreed"), ("sway:hips", "The team has agreed")]


def test_what_was_said_before_is_offered_again_but_never_chosen(tess, cast, bo):
    tick(bo, "hips", cast.tess)
    add(tess, bo, "sway")
    assign(tess, bo, **{"words-precaution-hips": "Scan was fine on Monday."})
    change(tess, bo, Plan.objects.in_force().get(baby=bo).planned.get(), passes=1)
    text = tess.get(reverse("plan-assign", args=[bo.pk])).content.decode()
    assert "Scan was fine on Monday." in text
    assert "checked" not in text
    assign(tess, bo, **{"reason-precaution-hips": "before"})
    assert [each.text for each in PlanReason.objects.all()] == ["Scan was fine on Monday."] * 2


def test_a_reason_tapped_in_the_builder_is_chosen_on_the_last_page(tess, bo):
    add(tess, bo, "indian-milking")
    add(tess, bo, "toe-squeeze")
    address = reverse("plan-assign", args=[bo.pk])
    text = tess.get(address, {"reason-strokes": "used"}).content.decode()
    assert re.search(r'value="used"[^>]*checked', text)


# assigning


def test_the_whole_job_on_plain_pages(tess, cast, bo):
    add(tess, bo, "resting-hands")
    add(tess, bo, "indian-milking")
    change(tess, bo, item_of(bo, "indian-milking"), side="left")
    last = tess.get(reverse("plan-assign", args=[bo.pk])).content.decode()
    assert "Assign version 1 to Bo" in last
    assert "The first routine" in last
    answer = assign(
        tess, bo, note="We start with still hands.", present=["Pat"], also_present="Rosa", shown=["Rest your hands"]
    )
    assert answer.url == reverse("plan-version", args=[bo.pk, 1])
    plan = Plan.objects.in_force().get(baby=bo)
    assert (plan.assigned_by, plan.note) == (cast.tess, "We start with still hands.")
    assert plan.review_on == timezone.localdate() + timedelta(days=7)
    visit = Visit.objects.get(baby=bo)
    assert (plan.visit, visit.who_was_there, visit.what_was_shown) == (visit, "Pat, Rosa", "Rest your hands")
    assert not Plan.objects.filter(baby=cast.ada).exists()
    assert reverse("invitations", args=[bo.pk]) in tess.get(answer.url).content.decode()


def test_what_is_new_stands_ticked_as_shown_and_what_nobody_wrote_down_says_so(tess, cast, bo):
    def ticked():
        last = tess.get(reverse("plan-assign", args=[bo.pk])).content.decode()
        assert "Something is ticked for you here." in last
        return re.findall(r'name="(?:present|shown)" value="([^"]+)"[^>]* checked', last)

    make_plan(baby=bo, by=cast.tess, slugs=("resting-hands",), now=NOW - timedelta(days=2))
    add(tess, bo, "indian-milking")
    new = item_of(bo, "indian-milking").version.family_name
    assert ticked() == [new]  # of two parents nobody knows who is there
    bo.care_team.filter(user=cast.jo).delete()
    assert ticked() == ["Pat", new]
    said = tess.get(assign(tess, bo).url).content.decode()
    assert Visit.objects.get(baby=bo).what_was_shown == ""  # a tick that was taken away claims nothing
    assert said.count("Not written down") == 2


def test_every_control_stands_in_the_page_as_a_plain_form(tess, cast, bo):
    make_policy(unit=cast.maple, by=cast.lena, demonstrations=True)
    tick(bo, "hips", cast.tess)
    day, free, on = timezone.localdate() + timedelta(days=9), {"oil", "review_on", "name", "seen"}, ["false", "true"]

    def send(verb, /, *args, at="plan", baby=bo, **fields):
        """Fill in a form that is there; a radio button or a box only with a value that it offers."""
        address = reverse(verb, args=[baby.pk, *args])
        form = forms_of(tess.get(reverse(at, args=[baby.pk])))[address]
        for field, value in fields.items():
            assert field in free & set(form) or set(value if isinstance(value, list) else [value]) <= form[field]
        answer = tess.post(address, fields, follow=True)
        assert answer.status_code == 200
        return form

    send("plan-add", technique="bicycle")
    send("plan-add", technique="indian-milking")
    send("plan-change", item_of(bo, "bicycle").pk, faster=on, supervised=on)
    send("plan-change", item_of(bo, "indian-milking").pk, side="right", gentle=on)
    settings = {"timing": "between_feeds", "times_a_day": "2", "oil_choice": "other", "oil": "Sunflower oil"}
    send("plan-settings", review_on=day.isoformat(), **settings)
    send("template-keep", name="Second week")
    send("plan-copy", cast.ada.pk, at="plan-twins")
    send("plan-discard")
    assert not Plan.objects.filter(baby=bo).exists()
    send("template-use", PlanTemplate.objects.get(name="Second week").pk)
    send("plan-settings", review_on=day.isoformat(), **settings)
    for baby in (bo, cast.ada):
        bicycle, milking = item_of(baby, "bicycle"), item_of(baby, "indian-milking")
        assert (bicycle.faster, bicycle.supervised, milking.side, milking.gentle) == (True, True, "right", True)
        assert (draft_of(baby).timing, draft_of(baby).times_a_day) == ("between_feeds", 2)

    last = forms_of(tess.get(reverse("plan-assign", args=[bo.pk])))[reverse("plan-assign", args=[bo.pk])]
    asked = {field: next(iter(sorted(values - {"", "other"}))) for field, values in last.items() if "reason-" in field}
    assert any("hips" in field for field in asked)
    assert set(re.findall(r'name="(reason-[^"]+)" value="[^"]+" form="to-assign"', page(tess, bo))) == set(asked)
    send("plan-assign", at="plan-assign", seen=next(iter(last["seen"])), **asked)
    plan = Plan.objects.in_force().get(baby=bo)
    assert (plan.oil, plan.review_on, plan.timing) == ("Sunflower oil", day, "between_feeds")
    assert PlanReason.objects.filter(plan=plan, kind="precaution").exists()


def test_the_unit_number_is_named_once_more_when_assigning(tess, bo):
    bo.unit_number = "M-2041"
    bo.save()
    add(tess, bo, "sway")
    text = tess.get(reverse("plan-assign", args=[bo.pk])).content.decode()
    assert "Assign to Bo, unit number M-2041" in text


def test_the_last_page_says_what_changed(tess, cast, bo):
    make_plan(baby=bo, by=cast.tess, slugs=["resting-hands", "indian-milking"], side="left")
    add(tess, bo, "toe-squeeze")
    change(tess, bo, item_of(bo, "indian-milking"), passes=2)
    change(tess, bo, item_of(bo, "indian-milking"), side="right")
    tess.post(reverse("plan-remove", args=[bo.pk, item_of(bo, "resting-hands").pk]))
    text = tess.get(reverse("plan-assign", args=[bo.pk])).content.decode()
    for sentence in (
        "New: Roll each little toe.",
        "Taken out: Rest your hands.",
        "Long strokes down to the foot: 2 strokes. Before: 3 strokes.",
        "Long strokes down to the foot: Right leg. Before: Left leg.",
    ):
        assert sentence in text


def test_superseding_leaves_the_old_version_as_it_was(tess, cast, bo):
    first = make_plan(baby=bo, by=cast.tess)
    rows = list(first.planned.values())
    change(tess, bo, first.planned.last(), passes=1)
    assign(tess, bo)
    first.refresh_from_db()
    assert first.status == "superseded"
    assert list(first.planned.values()) == rows


def test_assigning_twice_makes_one_version(tess, bo):
    add(tess, bo, "sway")
    address = reverse("plan-assign", args=[bo.pk])
    seen = re.search(r'name="seen" value="(\w+)"', tess.get(address).content.decode()).group(1)
    for _ in range(2):
        tess.post(address, {"seen": seen})
    assert list(Plan.objects.filter(baby=bo).values_list("number", "status")) == [(1, "active")]
    assert Visit.objects.count() == 1


def test_assigning_twice_in_the_same_instant_makes_one_version_and_one_visit(tess, bo, monkeypatch):
    add(tess, bo, "resting-hands")
    first, answers = AssignForm.is_valid, []

    def while_the_other_tap_is_faster(form):
        good = first(form)
        if good and not answers:
            answers.append("on its way")
            answers.append(assign(tess, bo))
        return good

    monkeypatch.setattr(AssignForm, "is_valid", while_the_other_tap_is_faster)
    assert assign(tess, bo).url == reverse("plan", args=[bo.pk])
    assert answers[1].url == reverse("plan-version", args=[bo.pk, 1])
    assert (bo.plans.count(), bo.visits.count()) == (1, 1)


@pytest.mark.parametrize("act", ["plan-change", "plan-move", "plan-remove", "plan-add"])
@pytest.mark.parametrize("meanwhile", ["plan-discard", "plan-remove"])
def test_what_a_colleague_put_away_in_the_same_instant_does_not_come_back(tess, bo, monkeypatch, act, meanwhile):
    for slug in ("resting-hands", "sway"):
        add(tess, bo, slug)
    row, found = bo.plans.get().planned.get(version__technique__slug="sway"), builder.row_of

    def while_the_other_tap_is_faster(draft, pk):
        seen = found(draft, pk)
        monkeypatch.setattr(builder, "row_of", found)
        tess.post(reverse(meanwhile, args=[bo.pk, row.pk] if meanwhile == "plan-remove" else [bo.pk]))
        return seen

    monkeypatch.setattr(builder, "row_of", while_the_other_tap_is_faster)
    sent = {"gentle": "on", "to": "up", "technique": "thumb-press", "before": row.pk}
    answer = tess.post(reverse(act, args=[bo.pk] if act == "plan-add" else [bo.pk, row.pk]), sent, follow=True)
    assert answer.status_code == 200
    assert not PlannedTechnique.objects.filter(plan__baby=bo, version__technique__slug="sway").exists()
    is_told = "Somebody else changed this routine a moment ago." in answer.content.decode()
    assert is_told or act == "plan-remove" or (meanwhile == "plan-remove" and act != "plan-change")


@pytest.mark.parametrize("meanwhile", ["plan-discard", "plan-assign"])
@pytest.mark.parametrize("act", ["plan-settings", "plan-remove"])
def test_what_a_colleague_assigned_or_put_away_in_the_same_instant_stays_so(tess, bo, monkeypatch, act, meanwhile):
    for slug in ("resting-hands", "sway"):
        add(tess, bo, slug)
    row, where = (
        bo.plans.get().planned.last(),
        (SettingsForm, "is_valid") if act == "plan-settings" else (builder, "row_of"),
    )
    first = getattr(*where)

    def while_the_other_tap_is_faster(*args):
        seen = first(*args)
        monkeypatch.setattr(*where, first)
        assign(tess, bo) if meanwhile == "plan-assign" else tess.post(reverse(meanwhile, args=[bo.pk]))
        return seen

    monkeypatch.setattr(*where, while_the_other_tap_is_faster)
    sent = {"timing": "after_bath", "times_a_day": "3", "oil_choice": "none", "review_on": "2099-01-01"}
    address = reverse(act, args=[bo.pk] if act == "plan-settings" else [bo.pk, row.pk])
    assert "Somebody else changed this routine a moment ago." in tess.post(address, sent, follow=True).content.decode()
    assert list(bo.plans.values_list("status", "times_a_day")) == [("active", 1)] * (meanwhile == "plan-assign")
    assert PlannedTechnique.objects.filter(plan__baby=bo).count() == 2 * (meanwhile == "plan-assign")


def test_an_empty_post_assigns_nothing(tess, bo):
    add(tess, bo, "sway")
    assert tess.post(reverse("plan-assign", args=[bo.pk])).status_code == 422
    assert not Plan.objects.in_force().exists()


def test_a_draft_thrown_away_leaves_the_routine_in_force(tess, cast, bo):
    first = make_plan(baby=bo, by=cast.tess)
    add(tess, bo, "sway")
    tess.post(reverse("plan-discard", args=[bo.pk]))
    assert list(Plan.objects.filter(baby=bo)) == [first]
    assert first.planned.count() == 2


def test_the_builder_costs_the_same_with_a_long_routine(tess, cast, bo, django_assert_max_num_queries):
    make_plan(baby=bo, by=cast.tess)
    for slug in ("sway", "bicycle", "toe-squeeze", "top-of-foot", "calf-circles", "thumb-press"):
        add(tess, bo, slug)
    for name in ("plan", "plan-assign"):
        with django_assert_max_num_queries(MOST_STATEMENTS):
            tess.get(reverse(name, args=[bo.pk]))
