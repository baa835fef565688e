"""A moving drawing holds its still scene once, then its frames; it is light enough for a tablet on a ward."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import brotli
import pytest

FOLDER = Path(__file__).parents[2] / "static" / "illustrations"
LOOPS = sorted((FOLDER / "loops").glob("*/*.svg"))


@pytest.fixture(params=LOOPS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def loop(request):
    return request.param, ET.parse(request.param).getroot()  # noqa: S314 (our own files)


def test_there_is_a_loop_for_either_side():
    assert {p.stem.rpartition("-")[2] for p in LOOPS} >= {"left", "right"}


def test_a_loop_belongs_to_a_still_drawing_of_the_same_side(loop):
    path, root = loop
    assert (FOLDER / path.parent.name / path.name).exists()
    assert f"{root.get('data-picture')}-{root.get('data-side')}" == f"{path.parent.name}/{path.stem}"
    assert re.fullmatch(r"[0-9a-f]{16}", root.get("data-hash"))


def test_a_loop_is_a_base_its_frames_in_order_and_the_arrow(loop):
    _, root = loop
    base, *frames, mark = root
    assert (base.get("id"), mark.get("id")) == ("base", "mark")
    assert [frame.get("id") for frame in frames] == [f"f{k}" for k in range(len(frames))]
    assert len(frames) >= 10
    for frame in frames:
        assert re.fullmatch(r"-?\d+\.\d -?\d+\.\d", frame.get("data-step"))


def test_a_loop_takes_its_colours_from_the_page(loop):
    _, root = loop
    for element in root.iter():
        assert not {"style", "class"} & set(element.attrib)
        for attribute in ("fill", "stroke", "filter"):
            value = element.get(attribute, "none")
            assert re.fullmatch(r"none|var\(--[a-z-]+(,none)?\)", value), value


def test_a_loop_is_at_most_45_kilobytes_on_the_wire(loop):
    path, _ = loop
    assert len(brotli.compress(path.read_bytes(), quality=11)) <= 45 * 1024
