"""A unit's own technique on a real device: a photo is chosen, a step is added, the family sees it without a line."""

from datetime import date, timedelta

import pytest
from browser import until
from cast import make_plan
from django.utils import timezone
from own import address, encoded, noise, whole
from playwright.sync_api import expect

from techniques.models import TechniqueDecision, UnitPicture
from techniques.uploads import clean

# the pages of both babies with Today, and the one picture
KEPT = """async () => {
  const count = async (name) => (await (await caches.open(name)).keys()).length;
  return await count("handhug-pages") === 10 && await count("handhug-unit-pictures") === 1;
}"""
GONE = """async () => !(await caches.keys()).includes("handhug-unit-pictures")"""


def test_a_photo_is_chosen_and_nothing_typed_is_lost(new_device, sign_in, live_server, cast):
    now = timezone.now()
    draft = whole(cast.maple, cast.tess, now)
    page = sign_in(new_device(), cast.tess)
    page.goto(live_server.url + address("draft", draft))
    step = draft.steps.get()
    page.get_by_label("What the hands do").fill("Make a very small circle.")
    page.locator(f"#step-{step.pk}-file").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": encoded(noise())}
    )
    page.get_by_role("button", name="Save and add a step").click()
    expect(page.get_by_label("What the hands do")).to_have_count(2)
    expect(page.get_by_label("What the hands do").first).to_have_value("Make a very small circle.")
    photo = page.locator(".own-step img")
    expect(photo).to_have_count(1)
    page.wait_for_function("() => document.querySelector('.own-step img').naturalWidth > 0")
    assert UnitPicture.objects.get().kept_by == cast.tess


@pytest.mark.usefixtures("catalogue")
def test_the_picture_is_there_without_a_line_and_gone_with_the_person(
    new_device, sign_in, live_server, cast, complaints
):
    for baby in (cast.bo, cast.ada):
        baby.birth_date = date.today() - timedelta(days=37)  # the device has the real day
        baby.save()
    now = timezone.now()
    draft = whole(cast.maple, cast.tess, now)
    draft.steps.get().put_picture(
        UnitPicture.keep(clean(encoded(noise(1300, 1300))), unit=cast.maple, by=cast.tess, now=now)
    )
    draft.steps.update(drawn="once")
    draft.ask(by=cast.tess, now=now)
    draft.review(by=cast.lena, now=now)
    technique = TechniqueDecision.publish(draft, by=cast.lena, now=now)
    for baby in (cast.bo, cast.ada):
        make_plan(baby=baby, by=cast.tess, slugs=[technique.slug], now=now)
    page = sign_in(new_device(service_workers="allow"), cast.pat)
    page.goto(f"{live_server.url}/today/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    until(page, KEPT)
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/babies/{cast.bo.pk}/massages/new/")
    page.wait_for_function("() => document.querySelector('.player__picture img')?.naturalWidth > 0")
    page.context.set_offline(False)
    page.goto(f"{live_server.url}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    until(page, GONE)
    complaints[:] = [each for each in complaints if "Failed to load resource" not in each]
