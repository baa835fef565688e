"""The player in a real browser: taps, time, breaks, and what is saved in the end."""

import time
from datetime import date, timedelta

import pytest
from browser import axe, scrolls_sideways, small_targets
from cast import make_plan
from in_sight import in_sight

from sessions.massages.models import Massage

SECOND = 1000
NOTED = "JSON.parse(Object.entries(localStorage).find(([name]) => name.includes(':massage:'))[1])"
BEATS = 8  # resting hands without "say hello": 3; long strokes without "warm your hands": 2, and 3 passes


@pytest.fixture
def bo(live_server, cast, catalogue):
    cast.bo.birth_date = date.today() - timedelta(days=37)  # the device has the real day
    cast.bo.place = "home"  # in the NICU resting hands have one page more
    cast.bo.save()
    cast.plan = make_plan(baby=cast.bo, by=cast.tess)
    return cast.bo


@pytest.fixture
def massage(page, sign_in, live_server, cast, bo):
    """Bo's page on Pat's tablet, with a clock that the test moves."""
    page.clock.install()
    sign_in(page, cast.pat)
    page.goto(f"{live_server.url}/babies/{bo.pk}/massages/new/")
    return page


def start(page, pace="quiet"):
    page.get_by_label("Calm and awake").first.check()
    page.get_by_role("link", name="Yes to all. Start").click()
    if pace == "own":
        page.get_by_label("At my own pace").check()
    page.get_by_role("link", name="My hands are ready").click()


def skip_the_lead_in(page):
    page.get_by_role("button", name="Start the first step").click()


def dots(page):
    """What each dot of the passes shows: done, now, or nothing yet."""
    return page.locator(".dot:visible").evaluate_all(
        "(found) => found.map(({ classList }) => ['done', 'now'].filter((each) => classList.contains(each)).join())"
    )


def on_beat(page, number):
    from playwright.sync_api import expect

    expect(page.locator("[data-count]")).to_have_text(f"{number} of {BEATS}")


def pause(page):
    page.get_by_role("link", name="Pause: Bo needs a break").click()


def sign(page, words):
    page.locator("#pause").get_by_label(words).check()


def go_on(page):
    return page.get_by_role("button", name="Bo is settled, go on")


def stop(page):
    page.get_by_role("link", name="Stop for today").click()


def save(page):
    page.locator("#how").get_by_label("Sleepy").check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_url("**/saved/")


def test_a_yawn_ends_the_massage_and_go_on_is_never_offered(massage):
    start(massage)
    skip_the_lead_in(massage)
    for _ in range(5):
        massage.get_by_role("button", name="Next").click()
    on_beat(massage, 6)
    massage.clock.run_for(2 * SECOND)
    pause(massage)
    sign(massage, "Yawns")
    massage.clock.run_for(60 * SECOND)
    assert go_on(massage).count() == 0
    stop(massage)
    assert "Yawns" in massage.locator("[data-seen]").inner_text()
    noted = massage.evaluate(NOTED)
    save(massage)
    assert "You saw Bo needed a break. Well done." in massage.content()
    assert "handhug:massage:" not in massage.evaluate("Object.keys(localStorage).join()")
    kept = Massage.objects.get()
    cue = kept.cues.get()
    assert (kept.outcome, kept.signs, kept.mood_before, kept.mood_after) == ("stopped", "seen", "calm", "sleepy")
    assert (cue.slug, cue.version.technique.slug, cue.step) == ("yawns", "indian-milking", 4)
    assert cue.second == round((noted["pausedAt"] - noted["startedAt"]) / SECOND) >= 2
    assert [(row.version.technique.slug, row.passes, row.whole) for row in kept.done.all()] == [
        ("resting-hands", 1, True), ("indian-milking", 0, False),
    ]  # fmt: skip


def test_the_steps_move_on_by_themselves_to_the_end(massage, bo):
    start(massage)
    massage.clock.fast_forward(44 * SECOND)  # in one leap: time is no number of ticks
    assert massage.get_by_role("heading", name="Rest your hands on Bo.").is_visible()
    massage.clock.run_for(2 * SECOND)
    on_beat(massage, 1)
    massage.clock.run_for(8 * SECOND)
    on_beat(massage, 2)
    massage.clock.run_for(8 * SECOND)
    on_beat(massage, 3)  # still hands: no thread, at least half a minute
    assert not massage.locator(".player__thread").is_visible()
    massage.clock.run_for(29 * SECOND)
    on_beat(massage, 4)
    massage.clock.run_for(16 * SECOND)
    on_beat(massage, 6)
    assert "stroke 1 of 3" in massage.locator("#play").inner_text()
    assert dots(massage) == ["now", "", ""]
    massage.clock.run_for(5 * SECOND)
    assert "stroke 2 of 3" in massage.locator("#play").inner_text()
    assert dots(massage) == ["done", "now", ""]
    massage.clock.run_for(5 * SECOND)
    assert dots(massage) == ["done", "done", "now"]
    massage.clock.run_for(5 * SECOND)
    massage.get_by_label("None seen").check()
    save(massage)
    kept = Massage.objects.get()
    assert (kept.outcome, kept.signs, kept.giver.name) == ("completed", "none_seen", "Pat")
    assert all(row.whole for row in kept.done.all())
    assert kept.done.count() == 2
    assert 72 <= kept.seconds <= 80


def test_after_a_mild_sign_go_on_comes_once_and_only_after_half_a_minute(massage):
    start(massage)
    skip_the_lead_in(massage)
    pause(massage)
    sign(massage, "Looks away")
    massage.clock.run_for(29 * SECOND)
    assert not go_on(massage).is_visible()
    massage.clock.run_for(2 * SECOND)
    go_on(massage).click()
    on_beat(massage, 1)
    pause(massage)
    massage.clock.run_for(60 * SECOND)
    assert not go_on(massage).is_visible()
    stop(massage)
    save(massage)
    assert [cue.slug for cue in Massage.objects.get().cues.all()] == ["looks-away"]


def test_a_red_sign_puts_the_red_words_in_place_of_the_signs(massage):
    start(massage)
    skip_the_lead_in(massage)
    pause(massage)
    sign(massage, "Colour or breathing changes")
    massage.clock.run_for(60 * SECOND)
    assert not massage.locator("#pause .cue-grid").is_visible()
    assert massage.get_by_text("Call your emergency number now").is_visible()
    assert not go_on(massage).is_visible()
    assert massage.get_by_role("link", name="Stop for today").is_visible()


def test_back_leads_to_the_paused_step_and_a_slip_of_the_hand_can_go_on(massage):
    start(massage)
    skip_the_lead_in(massage)
    massage.clock.run_for(1 * SECOND)
    massage.locator(".player__picture:visible").click(position={"x": 40, "y": 40})
    massage.get_by_role("heading", name="Hands still on Bo. The screen can wait.").wait_for()
    massage.go_back()
    massage.clock.run_for(30 * SECOND)
    on_beat(massage, 1)
    assert massage.get_by_text("Paused. Hands still on Bo.").is_visible()
    massage.get_by_role("button", name="Go on").click()
    massage.clock.run_for(9 * SECOND)
    on_beat(massage, 2)
    massage.locator(".player__say:visible").click()  # anywhere
    sign(massage, "Cries")
    massage.go_back()
    assert not massage.get_by_role("button", name="Go on").is_visible()


def test_at_my_own_pace_the_right_half_of_the_picture_goes_on_and_no_clock_runs(massage):
    start(massage, pace="own")
    massage.clock.run_for(120 * SECOND)
    on_beat(massage, 1)
    box = massage.locator(".player__picture:visible").bounding_box()
    massage.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + 50)
    on_beat(massage, 1)
    massage.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + 50)
    on_beat(massage, 2)


def test_a_pedal_and_a_keyboard_lead_through_with_the_focus_on_pause(massage):
    start(massage)
    skip_the_lead_in(massage)
    for key, beat in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)):
        massage.keyboard.press(key)
        on_beat(massage, beat)
        assert massage.evaluate("document.activeElement.matches('[data-pause]')")
    massage.keyboard.press("Space")
    massage.get_by_role("heading", name="Hands still on Bo. The screen can wait.").wait_for()


def test_a_reload_in_the_middle_loses_nothing(massage):
    start(massage)
    skip_the_lead_in(massage)
    for _ in range(2):
        massage.get_by_role("button", name="Next").click()
    on_beat(massage, 3)
    massage.reload()
    massage.get_by_role("heading", name="You have begun already").wait_for()
    massage.get_by_role("button", name="It ended there. Save it").click()
    save(massage)
    kept = Massage.objects.get()
    assert (kept.outcome, kept.mood_before, kept.readiness["well-home"]) == ("interrupted", "calm", "yes")


def test_you_were_on_step_three_six_minutes_ago(massage):
    start(massage, pace="own")
    for _ in range(2):
        massage.get_by_role("button", name="Next").click()
    massage.goto("about:blank")
    massage.clock.fast_forward(6 * 60 * SECOND)
    massage.go_back()
    massage.get_by_text("You were on step 3, 6 minutes ago.").wait_for()
    massage.get_by_role("button", name="Go on").click()
    on_beat(massage, 3)


def test_without_a_connection_nothing_is_lost_and_it_is_saved_once(massage, complaints):
    start(massage)
    skip_the_lead_in(massage)
    pause(massage)
    massage.route("**/outbox/", lambda route: route.abort())
    stop(massage)
    massage.locator("#how").get_by_label("Crying").check()
    massage.get_by_role("button", name="Save", exact=True).last.click()
    massage.get_by_role("heading", name="Saved on this device").wait_for()
    assert not Massage.objects.exists()
    complaints.clear()  # the browser itself reports the cut line
    massage.unroute("**/outbox/")
    massage.evaluate("dispatchEvent(new Event('online'))")
    massage.get_by_text("It is sent now.").wait_for()
    kept = Massage.objects.get()
    assert (kept.outcome, kept.mood_after) == ("stopped", "crying")


def test_a_stop_is_kept_before_anybody_says_how_it_was(massage, bo):
    start(massage)
    with massage.expect_response("**/starts/") as told:
        skip_the_lead_in(massage)
    assert told.value.status == 204  # the rest of the family may know
    pause(massage)
    with massage.expect_response("**/outbox/") as answer:
        stop(massage)
    assert answer.value.status == 201
    kept = Massage.objects.get()
    assert (kept.outcome, kept.mood_after, kept.signs) == ("stopped", "", "not_asked")
    massage.go_back()
    massage.get_by_role("heading", name="How is Bo now?").wait_for()  # a stop is final
    massage.goto("about:blank")
    assert Massage.objects.get().outcome == "stopped"


VOICE = """
const note = (what) => {
  const heard = document.documentElement.dataset;
  heard.said = (heard.said ?? "") + what + "|";
};
class Utterance { constructor(text) { this.text = text; } }
const here = { lang: "en-GB", localService: true }, far = { lang: "en-US", localService: false };
const speak = ({ text, voice }) => note(voice === here ? text : "FAR");
const speech = { getVoices: () => voices, speak, cancel: () => {} };
let voices = [far, here];
Object.defineProperty(window, "speechSynthesis", { value: speech });
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
Object.defineProperty(navigator, "vibrate", { value: () => note("buzz") });
"""


def said(page, *words):
    page.locator(f'html[data-said="{"".join(f"{each}|" for each in words)}"]').wait_for()


def test_voice_and_buzz_come_only_when_chosen_and_a_pause_is_silent(massage):
    massage.add_init_script(VOICE)
    massage.reload()
    start(massage)
    skip_the_lead_in(massage)
    massage.get_by_label("Settings for this device").click()
    massage.clock.run_for(60 * SECOND)
    on_beat(massage, 1)  # nobody is hurried on while the menu is open
    assert not massage.locator("html[data-said]").count()
    massage.get_by_label("Read the steps aloud").check()
    said(massage, "Read the steps aloud")  # at once, with the voice that lives on the device
    massage.get_by_label("Buzz softly when a step ends").check()
    heard = ["Read the steps aloud", "buzz", "Left leg. " + massage.locator(".player__say:visible").inner_text()]
    massage.keyboard.press("Escape")
    said(massage, *heard)
    massage.clock.run_for(8 * SECOND)
    on_beat(massage, 2)
    heard += ["buzz", "Left leg. " + massage.locator(".player__say:visible").inner_text()]
    said(massage, *heard)
    pause(massage)
    massage.clock.run_for(20 * SECOND)
    said(massage, *heard)


def test_a_device_without_a_voice_of_its_own_says_so(massage):
    massage.add_init_script(VOICE + "voices = [far];")
    massage.reload()
    massage.get_by_label("Settings for this device").click()
    massage.clock.run_for(2 * SECOND)
    massage.get_by_text("This device has no voice of its own for this language.").wait_for()
    assert massage.get_by_label("Read the steps aloud").is_disabled()


def test_the_screen_stays_on_while_the_steps_run_and_may_sleep_after(massage):
    massage.add_init_script("""
      const note = (what) => {
        const heard = document.documentElement.dataset;
        heard.said = (heard.said ?? "") + what + "|";
      };
      const lock = { released: false, release: async () => note("let go") };
      Object.defineProperty(navigator, "wakeLock", { value: { request: async (what) => (note(what), lock) } });
    """)
    massage.reload()
    start(massage)
    said(massage, "screen")
    skip_the_lead_in(massage)
    assert massage.locator("[data-may-go-dark]:not([hidden])").count() == 0
    pause(massage)
    stop(massage)
    said(massage, "screen", "let go")


def test_where_the_screen_may_go_dark_the_page_says_so_before_the_hands_are_busy(massage):
    massage.add_init_script("Object.defineProperty(navigator, 'wakeLock', { value: undefined })")
    massage.reload()
    massage.get_by_label("Calm and awake").first.check()
    massage.get_by_role("link", name="Yes to all. Start").click()
    massage.get_by_text("This screen may go dark by itself. Your place is kept.").locator("visible=true").wait_for()


def test_not_now_is_one_tap(massage):
    massage.get_by_role("button", name="Not now").first.click()
    massage.wait_for_url("**/saved/")
    assert "You saw Bo was not ready. Well done." in massage.content()
    assert (Massage.objects.get().outcome, Massage.objects.get().readiness) == ("not_ready", {})


def test_what_is_filled_follows_the_family_not_the_app(massage, bo):
    bo.place = "nicu"  # where a nurse can be asked
    bo.save()
    massage.reload()
    filled = massage.locator("#ready .button--go")
    assert filled.inner_text() == "Not now"
    massage.get_by_label("Calm and awake").first.check()
    assert filled.inner_text().strip() == "Yes to all. Start"
    line = massage.locator("#ready .check").nth(0)
    line.get_by_label("No", exact=True).check()
    assert filled.inner_text() == "Not now"
    assert not massage.locator("[data-start]").is_visible()
    line.get_by_label("I asked my nurse").check()
    assert massage.locator("[data-start]").inner_text().strip() == "My nurse said yes. Start"
    massage.get_by_label("Fussy").first.check()
    assert filled.inner_text() == "Not now"


def test_we_did_it_already_is_a_face_and_an_undo(page, sign_in, live_server, cast, bo):
    sign_in(page, cast.pat).goto(f"{live_server.url}/babies/{bo.pk}/massages/afterwards/")
    page.get_by_role("button", name="Asleep").click()
    page.wait_for_url("**/saved/")
    assert page.get_by_role("button", name="Undo").is_visible()
    assert Massage.objects.get().mood_after == "asleep"
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**/today/")
    assert Massage.objects.get().is_error


@pytest.mark.parametrize(("seconds", "is_there"), [(9, True), (11, False)])
def test_the_undo_of_we_did_it_already_stays_for_ten_seconds(page, sign_in, live_server, cast, bo, seconds, is_there):
    page.clock.install()
    page.clock.pause_at(time.time() + 60)  # from here on time is the test's alone
    sign_in(page, cast.pat).goto(f"{live_server.url}/babies/{bo.pk}/massages/afterwards/")
    page.get_by_role("button", name="Asleep").click()
    page.wait_for_url("**/saved/")
    page.clock.run_for(seconds * SECOND)
    assert page.get_by_role("button", name="Undo").is_visible() is is_there
    assert page.get_by_text("Saved for Bo.").is_visible()
    assert not Massage.objects.get().is_error


def test_every_start_makes_a_key_of_its_own_and_the_one_in_the_page_is_never_sent(massage):
    def begin():
        start(massage)
        skip_the_lead_in(massage)
        return massage.evaluate(NOTED)["key"]

    keys = [massage.locator("input[name=key]").first.input_value(), begin()]
    massage.reload()
    keys[0:0] = [massage.locator("input[name=key]").first.input_value()]  # the form of this page has another
    massage.get_by_role("button", name="Start again").click()
    keys.append(begin())
    assert len(set(keys)) == 4
    pause(massage)
    stop(massage)
    save(massage)
    assert str(Massage.objects.get().key) == keys[-1]


def test_every_page_of_a_massage_is_open_to_all(massage):
    def look():
        assert in_sight(massage.locator(".stop-line:visible"))
        assert axe(massage) == []
        assert small_targets(massage) == []
        assert not scrolls_sideways(massage)

    look()
    start(massage)
    look()
    skip_the_lead_in(massage)
    look()
    pause(massage)
    look()
    sign(massage, "Colour or breathing changes")
    look()
    stop(massage)
    massage.get_by_text("Add more, if you like").click()
    look()
    save(massage)
    look()


def test_on_the_smallest_phone_stop_and_the_red_line_are_in_sight(
    new_device, sign_in, live_server, cast, bo, complaints
):
    page = new_device(viewport={"width": 360, "height": 640})
    page.clock.install()
    sign_in(page, cast.pat).goto(f"{live_server.url}/babies/{bo.pk}/massages/new/")

    red = page.locator(".stop-line:visible")
    assert in_sight(red)
    start(page)
    assert in_sight(red)
    skip_the_lead_in(page)
    assert in_sight(red)
    assert in_sight(page.locator("[data-pause]"))
    pause(page)
    assert in_sight(red)
    assert in_sight(page.locator("[data-stop]"))
    stop(page)
    assert in_sight(red)
    assert in_sight(page.locator("[data-save]"))
    page.context.set_offline(True)
    page.locator("#how").get_by_label("Sleepy").check()
    page.locator("[data-save]").click()
    page.get_by_role("heading", name="Saved on this device").wait_for()
    assert in_sight(red)
    complaints.clear()  # the browser itself reports the cut line


def test_with_keys_alone_from_the_first_question_to_saved(massage):
    """A switch sends the same keys: Tab, Enter, Space, arrows."""
    keys = massage.keyboard

    def tab_to(selector):
        for _ in range(60):
            keys.press("Tab")
            if massage.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"Tab never comes to {selector}")

    def heading(words):
        massage.get_by_role("heading", name=words).wait_for()

    tab_to("[name=mood_before]")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert massage.get_by_label("Calm and awake").first.is_checked()
    tab_to("#ready [data-start]")
    keys.press("Enter")
    heading("Last touch")
    tab_to("[data-begin]")
    keys.press("Enter")
    heading("Rest your hands on Bo.")
    tab_to("[data-skip]")
    keys.press("Enter")
    on_beat(massage, 1)
    keys.press("ArrowRight")
    on_beat(massage, 2)
    keys.press("Space")
    heading("Hands still on Bo. The screen can wait.")
    tab_to("#pause [value=looks-away]")
    keys.press("Space")
    massage.clock.run_for(31 * SECOND)
    tab_to("[data-settled]")
    keys.press("Enter")
    on_beat(massage, 2)
    tab_to("[data-menu] summary")
    keys.press("Enter")
    massage.locator("[data-menu][open]").wait_for()
    keys.press("Escape")
    assert massage.evaluate("document.activeElement.matches('[data-menu] summary')")
    for number in range(3, BEATS + 1):
        keys.press("ArrowRight")
        on_beat(massage, number)
    keys.press("ArrowRight")
    heading("How is Bo now?")
    tab_to("[name=mood_after]")
    keys.press("Space")
    tab_to("[data-save]")
    keys.press("Enter")
    massage.wait_for_url("**/saved/")
    kept = Massage.objects.get()
    assert (kept.outcome, kept.mood_before, kept.mood_after) == ("completed", "calm", "asleep")
    assert [cue.slug for cue in kept.cues.all()] == ["looks-away"]
