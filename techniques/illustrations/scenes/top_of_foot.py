"""Top of the foot: the thumbs stroke the instep from the toes to the ankle."""

import numpy as np

from ..geometry import unit
from ..motion import Mark
from ..scene import scene

ALT = "Both hands hold the foot, fingers under the sole, thumbs on top near the toes. "


def instep(s):
    target = s.leg.ankle + s.leg.U * 0.014
    return s.camera(target + unit([0.02, -0.42, 0.90]) * 0.72, target, fov=17, crop=(124, 108, 484))


def up_the_instep(s, cam, start, aside):
    g, to_eye = s.leg, unit(cam.eye - s.leg.ankle)
    places = [start] + [g.ankle + (g.knee - g.ankle) * k for k in (0.04, 0.14, 0.24)]
    points = [s.baby.skin_at(p, to_eye) + np.array([aside, 0, 0]) for p in places]
    return Mark(cam.view(np.array(points)), 12, 25)


@scene("top-of-foot/hold-foot", pose="top_of_foot", alt=ALT)
def hold_foot(s):
    return instep(s), []


@scene("top-of-foot/first-thumb", pose="top_of_foot", alt=ALT + "One thumb slides up to the ankle.")
def first_thumb(s):
    cam = instep(s)
    return cam, [up_the_instep(s, cam, s.leg.ankle + s.leg.U * 0.010, 0.003)]


@scene("top-of-foot/second-thumb", pose="top_of_foot", alt=ALT + "The other thumb follows, up to the ankle.")
def second_thumb(s):
    cam = instep(s)
    return cam, [up_the_instep(s, cam, s.leg.ankle + s.leg.U * 0.010, -0.008)]
