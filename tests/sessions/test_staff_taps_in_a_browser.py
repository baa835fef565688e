"""Short ways of the staff, counted on a tablet: a parent's new code, what a parent has shown; and a question's way."""

import pytest
from browser import count_taps
from cast import make_plan, make_policy

from sessions.babies.invitations import Invitation
from sessions.plans.demonstrations import ReturnDemonstration


@pytest.fixture
def tablet(new_device, sign_in, live_server):
    """A tablet in somebody's hands, opened at an address: `tablet(nora, "/babies/")`"""

    def hand(person, at, **options):
        page = sign_in(new_device(**options), person)
        page.taps = count_taps(page)
        page.goto(live_server.url + at)
        return page

    return hand


def test_a_nurse_gives_a_parent_a_new_code_in_two_taps_from_the_list(cast, catalogue, tablet):
    make_plan(baby=cast.bo, by=cast.tess)
    page = tablet(cast.nora, "/babies/")
    page.get_by_role("link", name="Bo", exact=True).first.tap()
    page.get_by_role("button", name="New code for Pat").tap()
    page.get_by_role("heading", name="A code for Pat").wait_for()
    assert page.taps() == 2
    assert Invitation.objects.get().issued_by == cast.nora


def test_what_a_parent_has_shown_is_kept_in_two_taps_from_the_babys_page(cast, catalogue, tablet):
    make_policy(unit=cast.maple, by=cast.lena, demonstrations=True)
    plan = make_plan(baby=cast.bo, by=cast.tess, supervised=("indian-milking",))
    name = plan.planned.get(supervised=True).version.family_name
    page = tablet(cast.tess, f"/babies/{cast.bo.pk}/")
    page.get_by_role("link", name="Return demonstration").tap()
    strokes = page.locator(f"#person-{cast.pat.pk}").get_by_role("group", name=name)
    strokes.get_by_role("button", name="Watched alone").tap()
    page.get_by_text(f"Pat: {name}, Watched alone").wait_for()
    assert page.taps() == 2
    assert ReturnDemonstration.objects.get().level == "watched"
    assert strokes.locator("[aria-current]").inner_text() == "Watched alone"


def test_a_question_goes_to_the_therapist_and_its_answer_comes_back_without_a_script(cast, catalogue, tablet):
    make_plan(baby=cast.bo, by=cast.tess)
    pat = tablet(cast.pat, "/today/", java_script_enabled=False)
    pat.get_by_role("link", name="Ask something about Bo for the next visit").tap()
    pat.get_by_label("Your question").fill("How hard may I press?")
    pat.get_by_role("button", name="Keep my question").tap()
    pat.get_by_text("Kept for the next visit.").wait_for()

    tess = tablet(cast.tess, "/babies/", java_script_enabled=False)
    line = tess.get_by_role("row").filter(has_text="Question from Pat")
    line.get_by_role("link", name="Open Bo").tap()
    tess.get_by_label("Your answer to Pat").fill("Like a ripe peach.")
    tess.get_by_role("button", name="Answer", exact=True).tap()
    tess.get_by_text("Pat reads it on Today.").wait_for()

    pat.get_by_role("link", name="Today").first.tap()
    pat.get_by_text("Like a ripe peach.").wait_for()
    pat.get_by_role("button", name="I have read this").tap()
    pat.get_by_text("It stays with your questions.").wait_for()
    assert pat.get_by_text("Like a ripe peach.").count() == 0
