"""Layers and marks to the SVG that the pages show through <use>."""

from .camera import VIEW
from .tracing import trace

CLOTH = f'<path fill="var(--cloth)" d="M0 0H{VIEW}V{VIEW}H0z"/>'
OPACITY = {"blush": ' opacity=".32"', "baby-sole": ' opacity=".5"', "hand-palm": ' opacity=".5"'}
OPTIONAL = {"baby-sole", "hand-palm"}  # a skin whose soles and palms are no lighter does not name them

SPECK = {
    "cloth-shade": 14000,
    "bnail": 120,
    "nail": 120,
    "blush": 120,
}  # in pixels at 1536; smaller patches are left out


def paths(layers, size):
    for paint, mask, *crease in layers:
        speck = 25 if paint.endswith("-line") else SPECK.get(paint, 700)
        d = trace(mask, round(speck * (size / 1536) ** 2))
        if d:
            opacity = ' opacity=".6"' if crease and crease[0] else OPACITY.get(paint, "")
            colour = f"var(--{paint},none)" if paint in OPTIONAL else f"var(--{paint})"
            yield f'<path fill="{colour}"{opacity} d="{d}"/>'


def stroked(mark, paint, extra, opacity=""):
    fill = f"var(--{paint})" if mark.filled else "none"
    return (
        f'<path fill="{fill}" stroke="var(--{paint})" stroke-width="{mark.width + extra:g}"'
        f' stroke-linecap="round" stroke-linejoin="round"{opacity} d="{mark.path()}"/>'
    )


def svg(layers, marks, size, facts):
    """facts: what the file says about itself (picture, side, hash), as data attributes."""
    k = VIEW / size
    about = "".join(f' data-{name}="{value}"' for name, value in facts.items())
    drawing = "".join(paths(layers, size))
    halos = "".join(stroked(m, "halo", 11, ' opacity=".9"') for m in marks)
    motion = "".join(stroked(m, "motion", 0) for m in marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {VIEW} {VIEW}"{about}>\n<g id="p">\n'
        f'<g filter="var(--picture-filter)">{CLOTH}<g transform="matrix({k:g} 0 0 {-k:g} 0 {VIEW})">\n'
        + drawing.replace("/><", "/>\n<")
        + f"\n</g></g>\n<g>{halos}{motion}</g>\n</g>\n</svg>\n"
    )
