"""The moving hand of a loop: a saved pose, walked along the leg with warm starts, one hand per frame."""

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.spatial.transform import Rotation

from ..geometry import Z, across, rotation, unit
from ..grasp import fit
from ..hand import Hand
from . import pose, saved, skin, start
from .milking import AROUND

FRAMES = 13
PADS = ("13", "web", "21")


def calm(hands):
    """Without the small jumps between neighbouring fits; the first frame stays the still's."""
    x, c = np.array([h.x for h in hands]), np.array([h.base[1] for h in hands])
    smooth = [gaussian_filter1d(v, 1.0, axis=0, mode="nearest") for v in (x, c)]
    for k, hand in enumerate(hands[1:], 1):
        share = min(1, k / 2)  # eases into the smoothed path
        hand.x = x[k] + share * (smooth[0][k] - x[k])
        hand.base = hand.base[0], c[k] + share * (smooth[1][k] - c[k])
    return hands


def leg_frame(g, t):
    """Rotation (along, up, across) and middle of the leg at t; the knee turns it gradually."""
    k = np.clip((t - 0.40) / 0.20, 0, 1)
    thigh, shin = unit(g.knee - g.hip), unit(g.ankle - g.knee)
    d = unit(thigh + (shin - thigh) * k * k * (3 - 2 * k))
    up = across(Z, d)
    return np.stack([d, up, np.cross(d, up)], 1), g.axis_point(t)


def pads_at(hand, g, t):
    """Where the leading pads lie round the leg: how far along, and in which direction from its middle."""
    R, middle = leg_frame(g, t)
    return {k: (hand.at(k) - middle) @ R for k in PADS}


def walked(name, base, start_t, end_t, touch, arm, turn=0.6):
    """hands = the holding hand, then the stroking hand of every frame; the hand is carried with the leg's frame."""
    spec, (holding, hand) = saved(base)
    baby, g = start(spec["baby"])
    hand.limit()
    frames, local = [hand], pads_at(hand, g, start_t)
    R, middle = leg_frame(g, start_t)
    for t in start_t + (end_t - start_t) * np.linspace(0, 1, FRAMES)[1:]:
        now = Hand.load(frames[-1].dump(), 2).limit()
        R2, middle2 = leg_frame(g, t)
        Q = Rotation.from_rotvec(turn * Rotation.from_matrix(R2 @ R.T).as_rotvec()).as_matrix()
        pivot = now.base[1] + now.x[3:6] / 1000
        now.base = Q @ rotation(np.deg2rad(now.x[:3])) @ now.base[0], Q @ (pivot - middle) + middle2
        now.x[:6] = 0
        R, middle = R2, middle2
        points = {}
        for k, (along, up, side) in local.items():
            place = t + 0.5 * along / np.linalg.norm((g.knee - g.hip) if t < 0.5 else (g.ankle - g.knee))
            points[k] = baby.skin_at(g.axis_point(place), unit(R[:, 1] * up + R[:, 2] * side), 0.008), 0.5
        near = skin(baby, g.axis_point(t), 0.13, hands=[holding])
        fit(now, now.x.copy(), near, touch, points, rot=4, trans=2, staged=False, iters=12, prior=1.2, arm=arm)
        frames.append(now)
        print(f"{t:.2f} cost {now.cost:.0f}", flush=True)
    return dict(name=name, baby=spec["baby"], leg="L", hands=[holding, *calm(frames)])


@pose
def milking_loop():
    return walked("milking_loop", "milking", 0.275, 0.68, AROUND, (-0.80, 0.55, -0.22))


FLAT_HAND = {"palm": 0.3, "21": 0.6, "31": 0.6, "22": 0.6, "32": 0.6, "23": 0.5, "33": 0.5, "13": 0.3}


@pose
def warming_loop():
    """The flat hand of resting hands, drawn from the thigh over the knee to the foot."""
    return walked("warming_loop", "rest", 0.51, 0.98, FLAT_HAND, (0.20, 0.74, -0.64), turn=1.0)
