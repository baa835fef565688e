"""The player as one plain page: a phone that runs no script still follows, pauses, stops and keeps the massage."""

from cast import make_plan

from sessions.massages.models import Massage

PHONE = {"viewport": {"width": 360, "height": 640}, "java_script_enabled": False}


def in_view(page, part):
    box, height = part.bounding_box(), page.viewport_size["height"]
    return box["y"] >= 0 and box["y"] + box["height"] <= height


def test_a_phone_without_a_script_follows_pauses_stops_and_saves(cast, catalogue, live_server, new_device, sign_in):
    make_plan(baby=cast.bo, by=cast.tess)
    page = sign_in(new_device(**PHONE), cast.pat)
    page.goto(f"{live_server.url}/today/")
    page.get_by_role("link", name="Start with Bo").tap()
    page.locator("#ready").get_by_label("Calm and awake").check()
    page.get_by_label("Yes to all the other lines").check()
    page.get_by_role("link", name="Yes to all. Start").tap()
    page.get_by_role("link", name="My hands are ready").tap()

    steps, pause = page.locator("#play [data-step]"), page.get_by_role("link", name="Pause: Bo needs a break")
    assert steps.count() > 3
    for step in steps.all()[:-1]:  # the last one may already show what comes after a pause
        step.evaluate("(step) => step.scrollIntoView()")
        assert in_view(page, pause), step.get_attribute("id")
        assert in_view(page, page.locator("#play .stop-line")), step.get_attribute("id")

    pause.tap()
    page.locator("#pause").get_by_label("Yawns").check()
    page.get_by_role("link", name="Stop for today").or_(page.get_by_role("button", name="Stop for today")).tap()
    page.locator("#how").get_by_label("Bo needed a break").check()
    page.locator("#how").get_by_label("Sleepy").check()
    page.locator("#how").get_by_role("button", name="Save").tap()
    page.wait_for_url("**/saved/")
    kept = Massage.objects.get()
    assert (kept.outcome, kept.mood_before, kept.mood_after) == ("stopped", "calm", "sleepy")
    assert [cue.slug for cue in kept.cues.all()] == ["yawns"]
