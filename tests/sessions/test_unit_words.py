"""The words a unit owns: its red line, its ward phone, its emergency number, as its families read them."""

import pytest
import time_machine
from django.urls import reverse

from sessions.babies.invitations import Invitation
from tests.cast import NOW, make_plan, make_policy

pytestmark = pytest.mark.usefixtures("catalogue")
USUAL = "Alarm, trouble breathing, blue or grey lips, or limp? Stop."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pat(cast, client):
    make_plan(baby=cast.bo, by=cast.tess)
    client.force_login(cast.pat)
    return client


def pages(client, baby):
    """The start of a massage, the log, and Today."""
    addresses = [reverse("massage-new", args=[baby.pk]), reverse("log", args=[baby.pk]), reverse("today")]
    return [client.get(address).content.decode() for address in addresses]


def read(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def send_home(cast):
    for baby in (cast.bo, cast.ada):
        baby.place = "home"
        baby.save()


def test_until_a_unit_writes_its_own_the_usual_red_line_stands(cast, pat):
    assert all(f"{USUAL} Call your nurse." in page for page in pages(pat, cast.bo))
    send_home(cast)
    assert all(f"{USUAL} Call your emergency number." in page for page in pages(pat, cast.bo))


def test_a_signed_red_line_takes_its_place_on_every_page(cast, pat):
    make_policy(unit=cast.maple, by=cast.lena, red_line_nicu="Blue or limp? Stop. Press the red <bell>.")
    for page in pages(pat, cast.bo):
        assert "Blue or limp? Stop. Press the red &lt;bell&gt;." in page
        assert USUAL not in page


def test_the_red_box_of_the_cue_page_says_it_in_the_units_words_too(cast, pat):
    ours = "Blue or limp? Stop. Press the red bell."
    assert "limp? Call your nurse now." in read(pat, "massage-new", cast.bo.pk)
    make_policy(unit=cast.maple, by=cast.lena, red_line_nicu=ours, red_line_home="Blue or limp? Stop. Call 112.")
    page = read(pat, "massage-new", cast.bo.pk)
    box = page[page.index('class="stop-box"') :].split("</div>")[0]
    assert ours in box
    assert "Call your nurse" not in page  # nowhere in the player: neither page of it says it in other words
    send_home(cast)
    page = read(pat, "massage-new", cast.bo.pk)
    assert "Blue or limp? Stop. Call 112." in page[page.index('class="stop-box"') :].split("</div>")[0]
    assert "Call your emergency number" not in page


@pytest.mark.parametrize("name", ["library", "before-you-start", "reading-your-baby", "by-age", "why"])
def test_the_pages_to_learn_from_say_it_to_a_family_in_its_units_words(cast, pat, name):
    ours = "Blue or limp? Stop. Press the red bell."
    make_policy(unit=cast.maple, by=cast.lena, red_line_nicu=ours)
    page = read(pat, name)
    assert ours in page
    assert "all your nurse" not in page
    assert "call the nurse now" not in page
    pat.logout()
    page = read(pat, name)
    assert ours not in page
    assert f"{USUAL} Call your nurse. At home, call your emergency number." in page


def test_twins_in_two_units_bring_both_red_lines_to_today(cast, pat):
    make_policy(unit=cast.maple, by=cast.lena, red_line_nicu="Blue or limp? Stop. Press the red bell.")
    assert read(pat, "today").count("stop-line--held") == 1
    cast.ada.unit = cast.birch
    cast.ada.save()
    page = read(pat, "today")
    assert "Press the red bell." in page
    assert f"{USUAL} Call your nurse." in page


def test_what_a_code_opens_says_it_in_the_words_of_that_unit(cast, client):
    make_policy(unit=cast.maple, by=cast.lena, red_line_nicu="Blue or limp? Stop. Press the red bell.")
    _, code = Invitation.issue([cast.bo], role="guardian", for_name="Robin", by=cast.tess, now=NOW)
    client.post(reverse("join"), {"code": code})
    page = read(client, "join-open")
    assert "Press the red bell." in page
    assert USUAL not in page


def test_another_units_red_line_stays_there(cast, pat):
    make_policy(unit=cast.birch, by=cast.lou, red_line_nicu="Blue or limp? Stop. Press the red bell.")
    assert not any("red bell" in page for page in pages(pat, cast.bo))


def test_at_home_the_emergency_number_is_a_link_to_call_and_in_the_nicu_it_is_not(cast, pat):
    make_policy(unit=cast.maple, by=cast.lena, emergency_number="11 2")
    assert not any("tel:112" in page for page in pages(pat, cast.bo))
    send_home(cast)
    assert all('<a class="stop-line__call" href="tel:112">' in page for page in pages(pat, cast.bo))


def test_the_ward_phone_stands_where_a_family_writes(cast, pat):
    make_policy(unit=cast.maple, by=cast.lena, ward_phone="01632 960 099")
    page = pat.get(reverse("massage-afterwards", args=[cast.bo.pk])).content.decode()
    assert '<a class="reads-later__phone" href="tel:01632960099">' in page
    cast.maple.refresh_from_db()
    cast.maple.phone = ""
    cast.maple.save()
    page = pat.get(reverse("massage-afterwards", args=[cast.bo.pk])).content.decode()
    assert "Worried now? Call." in page
    assert "tel:" not in page


def test_the_library_says_it_in_the_words_of_the_readers_unit(cast, pat):
    make_policy(unit=cast.maple, by=cast.lena, red_line_nicu="Blue? Press the red bell.", emergency_number="112")
    address = reverse("technique", args=["sway"])
    page = pat.get(address).content.decode()
    assert "Press the red bell." in page  # Bo is in the NICU
    assert "tel:112" not in page
    assert "tel:112" in pat.get(address + "?place=home").content.decode()
    send_home(cast)
    assert f"{USUAL} Call your emergency number." in pat.get(address).content.decode()
    pat.logout()
    assert "tel:112" not in pat.get(address).content.decode()
