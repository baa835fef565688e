"""On a real device: a passkey of the staff after the password, of a family after the code; an app with codes."""

from browser import axe, scrolls_sideways, small_targets
from cast import PASSWORD, code_of
from django.utils import timezone

from sessions.babies.invitations import Invitation

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_a_finger(page):
    """Give the device a sensor that always knows the finger."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    return tools, tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]


def test_a_passkey_is_set_up_after_the_password_and_then_opens_alone(cast, live_server, page, complaints):
    tools, sensor = with_a_finger(page)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Work e-mail").fill(cast.tess.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="A passkey: finger, face or PIN").click()
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": sensor, "isUserVerified": False})
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_text("That did not work.").wait_for()
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": sensor, "isUserVerified": True})
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("heading", name="Write these codes down").wait_for()
    assert [scrolls_sideways(page), small_targets(page), complaints] == [False, [], []]
    page.get_by_role("link", name="I have written them down").click()
    page.wait_for_url("**/babies/")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/babies/")
    page.goto(f"{live_server.url}/accounts/second-step/")
    page.get_by_text("passkey, since").wait_for()
    assert complaints == []
    assert axe(page) == []
    complaints.clear()


def test_a_family_keeps_its_place_after_the_code_and_comes_back_without_one(cast, live_server, page, complaints):
    with_a_finger(page)
    _, code = Invitation.issue([cast.bo], by=cast.tess, now=timezone.now(), role="guardian", for_name="Robin")
    page.goto(f"{live_server.url}/join/")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("I have read this").check()
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Keep my place").click()
    page.get_by_role("button", name="Keep it with a passkey").click()
    page.get_by_text("Your place is kept on this device.").wait_for()
    assert [scrolls_sideways(page), small_targets(page), complaints] == [False, [], []]
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/join/")
    page.get_by_role("button", name="Come in with a passkey").click()
    page.wait_for_url("**/today/")
    assert page.get_by_role("link", name="Keep my place").count() == 0, "offered once"
    assert complaints == []
    page.goto(f"{live_server.url}/keep/")
    page.get_by_role("button", name="Remove Passkey 1").wait_for()
    assert axe(page) == []
    complaints.clear()


def sign_in_by_password(page, user):
    page.goto(f"{page.site}/accounts/login/")
    page.get_by_label("Work e-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_parent_asks_and_the_lead_comes_in_with_an_app_and_erases(
    cast, live_server, new_device, sign_in, complaints, tmp_path, settings
):
    """Every page on the way keeps our content policy: `complaints` stays empty."""
    settings.ERASURES = tmp_path / "erasures.jsonl"
    family = sign_in(new_device(), cast.pat)
    family.goto(f"{live_server.url}/babies/{cast.bo.pk}/rights/")
    family.get_by_text("What goes, and what stays").click()
    family.get_by_role("button", name="Ask to erase the record").click()
    family.get_by_role("button", name="Take the wish back").wait_for()
    lead = new_device()
    lead.site = live_server.url
    sign_in_by_password(lead, cast.lena)
    lead.get_by_role("link", name="An app with codes on my phone").click()
    lead.get_by_text("I cannot scan").click()
    secret = lead.locator(".key-words").inner_text()
    lead.get_by_label("Code from the app").fill(code_of(secret))
    lead.get_by_role("button", name="Go on").click()
    lead.get_by_role("heading", name="Write these codes down").wait_for()
    lead.context.clear_cookies()
    sign_in_by_password(lead, cast.lena)
    lead.get_by_label("Code").fill(code_of(secret, later=1))
    lead.get_by_role("button", name="Go on").click()
    lead.wait_for_url("**/babies/")
    lead.goto(f"{live_server.url}/units/{cast.maple.pk}/openings/")
    lead.get_by_role("link", name="Read and decide").click()
    lead.get_by_text("I have spoken with the family.").click()
    lead.get_by_role("button", name="Erase it for good").click()
    lead.get_by_text("The record is erased.").wait_for()
    assert family.goto(f"{live_server.url}/babies/{cast.bo.pk}/rights/").status == 404
    complaints[:] = [each for each in complaints if "404" not in each]
