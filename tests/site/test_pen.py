"""The pen puts a drawing on paper as WeasyPrint would, only sooner, and knows every word of every drawing."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from PIL import ImageChops

from massage_site import paper
from massage_site.pen import NUMBERS_OF, Drawing

FOLDER = Path(__file__).parents[2] / "static" / "illustrations"
PAGE = "<style>@page {size: 120mm; margin: 0} img {display: block; width: 100%}</style><img src='x:y' alt='x'>"


def on_paper(svg, **how):
    """The page as WeasyPrint makes it. how: cache, what it has of pictures already."""
    answer = weasyprint.urls.URLFetcherResponse("x:y", svg.encode(), {"Content-Type": "image/svg+xml"})
    pdf = weasyprint.HTML(string=PAGE, base_url="x:", url_fetcher=lambda url: answer).write_pdf(**how)
    return pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=2).to_pil().convert("L")


@pytest.mark.once
@pytest.mark.parametrize("name", ["indian-milking/glide-left", "applying-oil/two-drops-both"])
def test_a_drawing_looks_as_weasyprint_draws_it(name):
    svg = paper.resolved((FOLDER / f"{name}.svg").read_text())
    ours, theirs = on_paper("", cache={"x:y": Drawing(svg)}), on_paper(svg)
    assert theirs.histogram()[0] > 100  # the arrow: there is something to compare
    other = ImageChops.difference(ours, theirs).histogram()
    assert sum(other[2:]) == 0


@pytest.mark.once
def test_no_drawing_has_a_line_that_the_pen_does_not_know():
    known = re.compile(rf"(?:[{''.join(NUMBERS_OF)}z][\d .-]*)+", re.IGNORECASE)
    drawn = [path for svg in FOLDER.glob("*/*.svg") for path in re.findall(r' d="([^"]*)"', svg.read_text())]
    assert len(drawn) > 1000
    assert [path[:40] for path in drawn if not known.fullmatch(path)] == []
