"""Bicycle: one knee bends towards the tummy, then the other."""

import numpy as np

from ..motion import Mark, rings
from ..scene import scene

ALT = "One hand holds each ankle. "


def both_legs(s, crop=(84, 118, 600)):
    return s.camera((0, -0.30, 0.96), (0, -0.05, 0.04), fov=27, crop=crop)


def up(s, cam):
    """Outside the bending leg, from the hand towards the tummy."""
    x, y = cam.view(s.leg.knee)[0]
    return Mark(np.array([(x + 96, y + 150), (x + 118, y + 70), (x + 84, y - 20)]), 15, 30)


def down(s, cam):
    x, y = cam.view(s.other.knee)[0]
    return Mark(np.array([(x - 70, y - 10), (x - 112, y + 60), (x - 124, y + 136)]), 15, 30)


@scene("bicycle/hold-ankles", pose="ankles", side="both", alt=ALT + "Both knees are soft and a little bent.")
def hold_ankles(s):
    return both_legs(s), []


@scene(
    "bicycle/bend-first",
    pose="bicycle",
    side="both",
    alt=ALT + "One knee bends up towards the tummy. The other leg stays down.",
)
def bend_first(s):
    cam = both_legs(s)
    return cam, [up(s, cam)]


@scene(
    "bicycle/bend-second",
    pose="bicycle",
    side="both",
    mirrored=True,
    alt=ALT + "The other knee bends up. The first leg comes down.",
)
def bend_second(s):
    cam = both_legs(s)
    return cam, [up(s, cam), down(s, cam)]


@scene("bicycle/light-press", pose="knee_to_tummy", side="both", alt=ALT + "One knee rests lightly against the tummy.")
def light_press(s):
    cam = both_legs(s)
    return cam, rings(cam.view(s.leg.knee)[0], (22, 40), 9)


@scene("bicycle/rhythm", pose="pedal", side="both", alt=ALT + "The legs pedal slowly: one knee up, the other down.")
def rhythm(s):
    cam = both_legs(s)
    return cam, [up(s, cam), down(s, cam)]
