"""Top of the foot: the thumbs stroke the instep from the toes to the ankle."""

import numpy as np

from ..geometry import unit
from ..motion import Mark
from ..scene import scene


def instep(s):
    target = s.leg.ankle + s.leg.U * 0.014
    return s.camera(target + unit([0.02, -0.42, 0.90]) * 0.72, target, fov=17, crop=(50, 96, 640))


@scene("top-of-foot/hold-foot", pose="top_of_foot", alt="Both hands hold the foot, thumbs on top near the toes.")
def hold_foot(s):
    return instep(s), []


@scene("top-of-foot/first-thumb", pose="top_of_foot", alt="Both hands hold the foot. One thumb slides up the top of the foot to the ankle.")
def first_thumb(s):
    cam, g = instep(s), s.leg
    to_eye = unit(cam.eye - g.ankle)
    places = [g.ankle + g.U * 0.010] + [g.ankle + (g.knee - g.ankle) * k for k in (0.04, 0.14, 0.26)]
    return cam, [Mark(cam.view(np.array([s.baby.skin_at(p, to_eye) for p in places])), 12, 25)]
