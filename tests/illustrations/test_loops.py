"""What a stroke's loop holds follows its still drawing; it is light enough for a tablet on a ward."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from massage_site.storage import Press

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "static" / "illustrations"
LOOPS = sorted((FOLDER / "loops").glob("*/*.svg"))
STILL = {"resting-hands/keep-still", "resting-hands/keep-still-nicu"}  # the stroke is to hold still


@pytest.fixture(params=LOOPS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def loop(request):
    return request.param, ET.parse(request.param).getroot()  # noqa: S314 (our own files)


def test_every_stroke_that_moves_has_a_loop_of_each_of_its_drawings():
    entries = [yaml.safe_load(p.read_text()) for p in (ROOT / "techniques" / "catalogue" / "en").glob("*.yaml")]
    strokes = {step["picture"] for entry in entries for step in entry.get("steps", []) if step.get("is_stroke")}
    drawings = {p.relative_to(FOLDER) for name in strokes - STILL for p in FOLDER.glob(f"{name}-*.svg")}
    assert len(drawings) > 15
    assert drawings <= {p.relative_to(FOLDER / "loops") for p in LOOPS}
    assert not [p for p in LOOPS if f"{p.parent.name}/{p.stem.rpartition('-')[0]}" in STILL]


def test_a_loop_belongs_to_a_still_drawing_of_the_same_side(loop):
    path, root = loop
    assert (FOLDER / path.parent.name / path.name).exists()
    assert f"{root.get('data-picture')}-{root.get('data-side')}" == f"{path.parent.name}/{path.stem}"
    assert re.fullmatch(r"[0-9a-f]{16}", root.get("data-hash"))


def test_a_loop_says_which_way_it_goes_and_how_many_touches_it_shows(loop):
    _, root = loop
    assert root.get("data-way") in {"there", "back", "round"}
    assert int(root.get("data-touches")) >= 1


def test_the_first_frame_is_the_still_drawing_because_a_loop_holds_only_what_follows(loop):
    """Either a scene without the hand, then the hand's frames; or patches, and the still's own arrow above them."""
    path, root = loop
    parts = [layer.get("data-part") or "frame" for layer in root]
    still = (FOLDER / path.parent.name / path.name).read_text()
    lifted = parts[0] == "base"
    frames = parts[1:] if lifted else parts[:-1]
    assert set(frames) == {"frame"}
    assert len(frames) >= 3
    if not lifted:
        assert parts[-1] == "arrow"
        (arrow,) = re.findall(r'<g data-part="arrow">(.*?)</g>', path.read_text())
        assert arrow in still


def test_a_frame_says_how_far_its_hand_goes(loop):
    _, root = loop
    for layer in root:
        if layer.get("data-part") is None:
            assert re.fullmatch(r"-?\d+\.\d -?\d+\.\d", layer.get("data-step"))


def test_a_loop_takes_its_colours_from_the_page(loop):
    _, root = loop
    for element in root.iter():
        assert not {"style", "class", "id"} & set(element.attrib)
        for attribute in ("fill", "stroke", "filter"):
            value = element.get(attribute, "none")
            assert re.fullmatch(r"none|var\(--[a-z-]+(,none)?\)", value), value


def test_a_loop_is_at_most_45_kilobytes_on_the_wire(loop):
    path, _ = loop
    assert len(Press.compress_brotli(path.read_bytes())) <= 45 * 1024
