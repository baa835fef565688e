"""Sway: both ankles held, the legs swing a little from side to side."""

import numpy as np

from ..motion import Mark, arc
from ..scene import scene


def both_legs(s):
    return s.camera((0, -0.58, 0.80), (0, -0.115, 0.03), fov=25, crop=(64, 92, 640))


def pendulum(s, cam, *degrees):
    centre = cam.view((s.leg.hip + s.other.hip) / 2)[0]
    return arc(centre, 446, *degrees)


@scene("sway/hold-ankles", pose="sway", side="both", alt="One hand holds each ankle. The knees are soft.")
def hold_ankles(s):
    return both_legs(s), []
