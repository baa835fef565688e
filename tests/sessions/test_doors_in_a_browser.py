"""What only a device does at the door and on Today: the scanned code, and the key of "not ready today"."""

from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from sessions.babies.invitations import Invitation
from tests.browser import axe, scrolls_sideways, small_targets
from tests.cast import make_plan

ROUTINE = ("resting-hands",)


def a_code(cast):
    babies = [cast.bo, cast.ada]
    return Invitation.issue(babies, by=cast.tess, now=timezone.now(), role="guardian", for_name="Robin")[1]


def test_a_scanned_code_moves_into_the_field_and_out_of_the_address(cast, live_server, page, complaints):
    code = a_code(cast)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/join/#{code}")
    assert page.get_by_label("Code").input_value() == f"{code[:4]} {code[4:]}"
    assert page.url == f"{live_server.url}/join/"
    assert not any(code in address.split("#")[0] for address in asked)
    page.get_by_role("button", name="Go on").click()
    assert page.get_by_role("heading", name="Your code opens").is_visible()
    assert [scrolls_sideways(page), small_targets(page), complaints] == [False, [], []]
    page.get_by_label("I have read this").check()
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/today/")
    assert page.get_by_role("heading", name="Ada", exact=True).is_visible()
    assert complaints == []
    assert axe(page) == []
    complaints.clear()


def test_the_door_opens_without_a_script(cast, live_server, new_device):
    page = new_device(java_script_enabled=False)
    page.goto(f"{live_server.url}/join/")
    page.get_by_label("Code").fill(a_code(cast).lower())
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("I have read this").check()
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/today/")


@pytest.mark.usefixtures("catalogue")
def test_not_ready_today_carries_a_key_a_moment_and_a_zone_of_the_device(cast, live_server, new_device, sign_in):
    make_plan(baby=cast.bo, by=cast.tess, slugs=ROUTINE)
    page = sign_in(new_device(timezone_id="America/Lima"), cast.pat)
    page.goto(f"{live_server.url}/today/")
    servers = page.locator("[data-not-ready] [name=key]").first.input_value()
    sent = []
    page.route("**/outbox/", lambda route: (sent.append(parse_qs(route.request.post_data)), route.continue_()))
    page.get_by_role("button", name="Not ready today, Bo").click()
    page.wait_for_url("**/saved/")
    assert sent[0]["key"] != [servers]
    assert sent[0]["started_at"][0].endswith("Z")
    assert sent[0]["time_zone"] == ["America/Lima"]
    assert sent[0]["outcome"] == ["not_ready"]
