"""Applying oil: the hands alone, before the baby is touched."""

import numpy as np

from ..geometry import unit
from ..motion import Mark, drop
from ..scene import scene


def above(s, c, fov=27, crop=None):
    c = c + np.array([0, 0.02, 0])
    return s.camera(c + unit([0.02, -0.60, 0.80]) * 0.8, c, fov=fov, crop=crop)


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
    "applying-oil/rub-palms",
    pose="oil",
    side="both",
    show_baby=False,
    alt="Two palms lie together and rub the oil warm.",
)
def rub_palms(s):
    c = np.mean([h.at("palm") for h in s.hands], 0)
    cam = above(s, c, crop=(60, 40, 648))
    x, y = cam.view(c + np.array([0, 0.02, 0]))[0]
    left = np.array([(x - 240, y + 60), (x - 262, y - 10), (x - 240, y - 80)])
    right = np.array([(x + 240, y - 80), (x + 262, y - 10), (x + 240, y + 60)])
    return cam, [Mark(left, 13, 26), Mark(right, 13, 26)]
