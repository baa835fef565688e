"""Places a hand on skin: least squares over the 29 numbers, against a signed distance grid."""

from itertools import product

import numpy as np
from scipy.ndimage import map_coordinates
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from .geometry import unit
from .joints import FINGERS, HIGH, LOW, NAMES

FLAT = dict(a2=14, a3=4, a4=-5, a5=-14)  # the rig's neutral fingers fan out; this makes them parallel
WRAP = {"21": 0.9, "31": 0.7, "41": 0.5, "22": 0.9, "32": 0.9, "42": 0.6, "23": 1, "33": 0.9, "43": 0.6, "13": 1}
SPREAD = np.array([18, 10] + [16, 5, 16, 12] * 4 + [16, 16, 14, 14, 16], float)  # wrist, fingers, thumb: degrees
RIGID = np.arange(len(NAMES)) < 8


def distance(*surfaces):
    """Approximate signed distance to the union of oriented points [(V, N), ...]."""
    V, N = np.concatenate([s[0] for s in surfaces]), np.concatenate([s[1] for s in surfaces])
    tree = cKDTree(V)

    def f(p):
        d, i = tree.query(p, k=4, workers=2 if len(p) > 20000 else 1)
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


def limits():
    """How far joints go, the place of the hand left free: the rig's own range, or the wider one of flat fingers."""
    low, high = {**LOW, "a": -24, "m": -32}, {**HIGH, "a": 24}
    keys = [n if n in LOW else n[0] for n in NAMES[6:]]
    return np.r_[[-np.inf] * 6, [low[k] for k in keys]], np.r_[[np.inf] * 6, [high[k] for k in keys]]


def beyond(hand, slack=0.6):
    """Joints bent farther than they go: name -> degrees. Slack, because a saved pose is rounded and eased."""
    low, high = limits()
    off = (hand.x < low - slack) | (hand.x > high + slack)
    return {n: float(v) for n, v, o in zip(NAMES, hand.x, off, strict=True) if o}


def ease(hand, body, others=(), deepest=2.6, iters=14):
    """Last touch of a grasp: what lies deeper than so many millimetres comes out, and the rest stays where it is."""
    skin = distance(body)
    near = distance(*[h.surface() for h in others]) if others else None
    arm, every = hand.weight("lowerarm01") + hand.weight("lowerarm02"), hand.verts(hand.x)
    close = skin(every) < 0.010
    close |= near(every) < 0.006 if others else False
    close[list(hand.lm.values())] = close[::5] = True  # enough of the rest to hold its place
    idx = np.where(close & (arm < 0.5))[0]
    was = every[idx]
    allowed = np.clip(1000 * -near(was), 1.0, 3.5) if others else None
    pads = [i for i, k in enumerate(idx) if k in hand.lm.values()]
    touching = [i for i in pads if abs(skin(was[[i]])[0]) < 0.003]

    def residuals(x):
        v = hand.verts(x, idx)
        d = 1000 * skin(v)
        out = [np.minimum(d + deepest, 0) * 3, ((v - was) * 60).ravel(), np.maximum(d[touching] - 0.5, 0) * 1.5]
        if others:
            out.append(np.minimum(1000 * near(v) + allowed, 0) * 2)
        return np.concatenate(out)

    if -1000 * skin(was).min() > deepest or (others and -1000 * near(was).min() > 3.5) or beyond(hand):
        span, x = np.r_[[4.0] * 6, SPREAD], hand.x.copy()
        low, high = limits()
        bounds = np.maximum(np.minimum(x - span, high - 1), low), np.minimum(np.maximum(x + span, low + 1), high)
        x = np.clip(x, bounds[0] + 1e-4, bounds[1] - 1e-4)
        hand.x = least_squares(residuals, x, bounds=bounds, x_scale=span, max_nfev=iters).x
    return hand


def uncross(hand, other, body, fingers="345", room=4.5):
    """Where fingers of two hands run through each other behind a foot, those of the first are laid over the others."""
    skin, theirs, was = distance(body), distance(other.surface()), hand.x.copy()
    low, high = limits()

    def inside(x):
        hand.x = x
        v = hand.verts(x)
        through = max(-theirs(v).min(), -distance(hand.surface())(other.verts(other.x)).min())
        return 1000 * through, -1000 * skin(v).min()

    if inside(was)[0] <= room:
        return hand
    best = np.inf, was
    for knuckle, middle in product((0, -4, -8, -12, -16, -20), (0, -5, -10, -15)):
        x = was.copy()
        for k in fingers:
            for joint, by in (("m", knuckle), ("p", middle), ("d", middle / 2)):
                x[NAMES.index(joint + k)] += by
        x = np.clip(x, low, high)
        through, deep = inside(x)
        worth = 5 * max(0, through - room + 0.2) + 10 * max(0, deep - 3.4) - 0.05 * (knuckle + middle)
        best = min(best, (worth, x), key=lambda found: found[0])
    hand.x = best[1]
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
