"""On paper a drawing has a black arrow on nearly white cloth, whatever theme the screen has."""

import io

import pypdf
import pytest
from cast import make_plan
from django.urls import reverse
from PIL import Image


@pytest.fixture
def printed(live_server, catalogue, new_device):
    """The pixels of the long stroke's picture, as it would come out of the printer."""

    def look(scheme, **skins):
        page = new_device(color_scheme=scheme)
        page.context.add_cookies([dict(name=f"handhug-{k}", value=v, url=live_server.url) for k, v in skins.items()])
        page.goto(f"{live_server.url}/techniques/indian-milking/steps/4/")
        page.emulate_media(media="print")
        shot = page.locator("main .picture").first.screenshot(type="png")
        picture = Image.open(io.BytesIO(shot)).convert("RGB")
        small = picture.resize((384, 384 * picture.height // picture.width)).tobytes()
        return picture, list(zip(small[::3], small[1::3], small[2::3], strict=True))

    return look


def is_teal(colour):
    red, green, blue = colour
    return green > red + 40 and blue > red + 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_arrow_is_black_and_the_cloth_nearly_white(printed, scheme):
    _, pixels = printed(scheme)
    assert not any(map(is_teal, pixels))
    assert sum(max(p) < 40 for p in pixels) > 300  # the arrow; ink lines are brown
    assert sum(min(p) > 235 for p in pixels) > 0.3 * len(pixels)


@pytest.mark.parametrize("skins", [{}, {"baby": "6", "hand": "6"}], ids=["mixed", "two equally deep ones"])
def test_a_photocopy_still_tells_hand_from_baby_from_cloth(printed, skins):
    """In greys alone the three differ, whatever skins are chosen, and lines are darker than both."""
    picture, _ = printed("light", **skins)
    greys = picture.convert("L").histogram()
    total = sum(greys)
    cloth, baby, hand = (sum(greys[a:b]) / total for a, b in ((236, 256), (195, 232), (110, 180)))
    assert min(cloth, baby, hand) > 0.05, (cloth, baby, hand)


def sides(page):
    page.emulate_media(media="print")
    return [side.extract_text() for side in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


def test_a_sheet_takes_one_side_in_the_browsers_own_print(live_server, catalogue, new_device):
    page = new_device()
    page.goto(f"{live_server.url}/techniques/indian-milking/sheet/")
    (side,) = sides(page)
    assert side.lstrip().startswith("Long strokes down to the foot")


def test_a_card_takes_one_side_though_the_screen_has_more_before_it(live_server, cast, catalogue, new_device, sign_in):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",))
    page = sign_in(new_device(), cast.tess)
    page.goto(live_server.url + reverse("card", args=[cast.bo.pk]))
    (side,) = sides(page)
    assert side.lstrip().startswith("Bo’s massage")
