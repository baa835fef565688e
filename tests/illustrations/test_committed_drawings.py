"""The committed drawings keep the form that the pages rely on; needs nothing but the files."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "static" / "illustrations"
DRAWINGS = sorted(FOLDER.glob("*/*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": {"viewBox", "data-picture", "data-side", "data-hash"},
    "g": {"id", "filter", "transform"},
    "path": {"d", "fill", "opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"},
}
PROPERTIES = {
    "cloth", "cloth-shade", "nappy", "nappy-shade", "nappy-deep", "baby", "baby-light", "baby-shade", "baby-deep",
    "baby-line", "baby-sole", "blush", "bnail", "hand", "hand-light", "hand-shade", "hand-deep", "hand-line",
    "hand-palm", "nail", "motion", "halo", "picture-filter",
}  # fmt: skip
COLOUR = re.compile(r"none|var\(--([a-z-]+)(,none)?\)")


def name_of(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(params=DRAWINGS, ids=name_of)
def drawing(request):
    return request.param, ET.parse(request.param).getroot()  # noqa: S314 (our own files)


def test_there_are_drawings():
    assert len(DRAWINGS) > 50


def test_a_drawing_uses_only_what_external_use_can_theme(drawing):
    _, root = drawing
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= ALLOWED[tag], tag
        for attribute in ("fill", "stroke", "filter"):
            value = element.get(attribute)
            if value is not None:
                match = COLOUR.fullmatch(value)
                assert match, value
                assert match[1] is None or match[1] in PROPERTIES, value


def test_a_drawing_is_one_group_with_the_arrow_outside_the_filter(drawing):
    _, root = drawing
    assert root.get("viewBox") == "0 0 768 768"
    (whole,) = root
    assert whole.get("id") == "p"
    assert [e.get("id") for e in root.iter() if e.get("id")] == ["p"]
    base, motion = whole
    assert base.get("filter") == "var(--picture-filter)"
    inside = {e.get(a) for e in base.iter() for a in ("fill", "stroke")}
    assert not inside & {"var(--motion)", "var(--halo)"}
    assert {e.get("stroke") for e in motion} <= {"var(--motion)", "var(--halo)"}


def test_the_side_in_the_name_is_the_side_in_the_file(drawing):
    path, root = drawing
    picture, _, side = path.stem.rpartition("-")
    assert side in {"left", "right", "both"}
    assert root.get("data-side") == side
    assert root.get("data-picture") == f"{path.parent.name}/{picture}"
    assert re.fullmatch(r"[0-9a-f]{16}", root.get("data-hash"))


def test_a_drawing_is_small(drawing):
    path, _ = drawing
    assert path.stat().st_size < 80_000


def test_a_leg_has_both_sides_and_they_differ():
    files = {name_of(p): p for p in DRAWINGS}
    for name, path in files.items():
        if name.endswith("-left"):
            other = files[name.removesuffix("left") + "right"]
            assert path.read_text().split("\n", 1)[1] != other.read_text().split("\n", 1)[1]
        else:
            assert name.endswith(("-right", "-both"))
        if name.endswith("-right"):
            assert name.removesuffix("right") + "left" in files


def test_half_of_the_drawings_stay_below_45_kilobytes():
    sizes = sorted(p.stat().st_size for p in DRAWINGS)
    assert sizes[len(sizes) // 2] < 45_000
