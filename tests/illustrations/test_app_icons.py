"""The icons on home screens are the mark that stands in a browser's tab."""

import os

import pytest
from PIL import Image, ImageChops

from techniques.illustrations.app_icons import ICONS, STATIC, draw

if os.environ.get("CI") != "true":
    pytest.importorskip("resvg_py", reason="Drawing needs its packages: python3 dev.py art")


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_the_mark_of_today(name):
    with Image.open(STATIC / name) as file:
        kept = file.convert("RGBA")
    other = ImageChops.difference(kept, draw(name)).convert("L")
    assert sum(other.histogram()[60:]) < kept.width  # few colours: some dots of an edge differ
