"""Small WebP pictures, one per technique, for places that take no SVG: the preview of a shared link."""

import hashlib
import io
import json
import re
from pathlib import Path

from .scene import OUTPUT

SIDE_LENGTH, QUALITY = 320, 80
CATALOGUE = Path(__file__).parents[1] / "catalogue" / "en"
FOLDER = OUTPUT / "thumbs"
MADE = FOLDER / "made.json"  # technique -> the drawing it was made from, and that drawing's hash
# A WebP has no theme: the light one, with the skins that a page shows while nobody has chosen.
COLOURS = {
    "cloth": "#DCE8E6", "cloth-shade": "#C3D5D3", "nappy": "#FFFFFF", "nappy-shade": "#DDE6EE",
    "nappy-deep": "#C3D0DC", "motion": "#1F8A8C", "halo": "#FFFFFF", "picture-filter": "none",
    "baby": "#F7CDB4", "baby-light": "#FFE3D2", "baby-shade": "#E9AE93", "baby-deep": "#CF8A72",
    "baby-sole": "#FFE3D2", "baby-line": "#9A5543", "blush": "#EE8F80", "bnail": "#FBDCCD",
    "hand": "#C98E6C", "hand-light": "#DDA886", "hand-shade": "#AE7353", "hand-deep": "#8C573C",
    "hand-palm": "#E3B48F", "hand-line": "#54301F", "nail": "#E9BFA4",
}  # fmt: skip
BLACK_AND_WHITE = COLOURS | {"cloth": "#F4F7F6", "cloth-shade": "#E3E9E8", "motion": "#000", "halo": "#fff"}


def plain(svg, colours=None):
    """The drawing with colours in place of custom properties, for readers that know none."""
    colours = colours or COLOURS
    svg = svg.replace(' filter="var(--picture-filter)"', "")
    return re.sub(r"var\(--([a-z-]+)(?:,none)?\)", lambda m: colours[m[1]], svg)


def raster(svg, size, colours=None):
    import resvg_py
    from PIL import Image

    png = bytes(resvg_py.svg_to_bytes(svg_string=plain(svg, colours), width=size, height=size))
    return Image.open(io.BytesIO(png)).convert("RGB")


def stem(drawing):
    """What a thumbnail remembers of its drawing."""
    return hashlib.sha256(drawing.read_bytes()).hexdigest()[:16]


def title_drawing(technique):
    """The drawing that stands for a technique: its stroke, else its first step that is drawn. None for a mere name."""
    import yaml

    entry = yaml.safe_load((CATALOGUE / f"{technique}.yaml").read_text())
    steps = [s for s in entry.get("steps", []) if s.get("place", "both") != "nicu"]
    for step in sorted(steps, key=lambda s: not s.get("is_stroke")):
        for side in ("left", "both"):
            drawing = OUTPUT / f"{step['picture']}-{side}.svg"
            if drawing.exists():
                return drawing
    return None


def write():
    """Make what is out of date; yields the files written."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = json.loads(MADE.read_text()) if MADE.exists() else {}
    facts = {}
    for technique in sorted(p.stem for p in CATALOGUE.glob("*.yaml")):
        drawing = title_drawing(technique)
        if drawing is None:
            continue
        facts[technique] = dict(drawing=str(drawing.relative_to(OUTPUT)), hash=stem(drawing))
        file = FOLDER / f"{technique}.webp"
        if file.exists() and made.get(technique) == facts[technique]:
            continue
        picture = raster(drawing.read_text(), 2 * SIDE_LENGTH).resize((SIDE_LENGTH, SIDE_LENGTH))
        picture.save(file, quality=QUALITY, method=6)
        yield file
    MADE.write_text(json.dumps(facts, indent=1) + "\n")
