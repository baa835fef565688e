"""Saved grasps brought to a body whose skin has changed: each hand keeps its places on the skin and its bends."""

import numpy as np
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from ..contacts import CONTACTS
from ..grasp import SPREAD, distance, ease, limits, uncross
from ..joints import NAMES
from ..scene import load_pose, posed_baby
from . import saved

CLOSE = 0.009  # metres: this part of a hand goes with the skin


def transfer(name, before, rounds=2):
    """before: the old body, unposed. Returns the pose's spec with the hands on today's body."""
    spec, hands = saved(name)
    old = before.pose(spec["baby"]["L"], spec["baby"]["R"])
    was = old.V.copy(), old.N.copy()
    new = posed_baby(spec["baby"], 1)
    many = len(hands) > 2  # of a loop: each alone with the hand that holds
    starts = [h.x.copy() for h in hands]
    shapes = [h.verts(h.x) for h in hands]
    for _ in range(1 if many else rounds):
        for i, hand in enumerate(hands):
            others = [] if many and i == 0 else [hands[0]] if many else hands[:i] + hands[i + 1 :]
            pads = CONTACTS.get(name, ())[i] if not many and name in CONTACTS else ()
            settle(hand, starts[i], shapes[i], was, (new.V, new.N), others, pads)
    for i, hand in enumerate(hands):
        others = [] if many and i == 0 else [hands[0]] if many else hands[:i] + hands[i + 1 :]
        ease(hand, (new.V, new.N), others)
    if len(hands) == 2:
        uncross(*hands, (new.V, new.N))
    return {**load_pose(name), "hands": hands}


def settle(hand, start, shape, old, new, others, pads):
    """Least squares from the saved pose: the same distance to the skin, the same place on it, named pads on it."""
    before, skin = distance(old), distance(new)
    theirs = distance(*[h.surface() for h in others]) if others else None
    arm = hand.weight("lowerarm01") + hand.weight("lowerarm02")
    d0 = before(shape)
    idx = np.where((d0 < CLOSE) & (arm < 0.4))[0]
    if len(idx) < 4:
        return hand
    idx = idx[:: max(1, len(idx) // 120)]
    gap = d0[idx]
    nearest = cKDTree(old[0]).query(shape[idx])[1]
    target = shape[idx] + new[0][nearest] - old[0][nearest]
    firm = np.exp(-np.maximum(gap, 0) / 0.003)
    lm = np.array([hand.lm[k] for k in pads], int)
    sample = hand.sample[d0[hand.sample] < 0.016][::2]
    every, n, m = np.r_[idx, lm, sample], len(idx), len(idx) + len(lm)
    low, high = limits()
    span = np.r_[[6.0] * 3, [12.0] * 3, SPREAD]
    scale = np.r_[[10.0] * 3, [14.0] * 3, SPREAD * 0.5]
    shift = np.zeros(len(start))
    shift[3:6] = 1000 * ((target - shape[idx]) * firm[:, None]).sum(0) / firm.sum()

    def residuals(x):
        v = hand.verts(x, every)
        d = skin(v)
        out = [
            (d[:n] - np.maximum(gap, -0.0022)) * 350 * firm,
            ((v[:n] - target) * (150 * firm)[:, None]).ravel(),
            np.minimum(d[m:] + 0.0022, 0) * 1700,
            np.maximum(np.abs(d[n:m]) - 0.0008, 0) * 1300,
            (x - start - shift) / scale,
        ]
        if theirs is not None:
            out.append(np.minimum(theirs(v[m:]) + 0.003, 0) * 1100)
        return np.concatenate(out)

    x0 = np.clip(start + shift, np.maximum(start - 3 * span, low) + 1e-4, np.minimum(start + 3 * span, high) - 1e-4)
    lo, hi = (
        np.minimum(np.maximum(start - 3 * span, low), x0 - 1e-4),
        np.maximum(np.minimum(start + 3 * span, high), x0 + 1e-4),
    )
    hand.x = least_squares(residuals, x0, bounds=(lo, hi), x_scale=scale, max_nfev=12).x
    return hand


def lay(hand, pads, body, others=(), least=0.0016):
    """Pads that stand off the skin are laid on it by the joints of their own finger; the rest of the hand stays."""
    skin, low, high = distance(body), *limits()
    theirs = distance(*[h.surface() for h in others]) if others else None
    off = skin(hand.verts(hand.x, [hand.lm[k] for k in pads])) if pads else []
    for finger in sorted({k[0] for k, d in zip(pads, off, strict=True) if d > least and k[0] in "12345"}):
        joints = [f"{n}{finger}" for n in "mapd"] if finger != "1" else ["t0", "t1", "t2", "tm", "ti"]
        free = [NAMES.index(n) for n in joints]
        mine = [hand.lm[k] for k in pads if k[0] == finger]
        own = np.where(sum(hand.weight(f"finger{finger}-{j}") for j in (1, 2, 3)) > 0.5)[0]
        every, was, n = np.r_[mine, own[::2]], hand.x.copy(), len(mine)

        def residuals(q, every=every, was=was, n=n, free=free):
            x = was.copy()
            x[free] = q
            v = hand.verts(x, every)
            d = skin(v)
            out = [np.maximum(np.abs(d[:n]) - 0.0006, 0) * 1300, np.minimum(d[n:] + 0.0022, 0) * 1500]
            if theirs is not None:
                out.append(np.minimum(theirs(v[n:]) + 0.0030, 0) * 1500)
            return np.concatenate([*out, (q - was[free]) / 40])

        bounds = low[free] - 0.1, high[free] + 0.1
        start = np.clip(was[free], bounds[0] + 0.01, bounds[1] - 0.01)
        hand.x[free] = least_squares(residuals, start, bounds=bounds, x_scale=10.0, max_nfev=20).x
    return hand
