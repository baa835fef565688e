"""Bicycle: one knee bends towards the tummy, then the other."""

import numpy as np

from ..motion import Mark
from ..scene import scene


def both_legs(s):
    return s.camera((0, -0.58, 0.86), (0, -0.035, 0.04), fov=26.5, crop=(74, 168, 600))


@scene("bicycle/bend-first", pose="bicycle", side="both", alt="One hand holds each ankle. One knee bends up towards the tummy.")
def bend_first(s):
    cam = both_legs(s)
    return cam, []
