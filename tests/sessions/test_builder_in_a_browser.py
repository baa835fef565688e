"""What a script adds to the builder: no reload, hands and eyes stay where they were; and that it works without."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sessions.babies.models import Baby, BabyPrecaution
from sessions.plans.models import Plan, PlanReason
from sessions.plans.templates import PlanTemplate
from tests.browser import axe, scrolls_sideways, small_targets, wear
from tests.cast import make_plan, make_policy

LANDSCAPE = {"viewport": {"width": 1180, "height": 820}}


@pytest.fixture
def bo(cast, catalogue):
    cast.bo.birth_date = timezone.localdate() - timedelta(days=37)
    cast.bo.save()
    return cast.bo


def order_of(page):
    return page.locator(".plan-row").evaluate_all("rows => rows.map(row => row.id)")


def keys_of(page):
    def press(control, key="Enter"):
        """Go on with the tab key until there, then press."""
        for _ in range(150):
            if control.evaluate("control => control === document.activeElement"):
                return page.keyboard.press(key)
            page.keyboard.press("Tab")
        pytest.fail(f"The tab key does not lead to {control}")

    return press


def test_a_routine_is_built_by_touch_and_by_keyboard_without_a_reload(cast, bo, live_server, new_device, sign_in):
    page = sign_in(new_device(**LANDSCAPE), cast.tess)
    page.goto(f"{live_server.url}/babies/{bo.pk}/plan/")
    page.evaluate("window.stillHere = true")
    for slug in ("indian-milking", "under-toes"):
        page.locator(f"#add-{slug}").click()
        page.locator(f"#row-{slug}").wait_for()
    assert page.locator(".builder__shelf").evaluate("shelf => shelf.scrollTop") > 0
    page.get_by_role("button", name="Put it before").click()
    page.locator("#row-warming-stroke").wait_for()

    page.locator("#down-warming-stroke").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Warm the leg, now 3 of 3").wait_for(state="attached")
    assert order_of(page) == ["row-indian-milking", "row-under-toes", "row-warming-stroke"]
    assert page.evaluate("document.activeElement.id") == "up-warming-stroke"  # no way further down

    page.locator("#dose-indian-milking").click()
    page.locator("#passes-less-indian-milking").click()
    page.locator("#row-indian-milking output", has_text="2 strokes").wait_for()
    page.locator("#row-indian-milking").get_by_label("Left leg").check()
    page.locator("#dose-indian-milking", has_text="Left leg").wait_for()

    page.locator("#routine").get_by_label("Bo is used to massage").check()
    page.locator("#down-indian-milking").click()
    page.get_by_text("now 2 of 3").wait_for(state="attached")
    page.locator("#to-assign").get_by_role("button").click()
    page.wait_for_url("**/assignment/**")
    assert not page.evaluate("window.stillHere")  # until here it was one document
    page.get_by_role("button", name="Assign to Bo").click()
    page.wait_for_url("**/versions/1/")
    assert PlanReason.objects.get().text == "Bo is used to massage"
    plan = Plan.objects.in_force().get(baby=bo)
    item = plan.planned.get(version__technique__slug="indian-milking")
    assert (item.order, item.passes, item.side) == (2, 2, "left")


def test_the_whole_builder_by_keyboard_alone(cast, bo, live_server, new_device, sign_in):
    page = sign_in(new_device(**LANDSCAPE), cast.tess)
    page.goto(f"{live_server.url}/babies/{bo.pk}/plan/")

    press = keys_of(page)
    press(page.get_by_role("button", name="Left leg free"))
    press(page.locator("#leg-left input[name=reason]").first, "Space")
    press(page.locator("#leg-left").get_by_role("button", name="Mark off limits"))
    page.get_by_role("button", name="Left leg off limits").wait_for()
    for slug in ("indian-milking", "toe-squeeze", "sway"):
        press(page.locator(f"#add-{slug}"))
        page.locator(f"#row-{slug}").wait_for()
    press(page.get_by_role("button", name="Take out Gentle sway"))
    page.locator("#row-sway").wait_for(state="detached")
    press(page.locator("#up-toe-squeeze"))
    page.get_by_text("now 1 of 2").wait_for(state="attached")
    assert order_of(page) == ["row-toe-squeeze", "row-indian-milking"]
    press(page.locator("#dose-indian-milking"))
    press(page.locator("#passes-less-indian-milking"))
    page.locator("#dose-indian-milking", has_text="2 strokes").wait_for()
    press(page.locator("#gentle-indian-milking"), "Space")
    page.locator("#dose-indian-milking", has_text="Gentle way").wait_for()
    page.evaluate("document.getElementById('routine').firstElementChild.className = 'before'")
    press(page.locator("input[name=timing]:checked"), "ArrowRight")
    page.locator("#routine > .before").wait_for(state="detached")  # kept, and drawn anew
    press(page.locator("#routine").get_by_label("Bo is used to massage"), "Space")
    press(page.locator("#to-assign").get_by_role("button"))
    page.get_by_role("heading", name="Assign version 1 to Bo").wait_for()
    press(page.get_by_label("What changed, and why"), "B")
    press(page.get_by_role("button", name="Assign to Bo"))
    page.wait_for_url("**/versions/1/")
    plan = Plan.objects.in_force().get(baby=bo)
    assert (plan.timing, plan.note) == ("after_bath", "B")
    rows = [(item.technique.slug, item.side, item.passes, item.gentle) for item in plan.planned.all()]
    assert [row[:2] for row in rows] == [("toe-squeeze", "right"), ("indian-milking", "right")]
    assert rows[1][2:] == (2, True)


def test_what_is_touched_less_often_works_by_keyboard_too(cast, bo, live_server, new_device, sign_in, complaints):
    now = timezone.now()
    make_policy(unit=cast.maple, by=cast.lena, demonstrations=True)
    BabyPrecaution.objects.create(baby=bo, slug="hips", noted_by=cast.tess, noted_at=now)
    plan = make_plan(baby=bo, by=cast.tess, slugs=["bicycle", "indian-milking"])
    PlanTemplate(unit=cast.maple, name="First week", kept_by=cast.lena, kept_at=now).keep(plan, plan.planned.all())
    page = sign_in(new_device(**LANDSCAPE, locale="en-US"), cast.tess)
    page.goto(f"{live_server.url}/babies/{bo.pk}/plan/")
    press = keys_of(page)

    press(page.locator("#offers summary"))
    press(page.get_by_role("button", name="First week"))
    page.get_by_text("“First week” is in the draft.").wait_for()
    press(page.locator("#dose-bicycle"))
    for box, words in (("faster", "May go faster"), ("supervised", "With staff until shown")):
        press(page.locator(f"#{box}-bicycle"), "Space")
        page.locator("#dose-bicycle", has_text=words).wait_for()
    press(page.locator("#dose-indian-milking"))
    press(page.locator("#row-indian-milking input[name=side]:checked"), "ArrowDown")
    page.locator("#dose-indian-milking", has_text="Right leg").wait_for()
    press(page.locator("input[name=oil_choice]:checked"), "ArrowRight")
    press(page.get_by_label("Which oil"), "O")
    page.evaluate("document.getElementById('routine').firstElementChild.className = 'before'")
    page.keyboard.press("Tab")
    page.locator("#routine > .before").wait_for(state="detached")  # kept, and drawn anew
    press(page.locator(".keep summary"))
    press(page.get_by_label("Name of the template"), "W")
    page.keyboard.press("Enter")
    page.get_by_text("Kept as “W”.").wait_for()

    press(page.get_by_role("link", name="Copy to the twin"))
    press(page.get_by_role("button", name="Copy to Ada"))
    page.wait_for_url(f"**/babies/{cast.ada.pk}/plan/")
    page.goto(f"{live_server.url}/babies/{bo.pk}/plan/")
    press(page.get_by_label("Bo is used to massage"), "Space")
    press(page.get_by_label("The team has agreed"), "Space")
    press(page.locator("#to-assign").get_by_role("button"))
    page.get_by_role("heading", name="Assign version 2 to Bo").wait_for()
    press(page.get_by_role("button", name="Assign to Bo"))
    page.wait_for_url("**/versions/2/")

    plan = Plan.objects.in_force().get(baby=bo)
    assert plan.oil == "O"
    complaints[:] = [each for each in complaints if "htmx:" not in each]  # the question that a newer one took over
    assert PlanReason.objects.filter(plan=plan, kind="precaution", text="The team has agreed").exists()
    for routine in (plan, Plan.objects.get(baby=cast.ada)):
        bicycle, milking = routine.planned.all()
        assert (bicycle.faster, bicycle.supervised, milking.side) == (True, True, "right")


def test_the_same_works_without_a_script(cast, bo, live_server, new_device, sign_in):
    page = sign_in(new_device(java_script_enabled=False), cast.tess)
    page.goto(f"{live_server.url}/babies/{bo.pk}/plan/")
    page.get_by_role("button", name="Left leg free").click()
    page.locator("#leg-left").get_by_text("Sensor").click()
    page.get_by_role("button", name="Mark off limits").locator("visible=true").click()
    page.get_by_role("button", name="Add Long strokes down to the foot").click()
    page.locator("#dose-indian-milking").click()
    page.get_by_role("button", name="How many: one less").click()
    assert page.locator("#dose-indian-milking").inner_text().split("\n")[0] == "2 strokes"
    page.get_by_label("Gentle way").check()
    page.get_by_role("button", name="Keep this", exact=True).click()
    page.get_by_text("After a bath").click()
    page.get_by_role("button", name="Keep these").click()
    for name in ("Add Roll each little toe", "Add Gentle sway side to side"):
        page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Move Roll each little toe up").click()
    page.get_by_role("button", name="Take out Gentle sway side to side").click()
    assert order_of(page) == ["row-toe-squeeze", "row-indian-milking"]
    page.get_by_role("link", name="See it as the family").click()
    page.get_by_role("heading", name="As the family sees it").wait_for()
    page.go_back()
    page.locator("#routine").get_by_text("Bo is used to massage").click()
    page.locator("#to-assign").get_by_role("button").click()
    page.get_by_role("button", name="Assign to Bo").click()
    plan = Plan.objects.in_force().get(baby=bo)
    assert plan.timing == "after_bath"
    rows = [(item.technique.slug, item.side, item.passes, item.gentle) for item in plan.planned.all()]
    assert [row[:2] for row in rows] == [("toe-squeeze", "right"), ("indian-milking", "right")]
    assert rows[1][2:] == (2, True)


def test_the_opened_builder_has_no_barrier_in_any_light(cast, bo, live_server, new_device, sign_in):
    page = sign_in(new_device(), cast.tess)
    page.goto(f"{live_server.url}/babies/{bo.pk}/plan/")
    page.locator("#add-bicycle").click()
    page.locator("#dose-bicycle").click()
    problems = axe(page)
    for theme in ("dark", "dim"):
        wear(page, theme)
        problems += axe(page, rules=["color-contrast"])
    for width in (320, 360, 820, 1180, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        problems += [f"{width}: sideways"] * scrolls_sideways(page) + small_targets(page)
    assert problems == []


def test_the_ages_and_a_twin_appear_while_a_record_is_typed(cast, bo, live_server, new_device, sign_in):
    page = sign_in(new_device(), cast.tess)
    page.goto(f"{live_server.url}/babies/new/")
    page.get_by_label("First name").fill("Mia")
    page.get_by_label("Birth date").fill(bo.birth_date.isoformat())
    page.get_by_label("Weeks at birth").fill("31")
    page.get_by_label("And days").fill("2")
    page.get_by_label("Cot").click()
    page.locator("#ages").get_by_text("36w4d").wait_for()
    page.get_by_label(f"Bo, cot {bo.cot}").check()
    assert page.get_by_label("First name").input_value() == "Mia"
    page.get_by_label("First name").press("Enter")
    page.wait_for_url(lambda url: "/new/" not in url)
    assert [each.first_name for each in Baby.objects.get(first_name="Mia").siblings()] == ["Bo", "Ada"]
