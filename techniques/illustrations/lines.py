"""Ink lines: object borders, self-occlusion that tapers, creases, nail rims."""

import numpy as np
from scipy import ndimage as ndi

from .shading import blur, grown, nail_mask, within

CREASE = 200.0  # concave bend of the normals, per metre


def edges(b, objects):
    """Border pixels, self-occlusion pixels, and how deep each step is (0..1)."""
    z, owner = b["z"], b["owner"]
    gap, border = np.zeros_like(z), np.zeros_like(z, bool)
    for axis in (0, 1):
        before, after = np.roll(z, 1, axis), np.roll(z, -1, axis)
        # how much farther the neighbour is than a straight continuation from the other side
        g1 = (after - z) - np.maximum(0, np.minimum(z - before, 0.004))
        g2 = (before - z) - np.maximum(0, np.minimum(z - after, 0.004))
        gap = np.maximum(gap, np.maximum(g1, g2))
        for s in (1, -1):
            border |= (np.roll(owner, s, axis) != owner) & (z <= np.roll(z, s, axis))
    drawable = b["drawn"] & ~np.array([o["material"] == "cloth" for o in objects] + [False])[owner]
    inside = np.zeros_like(border)
    inside[2:-2, 2:-2] = True
    border &= drawable & inside
    occluding = drawable & inside & ~border & (gap > 0.0016)
    return border, occluding, np.clip((gap - 0.0016) / 0.006, 0, 1), (gap > 0.0016) | border | ~b["drawn"]


def creases(b, jump, k):
    jump = grown(jump, 2.0)
    nx, ny = (within(~jump, b["n"][..., i], 2.6) for i in (0, 1))
    bend = (np.gradient(nx, axis=1) - np.gradient(ny, axis=0)) / b["px"]
    bend[grown(jump, 3)] = 0
    c = ndi.binary_opening(bend < -CREASE, iterations=1)
    label, n = ndi.label(c, np.ones((3, 3)))
    size = ndi.sum(c, label, np.arange(n + 1))
    return blur((c & (size[label] > 110)).astype(float), 1.0) > 0.45


def without_hairs(stroke, nappy, pixels):
    """Loose short lines on the nappy are faults of its cut, not folds."""
    label, n = ndi.label(stroke, np.ones((3, 3)))
    numbers = np.arange(n + 1)
    size, on_nappy = ndi.sum(stroke, label, numbers), ndi.sum(nappy & stroke, label, numbers)
    return stroke & ~((size < pixels) & (on_nappy > 0.5 * size))[label]


def ink(b, objects):
    """Ordered line layers: (paint name, mask, is it a crease)."""
    k = b["z"].shape[0] / 1536
    border, occluding, depth, jump = edges(b, objects)
    thin, thick = 0.7 * k, 2.1 * k
    stroke = grown(border, 2.5 * k)
    for q in (0.25, 0.5, 0.75, 1.0):
        m = occluding & (depth >= q - 0.25)
        if m.any():
            stroke |= grown(m, thin + (thick - thin) * q)
    stroke = blur(stroke.astype(float), 1.2 * k) > 0.5
    baby, hand, nappy = (
        np.array([o["material"] == m for o in objects] + [False])[b["owner"]] for m in ("baby", "hand", "nappy")
    )
    stroke = without_hairs(stroke, nappy, 900 * k * k)
    i = ndi.distance_transform_edt(~(border | occluding), return_distances=False, return_indices=True)
    by_hand = hand[i[0], i[1]]
    rims = np.zeros_like(stroke)
    for m in (baby, hand):
        q = nail_mask(b, m, k)
        rims |= q & ~ndi.binary_erosion(q, iterations=max(1, round(2 * k)))
    crease = ((creases(b, jump, k) & ~nappy) | rims) & ~stroke  # creases on the nappy read as anatomy
    return [
        ("baby-line", crease & ~hand, True),
        ("hand-line", crease & hand, True),
        ("baby-line", stroke & grown(stroke & ~by_hand, 1.5 * k), False),
        ("hand-line", stroke & by_hand, False),
    ]
