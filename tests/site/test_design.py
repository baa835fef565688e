"""The design rules a machine can check: contrast in every theme, one order of layers, no icon that is not drawn."""

import math
import re
from pathlib import Path

import pytest

from massage_site.storage import APART
from techniques.cues import CUES
from techniques.moods import MOODS
from techniques.readiness import QUESTIONS

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static/css"
SHEETS = sorted(CSS.rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DRAWINGS = [ROOT / "static/icons.svg", ROOT / "static/favicon.svg", *(ROOT / "static/illustrations").rglob("*.svg")]
LAYERS = ["reset", "tokens", "base", "layout", "components", "utilities", "print"]


def plain(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


# --- colours


def tokens(sheet):
    """The colours of each block of a theme's file: a list, because dark has two."""
    text = plain((CSS / f"tokens/{sheet}.css").read_text())
    blocks = re.findall(r"{([^{}]*)}", text)
    return [dict(re.findall(r"--([\w-]+):\s*([^;]+);", block)) for block in blocks]


def luminance(colour):
    """Relative luminance of WCAG 2.x, of an oklch() or #rrggbb colour."""
    if colour.startswith("#"):
        red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    else:
        red, green, blue = _from_oklch(*(float(part) for part in re.findall(r"[\d.]+", colour)))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _from_oklch(light, chroma, hue):
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return (min(max(part, 0), 1) for part in (red, green, blue))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    *[("ink", behind, TEXT) for behind in ("paper", "raised", "sunk", "go-tint", "stop-tint")],
    *[("ink-soft", behind, TEXT) for behind in ("paper", "raised", "sunk", "go-tint")],
    *[("stop", behind, TEXT) for behind in ("paper", "raised", "stop-tint")],
    *[(f"tone-{number}", behind, TEXT) for number in (1, 2, 3, 4) for behind in ("paper", "raised")],
    ("on-go", "go", TEXT),
    ("on-go", "go-press", TEXT),
    ("go-ink", "paper", TEXT),
    ("go-ink", "raised", TEXT),
    ("go-ink", "go-tint", SHAPE),
    ("on-stop-fill", "stop-fill", TEXT),
    ("on-note", "note", TEXT),
    ("note-edge", "paper", SHAPE),
    ("note", "ink", SHAPE),
    ("edge", "paper", SHAPE),
    ("edge", "raised", SHAPE),
    ("focus", "paper", SHAPE),
    ("focus", "raised", SHAPE),
    ("motion", "halo", SHAPE),
]


@pytest.mark.parametrize("theme", ["light", "dark", "dim"])
@pytest.mark.parametrize(("front", "behind", "needed"), PAIRS, ids=[f"{a} on {b}" for a, b, _ in PAIRS])
def test_contrast_is_enough(theme, front, behind, needed):
    colours = tokens(theme)[0]
    assert contrast(colours[front], colours[behind]) >= needed


def test_the_contrast_is_reckoned_as_the_design_does():
    light = tokens("light")[0]
    assert contrast(light["ink"], light["paper"]) == pytest.approx(14.4, abs=0.1)
    assert contrast(light["motion"], light["halo"]) == pytest.approx(4.1, abs=0.1)


def test_the_devices_own_dark_is_the_chosen_dark():
    chosen, of_the_device = tokens("dark")
    assert chosen == of_the_device


def test_every_theme_gives_every_colour_a_meaning():
    names = tokens("light")[0].keys() - {"behind"}
    for theme in ("dark", "dim"):
        assert names - tokens(theme)[0].keys() == set()


def test_nothing_in_dim_is_brighter_than_a_ward_at_night_allows():
    colours = {name: value for name, value in tokens("dim")[0].items() if value.startswith(("#", "oklch"))}
    assert {name for name, value in colours.items() if luminance(value) > 0.70} == set()


# --- layers and files


def test_the_order_of_the_layers_is_declared_once_and_first():
    orders = {sheet.name: re.findall(r"@layer\s+([^{};]+);", plain(sheet.read_text())) for sheet in SHEETS}
    assert {name: order for name, order in orders.items() if order} == {"app.css": [", ".join(LAYERS)]}
    assert plain((CSS / "app.css").read_text()).strip().startswith("@layer")


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.name != "app.css"], ids=lambda sheet: sheet.name)
def test_a_stylesheet_keeps_all_its_rules_in_a_known_layer(sheet):
    depth, outside = 0, ""
    for character in plain(sheet.read_text()):
        depth -= character == "}"
        outside += character * (depth == 0)
        depth += character == "{"
    assert depth == 0
    layers = re.findall(r"@layer ([\w]+)\s*{", outside.replace("}", ""))
    assert layers
    assert set(layers) <= set(LAYERS)
    assert re.sub(r"@layer \w+\s*{|}", "", outside).strip() == ""


def test_every_stylesheet_is_brought_in_once_by_app_css():
    imported = re.findall(r'@import "([^"]+)";', (CSS / "app.css").read_text())
    assert sorted(imported) == sorted(
        {str(sheet.relative_to(CSS)) for sheet in SHEETS} - {"app.css", APART.removeprefix("css/")}
    )


def test_no_rule_asks_for_a_custom_property_that_nobody_sets():
    everything = "".join(plain(sheet.read_text()) for sheet in SHEETS)
    scripts = "".join(script.read_text() for script in (ROOT / "static/js").rglob("*.js"))
    given = set(re.findall(r"(--[\w-]+)\s*:", everything)) | set(re.findall(r"[\"'`](--[\w-]+)", scripts))
    assert set(re.findall(r"var\((--[\w-]+)\)", everything)) - given == set()


def test_drawings_use_only_colours_that_the_themes_and_skins_know():
    known = set(re.findall(r"(--[\w-]+)\s*:", "".join(sheet.read_text() for sheet in SHEETS)))
    for drawing in DRAWINGS:
        assert set(re.findall(r"var\((--[\w-]+)", drawing.read_text())) - known == set(), drawing.name


# --- drawings


def drawn():
    return set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))


def asked_for():
    for template in TEMPLATES:
        text = template.read_text()
        for tag, prefix in {"icon": "i-", "face": "f-", "cue_icon": "c-", "small_drawing": ""}.items():
            for name in re.findall(rf"{{%\s*{tag}\s+[\"']([\w-]+)[\"']", text):
                yield prefix + name.removeprefix(prefix), template.name
    for each in (*CUES, *MOODS, *QUESTIONS):
        if each.icon:
            yield each.icon, each.slug


def test_every_icon_that_is_asked_for_is_drawn():
    shapes = drawn() | {"i-fish", "i-leaf", "i-shell", "i-mark-moon"}
    assert {(name, by) for name, by in asked_for() if name not in shapes} == set()


def test_the_marks_of_four_children_are_drawn():
    from massage_site.templatetags.ui import MARKS

    assert {f"i-{mark}" for mark in MARKS} <= drawn()


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_drawing_carries_no_style_and_no_script(drawing):
    text = drawing.read_text()
    for forbidden in (" style=", "<style", "<script", " class=", "<image", "data:"):
        assert forbidden not in text
