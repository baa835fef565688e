"""A draft begins with a template of the unit, in one tap, on the legs that are free for this baby."""

from datetime import timedelta
from time import monotonic

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.babies.models import LimbRestriction
from sessions.plans.models import Plan
from sessions.plans.templates import PlannedTemplate, PlanTemplate
from techniques.models import Technique
from tests.browser import count_taps
from tests.cast import NOW, make_plan, make_policy

pytestmark = pytest.mark.usefixtures("catalogue")


def make_template(*, unit, by, name="First week", techniques=(("resting-hands", "both"),), **facts):
    """techniques: (slug, side) or (slug, side, passes)."""
    template = PlanTemplate.objects.create(unit=unit, name=name, kept_by=by, kept_at=NOW, **facts)
    for order, (slug, side, *passes) in enumerate(techniques, start=1):
        technique = Technique.objects.get(slug=slug)
        text = technique.current()
        amounts = {"passes": passes[0] if passes else text.passes, "touches": text.touches, "seconds": text.seconds}
        PlannedTemplate.objects.create(template=template, technique=technique, order=order, side=side, **amounts)
    return template


@pytest.fixture
def tess(client, cast):
    client.force_login(cast.tess)
    return client


@pytest.fixture
def template(cast):
    techniques = [("resting-hands", "both"), ("indian-milking", "right", 2), ("sway", "both")]
    return make_template(unit=cast.maple, by=cast.lena, techniques=techniques, timing="after_bath", times_a_day=2)


def use(client, baby, template):
    answer = client.post(reverse("template-use", args=[baby.pk, template.pk]), follow=True)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def rows(baby):
    plan = Plan.objects.get(baby=baby, status="draft")
    return [(item.technique.slug, item.side, item.passes) for item in plan.planned.all()]


def mark_off(baby, limb, by):
    return LimbRestriction.objects.create(baby=baby, limb=limb, reason="Drip", noted_by=by, noted_at=NOW)


def test_one_tap_fills_the_draft_with_amounts_and_times(tess, cast, template):
    text = use(tess, cast.bo, template)
    assert "“First week” is in the draft." in text
    assert rows(cast.bo) == [("resting-hands", "both", 1), ("indian-milking", "right", 2), ("sway", "both", 2)]
    plan = Plan.objects.get(baby=cast.bo)
    assert (plan.timing, plan.times_a_day, plan.oil) == ("after_bath", 2, "")


def test_a_leg_off_limits_is_left_alone_and_that_is_said(tess, cast, template):
    mark_off(cast.bo, "right", cast.nora)
    text = use(tess, cast.bo, template)
    assert rows(cast.bo) == [("resting-hands", "left", 1), ("indian-milking", "left", 2)]
    assert "Right leg is off limits for Bo. On the left leg now: Rest your hands, Long strokes down to the" in text
    assert "No leg of Bo is free for this, so it is left out: " in text


def test_what_stood_in_the_draft_is_named_when_it_goes(tess, cast, template):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands", "toe-squeeze"))
    text = use(tess, cast.bo, template)
    assert "Taken out of Bo’s draft: Roll each little toe." in text
    assert "toe-squeeze" not in {slug for slug, _side, _passes in rows(cast.bo)}
    in_force = Plan.objects.in_force().get(baby=cast.bo)
    assert [item.technique.slug for item in in_force.planned.all()] == ["resting-hands", "toe-squeeze"]


def test_the_units_limit_and_the_library_have_the_last_word(tess, cast):
    template = make_template(
        unit=cast.maple, by=cast.tess, techniques=[("indian-milking", "left", 3), ("sway", "both"), ("bicycle", "both")]
    )
    make_policy(unit=cast.maple, by=cast.lena, passes_cap=2)
    Technique.objects.filter(slug="sway").update(status="retired")
    text = use(tess, cast.bo, template)
    assert rows(cast.bo)[0] == ("indian-milking", "left", 2)
    assert "sway" not in {slug for slug, _side, _passes in rows(cast.bo)}
    assert "Fewer times, as the unit’s limit says: Long strokes down to the foot" in text
    assert "No longer in the library, so it is left out: sway." in text


def test_a_template_of_another_unit_or_a_retired_one_is_not_there(tess, cast, template):
    other = make_template(unit=cast.birch, by=cast.tom, name="Birch first")
    assert "Birch first" not in tess.get(reverse("plan", args=[cast.bo.pk])).content.decode()
    assert use(tess, cast.bo, other) == 404
    template.retire(by=cast.lena, now=NOW)
    assert use(tess, cast.bo, template) == 404
    assert not Plan.objects.exists()


# keeping


def test_the_present_draft_is_kept_without_this_babys_own_legs(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("resting-hands", "indian-milking"), side="left")
    mark_off(cast.bo, "right", cast.nora)
    answer = tess.post(reverse("template-keep", args=[cast.bo.pk]), {"name": "Two quiet ones"}, follow=True)
    assert "Kept as “Two quiet ones”." in answer.content.decode()
    template = PlanTemplate.objects.get()
    assert (template.unit, template.place, template.kept_by) == (cast.maple, "nicu", cast.tess)
    assert [(each.technique.slug, each.side) for each in template.planned.all()] == [
        ("resting-hands", "both"), ("indian-milking", "both"),
    ]  # fmt: skip


def test_a_leg_that_was_chosen_with_both_free_is_kept(tess, cast):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",), side="right")
    tess.post(reverse("template-keep", args=[cast.bo.pk]), {"name": "Right only"})
    assert PlannedTemplate.objects.get().side == "right"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "Give the template a name."), ("first WEEK", "A template with this name is there already.")],
)
def test_a_template_has_a_name_of_its_own(tess, cast, template, name, sentence):
    make_plan(baby=cast.bo, by=cast.tess)
    answer = tess.post(reverse("template-keep", args=[cast.bo.pk]), {"name": name})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{name}"' in answer.content.decode() or not name
    assert PlanTemplate.objects.count() == 1


def test_nothing_is_kept_of_an_empty_routine(tess, cast):
    answer = tess.post(reverse("template-keep", args=[cast.bo.pk]), {"name": "Nothing"}, follow=True)
    assert "Add a technique first." in answer.content.decode()
    assert not PlanTemplate.objects.exists()


def test_a_better_one_takes_the_place_and_the_name_of_an_older_one(tess, cast, template):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("toe-squeeze",))
    address, sent = reverse("template-keep", args=[cast.bo.pk]), {"instead_of": template.pk, "name": ""}
    other = make_template(unit=cast.birch, by=cast.tom, name="Birch first")
    assert tess.post(address, {**sent, "instead_of": other.pk}).status_code == 422
    text = tess.post(address, sent, follow=True).content.decode()
    assert "Kept as “First week”." in text
    assert "The older “First week” is retired. It stays under Templates." in text
    template.refresh_from_db()
    kept = PlanTemplate.objects.in_use().get(unit=cast.maple)
    assert (template.retired_by, kept.name) == (cast.tess, "First week")
    assert [each.technique.slug for each in kept.planned.all()] == ["toe-squeeze"]


def test_the_name_of_a_third_one_is_still_taken(tess, cast, template):
    make_plan(baby=cast.bo, by=cast.tess)
    make_template(unit=cast.maple, by=cast.tess, name="At home")
    sent = {"instead_of": template.pk, "name": "at home"}
    answer = tess.post(reverse("template-keep", args=[cast.bo.pk]), sent)
    assert "A template with this name is there already." in answer.content.decode()
    assert f'<option value="{template.pk}" selected>' in answer.content.decode()
    assert PlanTemplate.objects.in_use().count() == 2


# the unit's page


@pytest.mark.parametrize("who", ["tess", "lena"])
def test_therapist_and_lead_give_a_template_another_name(client, cast, template, who):
    client.force_login(getattr(cast, who))
    make_template(unit=cast.maple, by=cast.tess, name="At home")
    address = reverse("template-name", args=[template.pk])
    assert f'action="{address}"' in client.get(reverse("templates")).content.decode()
    for name, sentence in (("", "Give the template a name."), ("AT home", "A template with this name is there")):
        answer = client.post(address, {"name": name})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert answer.content.decode().count('<details class="keep" open>') == 1
    text = client.post(address, {"name": "first Week, still hands"}, follow=True).content.decode()
    assert "“First week” is called “first Week, still hands” now." in text
    template.refresh_from_db()
    assert template.name == "first Week, still hands"
    client.post(address, {"name": "First Week, still hands"})  # only its own case
    template.refresh_from_db()
    assert template.name == "First Week, still hands"


def test_a_retired_template_leaves_the_builder_and_comes_back(tess, cast, template):
    answer = tess.post(reverse("template-retire", args=[template.pk]), follow=True)
    assert "“First week” is retired." in answer.content.decode()
    assert reverse("template-return", args=[template.pk]) in answer.content.decode()
    assert "First week" not in tess.get(reverse("plan", args=[cast.bo.pk])).content.decode()
    again = make_template(unit=cast.maple, by=cast.tess)
    answer = tess.post(reverse("template-return", args=[template.pk]), follow=True)
    assert "Another template has this name now." in answer.content.decode()
    again.retire(by=cast.tess, now=NOW)
    tess.post(reverse("template-return", args=[template.pk]))
    assert "First week" in tess.get(reverse("plan", args=[cast.bo.pk])).content.decode()


def test_a_nurse_reads_the_templates_and_changes_nothing(client, cast, template):
    client.force_login(cast.nora)
    page = client.get(reverse("templates")).content.decode()
    assert "First week" in page
    for name in ("template-retire", "template-name"):
        assert reverse(name, args=[template.pk]) not in page


def test_those_for_where_the_baby_is_come_first(tess, cast, template):
    make_template(unit=cast.maple, by=cast.tess, name="At home", place="home")
    page = tess.get(reverse("plan", args=[cast.bo.pk])).content.decode()
    assert page.index("First week") < page.index("At home")
    cast.bo.place = "home"
    cast.bo.save()
    page = tess.get(reverse("plan", args=[cast.bo.pk])).content.decode()
    assert page.index("At home") < page.index("First week")


# in the hand


# A walk by somebody who knows the way, by the keystroke-level model (Card, Moran and Newell). An estimate, not a time
# measured on people: to it comes what the app itself takes, measured here with everything the test does around it.
THINK, TAP, LETTER = 1.35, 0.4, 0.5  # seconds: to find and decide, to point and tap, to type a letter on glass
READ = 4.0  # for each page that opens: our own guess, generous for who has seen it before


def test_from_the_list_to_an_assigned_routine_in_eight_taps_and_ninety_seconds(cast, live_server, new_device, sign_in):
    bo = cast.bo
    bo.birth_date = timezone.localdate() - timedelta(days=37)
    bo.save()
    make_template(
        unit=cast.maple, by=cast.lena, techniques=[("indian-milking", "both"), ("toe-squeeze", "both")]
    )  # two stroking techniques: the app asks why, and that costs a tap too
    page, words = sign_in(new_device(), cast.tess), "Rest between the strokes."
    taps, pages, began = count_taps(page), [], monotonic()
    page.on("load", lambda opened: pages.append(opened.url))
    page.goto(f"{live_server.url}/babies/")
    page.get_by_role("link", name="Bo", exact=False).first.tap()
    page.get_by_role("link", name="Build a routine").tap()
    page.get_by_role("button", name="First week").tap()
    page.locator("#routine").get_by_text("Bo is used to massage").tap()
    page.locator("#to-assign").get_by_role("button").tap()
    page.get_by_label("What changed, and why").tap()
    page.keyboard.type(words)
    page.get_by_role("button", name="Assign to Bo").tap()
    page.wait_for_url("**/plan/versions/1/")
    assert Plan.objects.in_force().get(baby=bo).note == words
    assert 7 <= taps() <= 8
    by_hand = taps() * (THINK + TAP) + len(words) * LETTER + len(pages) * READ
    waited = monotonic() - began
    assert by_hand + waited <= 90
