"""What a frame of a loop holds: a hand that is lifted off its scene, or a patch over the still drawing."""

import numpy as np
from scipy import ndimage as ndi

from .lines import ink
from .shading import grown, tones
from .writing import SPECK

SHADES = {"cloth-shade", "baby-shade", "baby-deep", "nappy-shade", "nappy-deep"}
# How far inside the edge of a patch a paint is cut, in pixels: the edge of each lies under the one above.
CUT = {"cloth": 5.5, "cloth-shade": 4.5, "baby": 3.5, "nappy": 3.5, "hand": 3.5, "line": 0.5, "deep": 1.5, "nail": 1.5}
MARGIN, ROUND = 7, 25  # round: an outline with few bays is short to write


def layers_of(seen, objects):
    return tones(seen, objects) + ink(seen, objects)


def without_specks(layers, size):
    """As they are traced: patches too small to be drawn are no change either."""
    for paint, mask, *crease in layers:
        least = 25 if paint.endswith("-line") else SPECK.get(paint, 700)
        label, n = ndi.label(mask)
        enough = np.bincount(label.ravel(), minlength=n + 1) >= least * (size / 1536) ** 2
        enough[0] = False
        yield paint, enough[label], *crease


def lifted_hand(full, base, owner, numbers):
    """The hands that are lifted, their lines, and the shade that they throw."""
    hand = np.isin(owner, numbers)
    near, before = grown(hand, 3), {}
    for paint, mask, *_ in base:
        before[paint] = before.get(paint, False) | mask
    lines = before["baby-line"] | before["hand-line"]
    for paint, mask, *crease in full:
        if paint in SHADES and paint in before:
            extra = mask & ~before[paint]
            yield paint, grown(extra, 3) & mask & ~lines & ~hand
        elif paint == "hand":
            yield paint, grown(hand, 1.5)
        elif paint in {"hand-line", "baby-line"}:
            yield paint, mask & near, *crease
        elif paint.startswith("hand") or paint == "nail":
            yield paint, mask & hand


def changed(full, base):
    """Where two drawings differ, without single pixels."""
    differs = np.zeros_like(full[0][1])
    for kind in {(paint, *crease) for paint, _, *crease in [*full, *base]}:
        now, before = (sum((m for p, m, *c in layers if (p, *c) == kind), differs & False) for layers in (full, base))
        differs |= now ^ before
    label, n = ndi.label(ndi.binary_opening(differs), np.ones((3, 3)))
    enough = np.bincount(label.ravel(), minlength=n + 1) >= 40
    enough[0] = False
    return enough[label]


def patch(full, base):
    """Everything inside the region where the two differ, so that it covers what was there."""
    differs = changed(full, base)
    if not differs.any():
        return
    wide = ndi.binary_fill_holes(ndi.distance_transform_edt(~differs) <= MARGIN + ROUND)
    depth = ndi.distance_transform_edt(ndi.distance_transform_edt(wide) > ROUND)
    yield "cloth", depth > CUT["cloth"]
    for paint, mask, *crease in full:
        cut = CUT.get(paint, CUT.get(paint.rpartition("-")[2], 2.5))
        yield paint, mask & (depth > cut), *crease
