"""Applying oil: the hands alone, before the baby is touched."""

import numpy as np

from ..geometry import unit
from ..motion import Mark, drop
from ..scene import scene

BOTTLE_AXIS = unit([0.62, 0.20, 0.42])
BOTTLE_PROFILE = [(0, 0), (0.019, 0), (0.021, 0.004), (0.021, 0.062), (0.019, 0.070)]  # radius, height in metres
BOTTLE_PROFILE += [(0.0085, 0.078), (0.0085, 0.092), (0.006, 0.094), (0, 0.094)]

VIAL_PROFILE = [(0, 0), (0.0055, 0.001), (0.0055, 0.034), (0.0025, 0.040), (0.0025, 0.050), (0, 0.050)]
VIAL_AXIS = unit([-0.45, -0.15, -0.75])


class Thing:
    """A turned object: radius and height along an axis; drawn like the nappy, plain white."""

    def __init__(self, profile, axis, foot):
        self.profile, self.axis, self.foot = np.array(profile), unit(axis), np.asarray(foot, float)

    def objects(self):
        side = unit(np.cross(self.axis, [0.1, 0.3, 1]))
        other, w = np.cross(self.axis, side), np.linspace(0, 2 * np.pi, 49)[:-1]
        steps = np.linspace(0, len(self.profile) - 1, 8 * (len(self.profile) - 1) + 1)
        r, h = (np.interp(steps, np.arange(len(self.profile)), self.profile[:, i]) for i in (0, 1))
        ring = np.cos(w)[:, None] * side + np.sin(w)[:, None] * other
        V = (r[:, None, None] * ring + (self.foot + h[:, None] * self.axis)[:, None]).reshape(-1, 3)
        i, j = np.divmod(np.arange((len(r) - 1) * 48), 48)
        a, b = i * 48 + j, i * 48 + (j + 1) % 48
        T = np.concatenate([np.stack([a, b, a + 48], 1), np.stack([b, b + 48, a + 48], 1)])
        return [dict(name="thing", material="nappy", V=V, T=T)]


def bottle():
    return Thing(BOTTLE_PROFILE, BOTTLE_AXIS, -BOTTLE_AXIS * 0.045)


def vial(pinch):
    """Between the pads of a pinching hand."""
    middle = (pinch.at("13") + pinch.at("23")) / 2
    return Thing(VIAL_PROFILE, VIAL_AXIS, middle - VIAL_AXIS * 0.016)


RING_PROFILE = [(0.0108 + 0.0016 * np.cos(w), 0.0022 * np.sin(w)) for w in np.linspace(0, 2 * np.pi, 13)]
BASIN_PROFILE = [(0, 0), (0.06, 0), (0.085, 0.014), (0.104, 0.045), (0.109, 0.048), (0.106, 0.043), (0.083, 0.017)]
BASIN_PROFILE += [(0.058, 0.004), (0, 0.004)]


def ring_place(hand):
    """Middle and direction of the pointer finger, past its middle joint."""
    V = hand.verts(hand.x)
    middle, end = (V[hand.weight(f"finger2-{j}") > 0.6].mean(0) for j in (2, 3))
    return middle * 0.55 + end * 0.45, unit(end - middle)


def above(s, c, fov=27, crop=None):
    c = c + np.array([0, 0.02, 0])
    return s.camera(c + unit([0.02, -0.60, 0.80]) * 0.8, c, fov=fov, crop=crop)


@scene(
    "applying-oil/rings-off",
    pose="rings_off",
    side="both",
    show_baby=False,
    alt="Thumb and pointer finger of one hand pull a ring off a finger of the other hand, above a basin.",
    towel=-0.16,
)
def rings_off(s):
    centre, axis = ring_place(s.hands[0])
    s.hands.append(Thing(RING_PROFILE, axis, centre))
    s.hands.append(Thing(BASIN_PROFILE, (0, 0, 1), centre + np.array([0.01, -0.045, -0.14])))
    cam = above(s, centre, 24, (150, 190, 460))
    way = cam.view([centre + axis * d for d in (0, 0.055)]) + [-20, 150]
    return cam, [Mark(way, 13, 26)]


@scene(
    "applying-oil/oil-on-finger",
    pose="bottle",
    side="both",
    show_baby=False,
    alt="One hand tips a small bottle. The fingertip of the other hand lies over its opening, so that oil touches it.",
)
def oil_on_finger(s):
    s.hands.append(bottle())
    cam = above(s, np.zeros(3), 24, (120, 120, 520))
    x, y = cam.view(s.hands[1].at("2t"))[0]
    return cam, [drop(x + 46, y + 26, 0.36)]


@scene(
    "applying-oil/two-drops",
    pose="two_drops",
    side="both",
    show_baby=False,
    alt="Two drops of oil fall from a fingertip into an open palm.",
)
def two_drops(s):
    cam = above(s, s.hands[0].at("palm"), 24, (90, 90, 580))
    tip, palm = cam.view([s.hands[1].at("2t"), s.hands[0].at("palm")])
    return cam, [drop(*(tip + (palm - tip) * k + [0, 6]), 0.36) for k in (0.15, 0.62)]


@scene(
    "applying-oil/single-use-drops",
    pose="vial_drops",
    side="both",
    show_baby=False,
    alt="Two drops of oil fall from a small single-use container into an open palm.",
)
def single_use_drops(s):
    thing = vial(s.hands[1])
    s.hands.append(thing)
    cam = above(s, s.hands[0].at("palm"), 24, (90, 90, 580))
    mouth, palm = cam.view([thing.foot + thing.axis * 0.05, s.hands[0].at("palm")])
    return cam, [drop(*(mouth + (palm - mouth) * k + [0, 6]), 0.36) for k in (0.1, 0.6)]


@scene(
    "applying-oil/rub-palms",
    pose="oil",
    side="both",
    show_baby=False,
    alt="Two palms lie flat together, fingers up. Arrows show that they rub the oil warm.",
)
def rub_palms(s):
    c = s.hands[0].at("palm")
    cam = above(s, c, crop=(86, 66, 590))
    x, y = cam.view(c)[0]
    left = np.array([(x - 256, y + 74), (x - 268, y - 2), (x - 250, y - 76)])
    right = np.array([(x + 140, y - 80), (x + 164, y - 5), (x + 168, y + 70)])
    return cam, [Mark(left, 13, 26), Mark(right, 13, 26)]
