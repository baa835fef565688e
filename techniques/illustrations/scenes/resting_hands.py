"""Resting hands: still, open, on one leg."""

import numpy as np
from scipy.interpolate import CubicSpline

from ..geometry import normals
from ..scene import scene


class Probe:
    """A soft band round the middle of a foot, and its lead; cut from the skin and lifted a little."""

    def __init__(self, baby, leg):
        low, high = 0.0235, 0.036  # metres from the ankle towards the toes
        (skin,) = (o for o in baby.objects() if o["material"] == "baby")
        V = skin["V"]
        along = (V - leg.ankle) @ leg.U
        near = np.linalg.norm(V - leg.ankle - leg.U * 0.03, axis=1) < 0.03
        T = skin["T"][(near & (along > low) & (along < high))[skin["T"]].any(1)]
        V = V + normals(V, skin["T"]) * 0.0012 + np.outer(np.clip(along, low, high) - along, leg.U)  # straight edges
        self.band = dict(name="band", material="nappy", V=V, T=T)
        start = leg.ankle + leg.U * 0.030 + leg.S * 0.012
        way = [(0, 0, 0), (-0.010, -0.014, -0.006), (-0.016, -0.04, -0.022), (0.01, -0.16, -0.045)]
        self.lead = tube(start + np.array(way))

    def objects(self):
        return [self.band, self.lead]


def tube(points, radius=0.0016, n=10):
    """A round cord through the points."""
    points = np.array(points)
    q = CubicSpline(np.arange(len(points)), points)(np.linspace(0, len(points) - 1, 60))
    d = np.gradient(q, axis=0)
    side = np.cross(d, [0.1, 0.2, 1])
    d, side = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in (d, side))
    w = np.linspace(0, 2 * np.pi, n + 1)[:-1]
    ring = np.cos(w)[:, None] * side[:, None] + np.sin(w)[:, None] * np.cross(d, side)[:, None]
    V = (q[:, None] + radius * ring).reshape(-1, 3)
    i, j = np.divmod(np.arange((len(q) - 1) * n), n)
    a, b = i * n + j, i * n + (j + 1) % n
    T = np.concatenate([np.stack([a, b, a + n], 1), np.stack([b, b + n, a + n], 1)])
    return dict(name="lead", material="nappy", V=V, T=T)


def side_view(s, crop=None):
    return s.camera((-0.64, -0.34, 0.54), (0.025, -0.145, 0.038), fov=22, crop=crop)


@scene(
    "resting-hands/hand-on-thigh", pose="rest_thigh", alt="One open hand lies still on the thigh and knee of one leg."
)
def hand_on_thigh(s):
    return side_view(s, (20, 40, 520)), []


@scene(
    "resting-hands/cup-foot",
    pose="rest",
    alt="One open hand lies on the thigh. The other hand cups the calf and the heel from below.",
)
def cup_foot(s):
    return side_view(s, (210, 40, 460)), []


@scene(
    "resting-hands/keep-still",
    pose="rest",
    alt="One open hand rests on the thigh and knee. The other hand cups the calf and heel. Both hands are still.",
)
def keep_still(s):
    return side_view(s, (60, -12, 590)), []


@scene(
    "resting-hands/keep-still-nicu",
    pose="rest_preterm",
    alt="A small baby in the incubator. One open hand rests on the knee, the other cups the heel. "
    "The other foot wears a soft band with a wire.",
)
def keep_still_nicu(s):
    s.hands.append(Probe(s.baby, s.other))
    return s.camera((-0.66, -0.28, 0.46), (0.02, -0.125, 0.034), fov=20, crop=(66, 60, 645)), []
