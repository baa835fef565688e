"""The app's icons for home screens and tabs: the mark of favicon.svg on its ground, each with few colours."""

import io

from .scene import OUTPUT

STATIC = OUTPUT.parent
MARK = STATIC / "favicon.svg"
CORNER, PLACE = 'rx="8"', "translate(3.6 3.6) scale(.8)"  # of the ground and of the mark in that file
# name -> pixels, corner of the ground and size of the mark, both in parts of the 36 units that the mark is drawn in.
# iPadOS cuts the corners itself, and a maskable icon may lose a tenth on every side.
ICONS = {
    "icons/apple-touch-icon.png": (180, 0, 0.8),
    "icons/icon-192.png": (192, 8, 0.8),
    "icons/icon-512.png": (512, 8, 0.8),
    "icons/icon-maskable-512.png": (512, 0, 0.6),
    "root/favicon.ico": (48, 8, 0.8),
}


def draw(name):
    """The icon of that name as a Pillow picture with transparent corners."""
    import resvg_py
    from PIL import Image

    pixels, corner, scale = ICONS[name]
    edge = 18 * (1 - scale)
    svg = MARK.read_text()
    if CORNER not in svg or PLACE not in svg:
        raise ValueError(f"{MARK.name} has another ground or place of the mark now: say so in {__name__} too.")
    svg = svg.replace(CORNER, f'rx="{corner}"').replace(PLACE, f"translate({edge:g} {edge:g}) scale({scale:g})")
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=pixels, height=pixels))
    return Image.open(io.BytesIO(png)).convert("RGBA")


def write():
    """Write every icon; yields its file."""
    for name in ICONS:
        file = STATIC / name
        if file.suffix == ".ico":
            draw(name).save(file, sizes=[(16, 16), (32, 32), (48, 48)])
        else:
            draw(name).quantize(16).save(file, optimize=True)
        yield file
