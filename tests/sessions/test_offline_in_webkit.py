"""The whole journey without a connection once more in the engine of iPads, with a wire that is really cut."""

from datetime import date, timedelta

import pytest
from cast import make_plan
from django.test import Client
from line import ALL_HERE, line_to
from webkit import until

from sessions.massages.models import Massage

ONE_WAITS = "document.querySelectorAll('[data-outbox] li').length === 1"
NOTHING_WAITS = """new Promise((resolve) => {
  const asked = indexedDB.open("handhug", 1);
  asked.onsuccess = () => {
    const counted = asked.result.transaction("outbox").objectStore("outbox").count();
    counted.onsuccess = () => { asked.result.close(); resolve(counted.result === 0); };
  };
})"""


@pytest.fixture
def family(cast, catalogue):
    for baby in (cast.bo, cast.ada):
        baby.birth_date = date.today() - timedelta(days=37)  # the device has the real day
        baby.save()
        make_plan(baby=baby, by=cast.tess)
    return cast


def test_a_whole_massage_without_a_connection_arrives_exactly_once(webkit, live_server, family):
    client = Client()
    client.force_login(family.pat)
    with line_to(live_server.url) as line:
        webkit.go(f"{line.url}/join/")
        webkit.add_cookie(name="sessionid", value=client.cookies["sessionid"].value, path="/", httpOnly=True)
        webkit.go(f"{line.url}/today/")
        webkit.see("navigator.serviceWorker.controller !== null")
        webkit.see(f"({ALL_HERE})()")
        webkit.see("!document.querySelector('[data-safari]').hidden")  # it may clear all of it after seven days

        line.cut()
        webkit.go(f"{line.url}/today/")  # the copy
        webkit.tap("Start with Bo")
        webkit.see("Boolean(document.querySelector('[data-running]'))")
        webkit.tap("Calm and awake")
        webkit.tap("Yes to all. Start")
        webkit.tap("My hands are ready")
        webkit.tap("Start the first step")
        picture = "document.querySelector('.player__page:not([hidden]) use').getAttribute('href').split('#')[0]"
        assert webkit.js(f"return fetch({picture}).then(({{ ok }}) => ok)")
        webkit.tap("Pause: Bo needs a break")
        webkit.tap("Yawns")
        webkit.tap("Stop for today")
        webkit.tap("Sleepy")
        webkit.tap("Save")
        webkit.tap("Done")
        webkit.see(ONE_WAITS)
        webkit.go(f"{line.url}/today/")
        webkit.see(ONE_WAITS)
        assert not Massage.objects.exists()

        line.join()
        webkit.go(f"{line.url}/today/")
        until(Massage.objects.exists)
        webkit.see(NOTHING_WAITS)
    kept = Massage.objects.get()
    assert (kept.author, kept.giver, kept.baby) == (family.pat, family.pat, family.bo)
    assert (kept.plan, kept.outcome, kept.mood_after) == (family.bo.plans.in_force().get(), "stopped", "sleepy")
    assert [cue.slug for cue in kept.cues.all()] == ["yawns"]
