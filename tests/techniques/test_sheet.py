"""A technique on a sheet to print: open to everybody, all its steps, on one side."""

import io

import pypdf
import pytest
from django.urls import reverse

from massage_site import paper

pytestmark = pytest.mark.django_db


def test_a_sheet_shows_every_step_of_its_place_and_side(client, catalogue):
    address = reverse("technique-sheet", args=["resting-hands"])
    home, nicu = (client.get(address, {"place": place, "side": "right"}).content.decode() for place in ("home", "nicu"))
    assert "Take one leg out of the wrap." in nicu
    assert "Take one leg out of the wrap." not in home
    assert "keep-still-right.svg" in home
    assert "Only what your therapist showed you." in home
    assert "Not yet reviewed by a clinician" in home


def test_a_name_without_steps_has_no_sheet(client, cast, catalogue):
    client.force_login(cast.tess)
    assert client.get(reverse("technique-sheet", args=["hug-and-glide"])).status_code == 404


@pytest.mark.once
def test_its_pdf_is_one_tagged_side_and_is_made_once(client, catalogue, monkeypatch):
    made = []
    monkeypatch.setattr(paper, "pdf", lambda html, pdf=paper.pdf: made.append(html) or pdf(html))
    address = reverse("technique-sheet-pdf", args=["toe-squeeze"])  # five steps: as many as there are
    first, second = (client.get(address).content for _ in "12")
    assert first == second
    assert len(made) == 1
    reader = pypdf.PdfReader(io.BytesIO(first))
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(reader.pages[0].extract_text().split())
    assert text.index("Take one toe") < text.index("Go on to the next toe") < text.index("Not on this leg if")
