"""A unit's own leaflet: techniques in its order, under its title; for every family, so with nobody's name."""

import io

import pypdf
import pytest
from cast import NOW
from django.urls import reverse

from massage_site import paper
from techniques.models import Leaflet, Technique, TechniqueDecision

pytestmark = pytest.mark.django_db


@pytest.fixture
def tess(client, cast, catalogue):
    client.force_login(cast.tess)
    return client


def place_of(slug):
    return f"place-{Technique.objects.get(slug=slug).pk}"


def write(client, unit, **numbers):
    words = {"title": "Little feet", "foreword": "From all of us.", "place": "nicu"}
    sent = words | {place_of(slug.replace("_", "-")): number for slug, number in numbers.items()}
    return client.post(reverse("unit-leaflet-new", args=[unit.pk]), sent)


def test_techniques_stand_in_the_order_of_their_numbers(tess, cast):
    answer = write(tess, cast.maple, thumb_press=2, resting_hands=1, toe_squeeze="")
    assert answer.status_code == 302
    leaflet = cast.maple.leaflets.get()
    assert [row.technique.slug for row in leaflet.rows.all()] == ["resting-hands", "thumb-press"]
    page = tess.get(answer.url).content.decode()
    assert page.index("From all of us.") < page.index("Take one leg out of the wrap.") < page.index("Press one thumb")


def test_what_was_typed_stays_when_something_is_missing(tess, cast):
    answer = write(tess, cast.maple)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose at least one technique" in page
    assert "From all of us." in page
    write(tess, cast.maple, thumb_press=1)
    assert "There is a leaflet with this title already" in write(tess, cast.maple, sway=1).content.decode()
    assert cast.maple.leaflets.count() == 1


def test_it_can_be_changed_and_thrown_away(tess, cast):
    write(tess, cast.maple, thumb_press=1, sway=2)
    leaflet = cast.maple.leaflets.get()
    page = tess.get(reverse("unit-leaflet-change", args=[cast.maple.pk, leaflet.pk]))
    assert [choice.field.value() for choice in page.context["form"].choices if choice.field.value()] == [1, 2]
    changed = {"title": "Feet", "place": "home", place_of("sway"): 1}
    tess.post(reverse("unit-leaflet-change", args=[cast.maple.pk, leaflet.pk]), changed)
    leaflet = Leaflet.objects.get()
    assert (leaflet.title, [row.technique.slug for row in leaflet.rows.all()]) == ("Feet", ["sway"])
    tess.post(reverse("unit-leaflet-removal", args=[cast.maple.pk, leaflet.pk]))
    assert not Leaflet.objects.exists()


@pytest.mark.once
def test_its_pdf_has_a_front_and_a_side_for_each_technique(tess, cast):
    leaflet = Leaflet(unit=cast.maple, title="Little feet", foreword="From all of us.")
    leaflet.keep([Technique.objects.get(slug=slug) for slug in ("sway", "thumb-press")], by=cast.tess, now=NOW)
    answer = tess.get(reverse("unit-leaflet-pdf", args=[cast.maple.pk, leaflet.pk]))
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 3
    assert "Little feet" in texts[0]
    assert "Gentle sway" in texts[1]
    assert "Little thumb presses" in texts[2]
    assert reader.metadata.title == "Little feet · Handhug"
    assert paper.is_ready()


def test_a_retired_technique_is_not_printed_and_the_page_and_the_form_say_so(tess, cast):
    sway, press = (Technique.objects.get(slug=slug) for slug in ("sway", "thumb-press"))
    leaflet = Leaflet(unit=cast.maple, title="Little feet")
    leaflet.keep([sway, press], by=cast.tess, now=NOW)
    to = [cast.maple.pk, leaflet.pk]
    said = "Not printed, because it is retired:"
    assert said not in tess.get(reverse("unit-leaflet", args=to)).content.decode()
    TechniqueDecision.retire(sway, by=cast.tess, now=NOW)
    page = tess.get(reverse("unit-leaflet", args=to)).content.decode()
    assert page.count("Gentle sway") == 1
    assert page.index(said) < page.index("Gentle sway") < page.index("Little thumb presses")
    pdf = pypdf.PdfReader(io.BytesIO(tess.get(reverse("unit-leaflet-pdf", args=to)).content))
    texts = [each.extract_text() for each in pdf.pages]
    assert len(texts) == 2
    assert not any("Gentle sway" in text for text in texts)
    form = tess.get(reverse("unit-leaflet-change", args=to)).content.decode()
    assert form.count("Retired: it is not printed.") == 1
