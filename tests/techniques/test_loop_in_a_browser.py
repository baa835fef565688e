"""A drawing moves at its stroke's tempo while it is seen, and is the still one in a pause or with reduced motion."""

import pytest


@pytest.fixture
def open_glide(live_server, catalogue):
    """The large picture of the long stroke, with the player's module for moving pictures."""

    def go(page):
        page.clock.install()
        page.goto(f"{live_server.url}/techniques/indian-milking/steps/4/")
        page.evaluate(
            """() => {
                const main = document.querySelector("main");
                main.dataset.page = "play";
                const paused = Object.assign(document.createElement("i"), { hidden: true });
                paused.dataset.unpause = "";
                main.append(paused);
            }"""
        )
        page.add_script_tag(url=f"{live_server.url}/static/js/player/loop.js", type="module")
        return page

    return go


def frame_on_screen(page):
    """Its number, or none when the still drawing is there."""
    return page.evaluate(
        """() => {
            const frames = [...document.querySelectorAll("[data-loop] g[data-step]")];
            return frames.findIndex((frame) => frame.getAttribute("display") === "inline");
        }"""
    )


def moves(page):
    """Until the first frame is there: the file comes when it comes, the clock only moves when we say so."""
    for _ in range(100):
        page.clock.run_for(20)
        if frame_on_screen(page) == 0:
            return
        page.wait_for_timeout(50)
    pytest.fail("the drawing never moved")


def test_the_hand_glides_in_five_seconds_and_begins_anew(page, open_glide):
    moves(open_glide(page))
    page.clock.run_for(800 + 2500)
    middle = frame_on_screen(page)
    page.clock.run_for(2600)
    assert 0 < middle < frame_on_screen(page) == 11
    page.clock.run_for(1000)
    assert frame_on_screen(page) in {-1, 0}


def test_in_a_pause_the_still_drawing_is_there(page, open_glide):
    moves(open_glide(page))
    page.evaluate("document.querySelector('[data-unpause]').hidden = false")
    page.clock.run_for(100)
    assert frame_on_screen(page) == -1
    page.evaluate("document.querySelector('[data-unpause]').hidden = true")
    page.clock.run_for(100)
    assert frame_on_screen(page) == 0


def test_with_reduced_motion_nothing_is_even_fetched(new_device, open_glide):
    page = new_device(reduced_motion="reduce")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    open_glide(page).clock.run_for(500)
    page.wait_for_timeout(300)
    assert not [url for url in fetched if "/loops/" in url]
    assert frame_on_screen(page) == -1
