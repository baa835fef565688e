"""The whole job on real content, with twins: assign, join, follow, stop, rest, look, put right, and nobody else."""

from datetime import date, timedelta

import pytest

from sessions.massages.models import Massage
from sessions.plans.models import Plan
from tests.addresses import address, names

MORE_THAN_ALL_STEPS = 20


@pytest.fixture
def twins(live_server, cast, catalogue):
    """Bo and Ada, 37 days old today, whose father Jo is here and whose mother has not joined yet."""
    for baby in (cast.bo, cast.ada):
        baby.birth_date = date.today() - timedelta(days=37)
        baby.save()
        baby.care_team.filter(user=cast.pat).delete()
    return cast


def pages_of(baby, massage):
    """Every address of one baby, with the ids that Pat would know."""
    ids = {"pk": baby.pk, "key": massage.key, "number": 1, "item": 1, "limb": "left", "invitation": massage.key}
    ids |= {"slug": "sway", "order": 1, "template": 1, "twin": baby.pk, "look": 1, "question": 1, "member": 1}
    ids |= {"transfer": 1, "leaflet": 1, "batch": massage.key, "plan": massage.key, "handle": "x"}
    ids |= {"person": 1, "used": massage.key, "unit": 1, "claim": 1, "draft": 1, "step": 1, "name": "x", "width": 480}
    found = [
        address(name, ids)
        for name in names()
        if name and not name.startswith(("account_", "mfa_", "keep-", "admin", "demo"))
    ]
    return [each for each in found if str(baby.pk) in each]


def visit(page, live_server, path):
    page.goto(live_server.url + path)
    return page


def mark_the_right_leg(page):
    page.get_by_role("button", name="Right leg free").click()
    page.locator("#leg-right").get_by_label("Or in your own words").fill("Drip on top of the foot")
    page.locator("#leg-right").get_by_role("button", name="Mark off limits").click()
    page.get_by_role("button", name="Right leg off limits").wait_for()


def build_and_assign(page, live_server, bo):
    visit(page, live_server, f"/babies/{bo.pk}/plan/")
    for name in ("Rest your hands", "Long strokes down to the foot"):
        page.get_by_role("button", name=f"Add {name}").click()
        page.get_by_role("heading", name=name).wait_for()
    page.locator("#to-assign").get_by_role("button").first.click()
    page.get_by_label("What changed, and why").fill("Start slowly. Bo likes the long strokes.")
    page.get_by_role("button", name="Assign to Bo").click()  # her own words name him again
    page.wait_for_url("**/plan/versions/1/")


def make_a_code(page, live_server, bo):
    visit(page, live_server, f"/babies/{bo.pk}/invitations/")
    page.locator("[name=for_name]").fill("Pat")
    page.get_by_role("button", name="Make the code").click()
    return "".join(page.locator(".code span").all_inner_texts())


def come_in(page, live_server, code):
    visit(page, live_server, f"/join/#{code}")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("I have read this").check()
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/today/")


def follow_until_a_yawn(page):
    page.get_by_role("link", name="Start with Bo").click()
    page.wait_for_load_state()  # before its scripts have run the page is one long list
    page.get_by_label("Calm and awake").first.check()
    page.get_by_role("link", name="Yes to all. Start").click()
    page.get_by_label("At my own pace").check()
    page.get_by_role("link", name="My hands are ready").click()
    stroke = page.locator(".player__say", has_text="Glide slowly down")
    for _ in range(MORE_THAN_ALL_STEPS):
        if stroke.is_visible():
            break
        page.get_by_role("button", name="Next").click()
    assert stroke.is_visible()
    shown = page.locator("#play svg.picture__svg:visible use").get_attribute("href")
    page.get_by_role("link", name="Pause: Bo needs a break").click()
    page.locator("#pause").get_by_label("Yawns").check()
    page.get_by_role("link", name="Stop for today").click()
    page.locator("#how").get_by_label("Sleepy").check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_url("**/saved/")
    return shown


def test_the_main_job_from_assigning_to_looking_back(twins, live_server, new_device, sign_in, client):
    bo, ada = twins.bo, twins.ada
    # Tess assigns to Bo only, the left leg only
    tess = sign_in(new_device(), twins.tess)
    visit(tess, live_server, f"/babies/{bo.pk}/")
    mark_the_right_leg(tess)
    build_and_assign(tess, live_server, bo)
    plan = Plan.objects.in_force().get()
    assert plan.baby == bo
    assert {item.side for item in plan.planned.all()} == {"left"}
    code = make_a_code(tess, live_server, bo)

    # a second browser claims the code, follows, pauses on a yawn, stops
    pat = new_device()
    come_in(pat, live_server, code)
    assert pat.get_by_role("link", name="Start with Ada").count() == 0
    shown = follow_until_a_yawn(pat)
    assert "indian-milking/glide-left" in shown
    massage = Massage.objects.get()
    assert (massage.baby, massage.plan, massage.outcome) == (bo, plan, "stopped")
    assert (massage.author.name, massage.mood_before, massage.mood_after) == ("Pat", "calm", "sleepy")
    assert [(cue.slug, cue.version.technique.slug, cue.step) for cue in massage.cues.all()] == [
        ("yawns", "indian-milking", 4)
    ]

    # Jo's Today rests
    jo = sign_in(new_device(), twins.jo)
    visit(jo, live_server, "/today/")
    assert jo.get_by_text("Enough for today. Holding is lovely.").is_visible()
    assert jo.get_by_role("link", name="Start with Bo").count() == 0

    # Tess sees it
    visit(tess, live_server, "/babies/")
    assert tess.get_by_role("row").filter(has_text="Bo").filter(has_text="Stopped early").is_visible()
    visit(tess, live_server, f"/babies/{bo.pk}/log/")
    assert "Yawns" in tess.locator("main").inner_text()

    # Pat finds and corrects it at home
    visit(pat, live_server, "/today/")
    pat.get_by_role("link", name="Session log").first.click()
    pat.get_by_role("link", name="Stopped early", exact=False).first.click()
    pat.get_by_role("link", name="Correct something").click()
    pat.locator("[name=mood_after][value=fussy]").check()
    pat.get_by_role("button", name="Save the correction").click()
    pat.wait_for_url(f"**/massages/{massage.key}/")
    massage.refresh_from_db()
    assert massage.mood_after == "fussy"
    assert [(row.field, row.old, row.new) for row in massage.corrections.all()] == [("mood_after", "sleepy", "fussy")]

    # Sam and Tom get 404 everywhere
    for stranger in (twins.sam, twins.tom):
        client.force_login(stranger)
        for baby in (bo, ada):
            for page in pages_of(baby, massage):
                answers = client.get(page).status_code, client.post(page).status_code
                assert set(answers) <= {404, 405}, page
                assert 404 in answers, page
