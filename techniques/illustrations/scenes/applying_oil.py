"""Applying oil: the hands alone, before the baby is touched."""

import numpy as np

from ..geometry import unit
from ..motion import Mark, drop
from ..scene import scene


def palms(s):
    c = np.mean([h.at("palm") for h in s.hands], 0) + np.array([0, 0.02, 0])
    return s.camera(c + unit([0.02, -0.60, 0.80]) * 0.8, c, fov=27), c


@scene("applying-oil/rub-palms", pose="oil", side="both", show_baby=False, alt="Two palms lie together and rub the oil warm.")
def rub_palms(s):
    cam, c = palms(s)
    x, y = cam.view(c)[0]
    marks = [drop(x, y - 330)]
    for points in ([(178, 420), (160, 360), (178, 300)], [(590, 300), (608, 360), (590, 420)]):
        marks.append(Mark(np.array(points, float), 13, 26))
    return cam, marks
