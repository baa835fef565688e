"""Every published technique has a small WebP picture, made from the drawing that is there today."""

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from PIL import Image

ROOT = Path(__file__).parents[2]
DRAWINGS = ROOT / "static" / "illustrations"
THUMBS = DRAWINGS / "thumbs"
CATALOGUE = sorted((ROOT / "techniques" / "catalogue" / "en").glob("*.yaml"))
PUBLISHED = [p.stem for p in CATALOGUE if yaml.safe_load(p.read_text()).get("status") == "published"]
MADE = json.loads((THUMBS / "made.json").read_text())


def test_the_published_techniques_were_found():
    assert len(PUBLISHED) >= 14


@pytest.mark.parametrize("technique", PUBLISHED)
def test_a_published_technique_has_a_small_webp(technique):
    file = THUMBS / f"{technique}.webp"
    assert file.stat().st_size <= 12 * 1024
    with Image.open(file) as picture:
        assert (picture.format, picture.size) == ("WEBP", (320, 320))


@pytest.mark.parametrize("technique", PUBLISHED)
def test_a_thumbnail_is_not_older_than_its_drawing(technique):
    drawing = DRAWINGS / MADE[technique]["drawing"]
    assert hashlib.sha256(drawing.read_bytes()).hexdigest()[:16] == MADE[technique]["hash"], (
        "run `python3 dev.py art` and commit the thumbnails"
    )


def test_no_thumbnail_stands_there_without_a_technique():
    assert {p.stem for p in THUMBS.glob("*.webp")} == set(MADE)
