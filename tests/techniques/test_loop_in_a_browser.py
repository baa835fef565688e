"""A drawing moves at its stroke's tempo while it is seen, and is the still one in a pause or with reduced motion."""

import io

import pytest
from PIL import Image, ImageChops

GLIDE = "indian-milking/steps/4"  # a hand apart from its scene
ROLL = "toe-squeeze/steps/3"  # patches over the still drawing


@pytest.fixture
def open_step(live_server, catalogue):
    """The large picture of a step, with the player's signs of a page and of a pause."""

    def go(page, step=GLIDE):
        page.clock.install(time=0)
        page.clock.pause_at(1)  # before the page is there: time passes only when a test says so
        page.goto(f"{live_server.url}/techniques/{step}/")
        page.evaluate(
            """() => {
                const main = document.querySelector("main");
                main.dataset.page = "play";
                const paused = Object.assign(document.createElement("i"), { hidden: true });
                paused.dataset.unpause = "";
                main.append(paused);
            }"""
        )
        return page

    return go


def frame_on_screen(page):
    """Its number; 0 is the still drawing, and none means that the loop is not there at all."""
    return page.evaluate(
        """() => {
            const frames = [...document.querySelectorAll("[data-loop] g[data-step]")];
            const seen = frames.map((frame) => frame.getAttribute("display") === "inline");
            return frames.length ? seen.lastIndexOf(true) + 1 : null;
        }"""
    )


def moves(page):
    """Until the loop is there: the file comes when it comes, the clock only moves when we say so."""
    for _ in range(100):
        page.clock.run_for(20)
        if frame_on_screen(page) is not None:
            return
        page.wait_for_timeout(50)
    pytest.fail("the drawing never moved")


def test_the_hand_glides_in_five_seconds_and_begins_anew(page, open_step):
    moves(open_step(page))
    page.clock.run_for(800 + 2500)
    middle = frame_on_screen(page)
    page.clock.run_for(2600)
    assert 1 < middle < frame_on_screen(page) == 11
    page.clock.run_for(1000)
    assert frame_on_screen(page) == 0


def test_thumb_and_finger_roll_a_toe_and_come_back_in_four_seconds(page, open_step):
    moves(open_step(page, ROLL))
    page.clock.run_for(2000)
    assert frame_on_screen(page) == 3
    page.clock.run_for(1900)
    assert frame_on_screen(page) <= 1


@pytest.mark.parametrize("step", [GLIDE, ROLL])
def test_the_first_frame_is_the_still_drawing_to_the_pixel(page, open_step, step):
    open_step(page, step)
    picture = page.locator("main .picture")
    picture.get_by_role("button").wait_for()
    still = picture.screenshot()
    moves(page)
    assert frame_on_screen(page) == 0
    first = picture.screenshot()
    page.clock.run_for(2600)
    assert frame_on_screen(page) > 0
    later = picture.screenshot()
    assert differ(still, first) == 0
    assert differ(still, later) > 500


def differ(one, other):
    """How many pixels are not the same."""
    a, b = (Image.open(io.BytesIO(shot)).convert("RGB") for shot in (one, other))
    return sum(count for count, value in ImageChops.difference(a, b).convert("L").getcolors() if value > 2)


def test_in_a_pause_the_still_drawing_is_there(page, open_step):
    moves(open_step(page))
    page.evaluate("document.querySelector('[data-unpause]').hidden = false")
    page.clock.run_for(100)
    assert frame_on_screen(page) is None
    page.evaluate("document.querySelector('[data-unpause]').hidden = true")
    page.clock.run_for(100)
    assert frame_on_screen(page) == 0


def test_whoever_wants_the_picture_still_holds_it(page, open_step):
    moves(open_step(page))
    hold = page.get_by_role("button", name="Hold the picture still")
    hold.click()
    page.clock.run_for(100)
    assert frame_on_screen(page) is None
    assert hold.get_attribute("aria-pressed") == "true"
    hold.click()
    page.clock.run_for(100)
    assert frame_on_screen(page) == 0


def test_with_reduced_motion_nothing_is_even_fetched(new_device, open_step):
    page = new_device(reduced_motion="reduce")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    open_step(page).clock.run_for(500)
    page.wait_for_timeout(300)
    assert not [url for url in fetched if "/loops/" in url]
    assert frame_on_screen(page) is None
