"""Places a hand on skin: least squares over the 29 numbers, against a signed distance grid."""

import numpy as np
from scipy.ndimage import map_coordinates
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from .geometry import unit
from .joints import FINGERS, NAMES

FLAT = dict(a2=14, a3=4, a4=-5, a5=-14)  # the rig's neutral fingers fan out; this makes them parallel
WRAP = {"21": 0.9, "31": 0.7, "41": 0.5, "22": 0.9, "32": 0.9, "42": 0.6, "23": 1, "33": 0.9, "43": 0.6, "13": 1}
SPREAD = np.array([18, 10] + [16, 5, 16, 12] * 4 + [16, 16, 14, 14, 16], float)  # wrist, fingers, thumb: degrees
RIGID = np.arange(len(NAMES)) < 8


def distance(*surfaces):
    """Approximate signed distance to the union of oriented points [(V, N), ...]."""
    V, N = np.concatenate([s[0] for s in surfaces]), np.concatenate([s[1] for s in surfaces])
    tree = cKDTree(V)

    def f(p):
        d, i = tree.query(p, k=4, workers=2)
        w = 1 / (d + 1e-4)
        s = (((p[:, None] - V[i]) * N[i]).sum(-1) * w).sum(1) / w.sum(1)
        return np.where(d[:, 0] > 0.02, np.sign(s) * d[:, 0], s)  # far away the plane means nothing

    return f


def grid(surfaces, centre, half=0.12, step=0.0035):
    """The same distance from a voxel box, for the many look-ups of a fit."""
    n = int(2 * half / step) + 1
    c0, ax = np.asarray(centre, float) - half, np.arange(n) * step
    points = np.stack(np.meshgrid(ax, ax, ax, indexing="ij"), -1).reshape(-1, 3) + c0
    g = distance(*surfaces)(points).reshape(n, n, n)

    def f(p):
        q = (p - c0) / step
        outside = np.linalg.norm(np.maximum(np.maximum(-q, q - (n - 1)), 0), axis=1) * step
        return map_coordinates(g, np.clip(q, 0, n - 1).T, order=1, prefilter=False) + outside

    return f


def fit(hand, start, skin, touch, points=None, *, prior=1.0, pen=0.8, margin=0.0012, rot=15.0, trans=20.0, arm=None,
        free=None, staged=True, iters=30):  # fmt: skip
    """touch: landmark -> weight, on the skin. points: landmark -> (place, weight). arm: elbow to wrist.

    Three stages (place, fingers, all) because one stage sticks 10 mm off the skin.
    """
    r, points = hand.rig, points or {}
    targets = np.array([v[0] for v in points.values()]).reshape(-1, 3)
    pull, hold = np.array([v[1] for v in points.values()]), np.array(list(touch.values()))
    idx = np.r_[np.array([hand.lm[k] for k in (*touch, *points)], int), hand.sample]
    nT, nP = len(touch), len(points)
    V, W = r.V[idx], r.W[idx]
    thumb = (hand.weight("finger1-2") + hand.weight("finger1-3"))[hand.sample]
    push = pen * (1 + 1.5 * thumb)
    sigma = np.r_[[rot] * 3, [trans] * 3, SPREAD]
    low, high = np.full(len(NAMES), -np.inf), np.full(len(NAMES), np.inf)
    for i, n in enumerate(NAMES[6:], 6):
        k = n if n in hand.low else n[0]
        low[i], high[i] = hand.low[k], hand.high[k]
    pip, dip, mcp = ([NAMES.index(f"{n}{k}") for k in FINGERS] for n in "pdm")
    forearm = unit(-hand.head("lowerarm02"))

    def residuals(x, start=start):
        G, t = hand.bones(x)
        v = r.skin(G, t, V, W)
        d = skin(v)
        out = [
            d[:nT] * 800 * hold,
            ((v[nT : nT + nP] - targets) * (350 * pull)[:, None]).ravel(),
            np.minimum(d[nT + nP :] + margin, 0) * 1000 * push,
            (x[dip] - 0.5 * x[pip]) / 25 * prior,  # end joints follow the middle joints
            np.diff(x[pip]) / 30 * prior,  # neighbouring fingers alike
            np.diff(x[mcp]) / 25 * prior,
        ]
        if arm is not None:
            out.append((G[r.id["lowerarm02." + hand.side]] @ forearm - unit(arm)) * 8)
        return np.concatenate(out)

    allowed = np.array([free is None or n in free for n in NAMES])
    x = np.array(start, float)
    for stage, steps in ((RIGID, 12), (~RIGID, 15), (RIGID | ~RIGID, iters)) if staged else ((RIGID | ~RIGID, iters),):
        now, before = allowed & stage, x.copy()

        def objective(y, now=now, base=before):
            q = base.copy()
            q[now] = y
            return np.r_[residuals(q), prior * ((q - start) / sigma)[now]]

        y = np.clip(x[now], low[now] + 1e-6, high[now] - 1e-6)
        solved = least_squares(objective, y, bounds=(low[now], high[now]), x_scale=sigma[now], max_nfev=steps)
        x[now] = solved.x
    hand.x, hand.cost = x, float(solved.cost)
    return hand


def report(hand, skin, touch=(), points=None):
    """What a fit reached: millimetres off the skin per landmark, off each point, deepest penetration."""
    touch, points = list(touch), points or {}
    v = hand.verts(hand.x)
    off = skin(v[[hand.lm[k] for k in touch]]) if touch else []
    gap = {k: round(1000 * float(d), 1) for k, d in zip(touch, off, strict=True)}
    miss = {k: round(1000 * float(np.linalg.norm(v[hand.lm[k]] - q)), 1) for k, (q, _) in points.items()}
    return dict(
        cost=round(hand.cost, 1), gap=gap, miss=miss, deepest=round(-1000 * float(skin(v[hand.sample]).min()), 1)
    )
