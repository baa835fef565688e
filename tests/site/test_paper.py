"""What writes PDFs: our own colours and files and nobody else's, tagged, and a plain word where it is missing."""

import io

import pypdf
import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from weasyprint.urls import FatalURLFetchingError

from massage_site import paper

PAGE = """<!doctype html><html lang="en"><title>A sheet</title>
<link rel="stylesheet" href="ours:css/print.css">
<style>img {width: 300px} img + img {width: 40px}</style><body><h1>Words to find</h1>
<img src="ours:illustrations/indian-milking/glide-left.svg" alt="A hand glides.">
<img src="sprite:c-yawn" alt="Yawns">"""


@pytest.fixture(scope="module")
def sheet():
    return paper.pdf(PAGE)


def greys(pdf, scale=1):
    return pypdfium2.PdfDocument(pdf)[0].render(scale=scale).to_pil().convert("L").histogram()


def test_a_drawing_has_the_colours_of_paper_and_is_not_drawn_black(sheet):
    """`var()` left in a drawing comes out black without a word: each grey of print.css is looked for."""
    found, total = greys(sheet), 300 * 300 * 0.75**2
    for name in ("--cloth", "--baby", "--hand"):
        grey = int(paper.inks()[name.removeprefix("--")].lstrip("#")[:2], 16)
        assert sum(found[grey - 2 : grey + 4]) > 0.04 * total, name
    assert sum(found[:40]) < 0.12 * total


def test_no_drawing_keeps_a_colour_that_only_a_browser_knows():
    everything = {name: value for name, value in paper.inks().items() if "var(" in value}
    assert everything == {}
    assert "var(" not in paper.resolved('<path fill="var(--hand-palm, none)" stroke="var(--behind, var(--paper))"/>')
    assert paper.resolved('fill="var(--nobody, none)"') == 'fill="none"'


def test_it_is_tagged_in_its_language_and_its_words_are_words(sheet):
    reader = pypdf.PdfReader(io.BytesIO(sheet))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "A sheet"
    assert "Words to find" in reader.pages[0].extract_text()


@pytest.mark.parametrize(
    "address",
    ["http://localhost:1/x.svg", "file:///etc/hostname", "data:image/svg+xml,<svg/>", "ours:../manage.py", "/x.svg"],
)
def test_a_page_cannot_make_it_fetch_anything_but_our_own_files(address):
    with pytest.raises(FatalURLFetchingError):
        paper.pdf(f'<html lang="en"><title>x</title><img src="{address}" alt="x">')


def test_of_several_layouts_the_first_that_takes_one_side_is_printed():
    tall, short = (f"<html lang=en><title>x</title><p>{'word<br>' * lines}</p>" for lines in (70, 2))
    one = pypdf.PdfReader(io.BytesIO(paper.one_side([tall, short])))
    assert len(one.pages) == 1
    two = pypdf.PdfReader(io.BytesIO(paper.one_side([tall, tall])))
    assert len(two.pages) > 1  # honest rather than cut off


def test_without_weasyprint_it_says_so_and_leads_to_the_browsers_print(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    request = RequestFactory().get("/")
    answer = paper.download(request, lambda: paper.pdf(PAGE), "sheet.pdf", "/the/page/")
    assert answer.status_code == 503
    assert not paper.is_ready()
    assert b'href="/the/page/"' in answer.content
    assert isinstance(answer, HttpResponse)
