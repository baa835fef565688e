"""Paper: a page of ours as a PDF. WeasyPrint draws it; where that is not installed, people print with the browser.

A template for paper links nothing but our own files, by names that only paper knows: `ours:css/print.css` or a
drawing, `sprite:c-yawns` for one symbol of the icons, `media:...` for a picture that a unit uploaded.
"""

import hashlib
import logging
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from PIL import ImageFile

from .pen import Drawing

VAR = re.compile(r"var\(\s*--([\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\))?[^()]*))?\)")
SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
PEN = 'fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'  # as base.css draws
DRAWING = re.compile(r'src="ours:(illustrations/[^"]+\.svg)"')
OUTLINE = re.compile(r'fill="(var\(--(?:baby|hand)-line\))"(?= d=)')
BOLDER = r'stroke="\1" stroke-width="4"'  # as small as a card shows it, a photocopy would lose half of the outline
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".webp": "image/webp"}


class NoPress(Exception):
    """WeasyPrint, or what it needs of the system, is not installed."""


def press():
    """WeasyPrint, brought in when the first sheet is printed: the site runs without it."""
    try:
        import weasyprint
    except (ImportError, OSError) as missing:  # OSError: the package is there, the libraries of the system are not
        raise NoPress from missing
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # it turns this on for all, but an upload that is cut off is no picture
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it warns of every rule that is only for a screen
    return weasyprint


def is_ready() -> bool:
    try:
        return press() is not None
    except NoPress:
        return False


def pdf(html: str) -> bytes:
    """One document. Tagged (PDF/UA), its language and title from the page."""
    return _write(_lay_out(html))


def one_side(tries: Iterable[str], each_of: int = 1) -> bytes:
    """The first of these documents that takes one side; when none does, the last one with as many as it takes.

    each_of: how many sheets stand in the document one after the other, each to take one side.
    """
    for html in tries:
        laid_out = _lay_out(html)
        if len(laid_out.pages) <= each_of:
            break
    return _write(laid_out)


def kept(html: str) -> bytes:
    """The same for what names no baby: made once an hour, because everybody may ask for it."""
    key = "paper-" + hashlib.sha256(html.encode()).hexdigest()
    return caches["default"].get_or_set(key, lambda: pdf(html), timeout=3600)


def page(template: str, context: dict) -> str:
    """Render a template for paper: `as_pdf` tells its tags to name our files as paper knows them."""
    return render_to_string(template, context | {"as_pdf": True})


def download(request: HttpRequest, make: Callable[[], bytes], name: str, back: str) -> HttpResponse:
    """Hand out a PDF, or say what is missing and lead back to the page that the browser prints.

    name: of the file, without anybody's name in it: it stays behind on a shared device.
    """
    try:
        made = make()
    except NoPress:
        return render(request, "no_press.html", {"back": back}, status=503)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _lay_out(html: str):
    document = press().HTML(string=html, base_url="page:", url_fetcher=_fetch)
    drawings = {f"ours:{name}": _drawing(name) for name in DRAWING.findall(html) if finders.find(name)}
    return document.render(pdf_variant="pdf/ua-1", cache=drawings)


def _write(laid_out) -> bytes:
    return laid_out.write_pdf(pdf_variant="pdf/ua-1")


def _fetch(url: str):
    """Nothing but our own files: whatever else a page might name ends the printing, the network above all."""
    scheme, _, name = url.partition(":")
    opens = {"ours": _ours, "sprite": _symbol, "media": _media}.get(scheme)
    try:
        body = opens(name) if opens else None
    except (LookupError, OSError, TypeError, SuspiciousOperation):
        body = None
    if body is None:  # a sheet without one of its pictures would look whole
        raise press().urls.FatalURLFetchingError(f"{url} is none of our files")
    kind = TYPES[".svg" if scheme == "sprite" else Path(name).suffix]
    return press().urls.URLFetcherResponse(url, body, {"Content-Type": kind})


@cache
def _ours(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


@lru_cache(maxsize=256)
def _drawing(name: str) -> Drawing:
    svg = Path(finders.find(name)).read_text()
    return Drawing(resolved(OUTLINE.sub(r"\g<0> " + BOLDER, svg)))


def _media(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    found = SYMBOL.findall(Path(finders.find("icons.svg")).read_text())
    return {name: (box, inside) for name, box, inside in found}


@cache
def _symbol(name: str) -> bytes:
    """One symbol as a drawing of its own."""
    box, inside = _symbols()[name]
    inside = resolved(inside).replace("currentColor", "#000")
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {PEN}>{inside}</svg>'.encode()


def resolved(svg: str) -> str:
    """The drawing with its colours written out: WeasyPrint draws `var()` black without a word."""
    return VAR.sub(lambda found: resolved(inks().get(found[1]) or found[2] or "none"), svg)


@cache
def inks() -> dict[str, str]:
    """The colours of paper, from the one place that names them: print.css."""
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", Path(finders.find("css/print.css")).read_text()))
