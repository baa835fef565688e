"""The card on a worn copier that knows black and white alone: what a family needs of it is still there."""

import random
from itertools import pairwise
from types import SimpleNamespace

import pypdfium2
import pytest
import zxingcpp
from cards import REVIEW, TODAY
from PIL import Image, ImageChops, ImageFilter, ImageStat

from massage_site import paper

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCALE = 150 / 72  # dots of a copy for each point of paper
HAND, NOT_HAND = ("hand", "hand-light", "hand-palm"), ("baby", "baby-light", "cloth")


def copied(sheet):
    """Out of focus, with too much contrast, grain and specks, and then no greys at all."""
    chance = random.Random(7)
    grain = Image.frombytes("L", sheet.size, chance.randbytes(sheet.width * sheet.height))
    copy = sheet.filter(ImageFilter.GaussianBlur(0.8)).point(lambda grey: 128 + (grey - 118) * 3)
    copy = ImageChops.add(copy, grain.point(lambda grey: grey // 6), offset=-21)
    for _ in range(sheet.width * sheet.height // 300):
        place = chance.randrange(sheet.width), chance.randrange(sheet.height)
        copy.putpixel(place, chance.choice((0, 255)))
    return copy.point(lambda grey: 255 * (grey > 128))


@pytest.fixture(scope="module", params=[("en", 1), ("longer", 6)], ids=str)
def sheet(request, printed):
    """One card as it is printed, and where on a copy there is ink (255) and none (0)."""
    page = pypdfium2.PdfDocument(printed[request.param].pdf)[0]
    clean = page.render(scale=SCALE).to_pil().convert("L")
    return SimpleNamespace(page=page, clean=clean, ink=ImageChops.invert(copied(clean)))


def share(found, of):
    """How much of one mask lies in the other."""
    return ImageStat.Stat(found, mask=of).mean[0] / 255


def test_the_square_is_read(sheet):
    (square,) = zxingcpp.read_barcodes(ImageChops.invert(sheet.ink))
    assert square.text.startswith("http://localhost:8000/card/")


def test_the_words_keep_their_strokes_and_the_gaps_between_them(sheet):
    words = sheet.page.get_textpage()
    assert words.count_rects() > 100
    for nth in range(words.count_rects()):
        left, bottom, right, top = (edge * SCALE for edge in words.get_rect(nth))
        box = round(left), round(sheet.clean.height - top), round(right), round(sheet.clean.height - bottom)
        clean, ink = sheet.clean.crop(box), sheet.ink.crop(box)
        assert share(ink, clean.point(lambda grey: 255 * (grey < 90))) > 0.8
        assert share(ink, clean.point(lambda grey: 255 * (grey > 200))) < 0.05


def test_between_a_hand_and_what_is_no_hand_stands_a_line(sheet):
    """The greys of hand and leg are gone here: the outline alone tells them apart."""
    beside = ImageChops.darker(near(sheet.clean, HAND), near(sheet.clean, NOT_HAND))
    assert beside.histogram()[255] > 2000
    assert share(sheet.ink.filter(ImageFilter.MaxFilter(5)), beside) > 0.95


def near(clean, names):
    """Where one of these inks is, and three dots around. Single dots are only the edge of something else."""
    greys = {int(paper.inks()[name].lstrip("#")[:2], 16) + near for name in names for near in range(-3, 4)}
    found = clean.point(lambda grey: 255 * (grey in greys))
    return found.filter(ImageFilter.MinFilter(3)).filter(ImageFilter.MaxFilter(9))


def test_the_grid_keeps_its_lines(sheet):
    days, rows = (REVIEW - TODAY).days + 1, 4
    grid, foot = lines(sheet.ink)[-rows - 3 : -1], lines(sheet.ink)[-1]
    steps = [below - above for above, below in pairwise(grid[1:])]
    assert max(steps) - min(steps) <= 2  # of the same height, so none is missing
    assert foot - grid[-1] < min(steps)
    assert len(lines(sheet.ink.crop((0, grid[0], sheet.ink.width, grid[-1])).rotate(90, expand=True))) == 1 + days + 1


def lines(ink):
    """The heights at which a line goes from side to side."""
    inside = ink.crop((ink.width // 12, 0, ink.width * 11 // 12, ink.height))
    dark = [y for y, grey in enumerate(inside.resize((1, ink.height), Image.Resampling.BOX).tobytes()) if grey > 200]
    return [y for y in dark if y - 1 not in dark]


def test_a_copy_with_greys_tells_hand_from_baby_from_cloth(printed):
    picture = pypdfium2.PdfDocument(printed["en", 1].pdf)[0].render(scale=2).to_pil()
    red, green, blue = picture.convert("RGB").split()
    assert ImageChops.difference(red, blue).getextrema()[1] <= 8  # grey, or as good as
    greys = green.histogram()
    cloth, baby, hand = (sum(greys[a:b]) for a, b in ((236, 252), (195, 232), (110, 180)))
    assert min(cloth, baby, hand) > 10_000
