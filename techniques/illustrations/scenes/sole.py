"""Strokes on the sole."""

from ..geometry import X, Z, unit
from ..motion import Mark
from ..scene import scene


def sole(s, fov=16, distance=0.75, lift=0.6, side=0.12, up=0.012, crop=None):
    g = s.leg
    target = g.ankle + g.U * up + g.S * 0.005
    eye = target + unit(g.S + Z * lift + X * side) * distance
    return s.camera(eye, target, fov, up=unit(g.U * 0.8 + Z * 0.4), crop=crop)


@scene("under-toes/press", pose="press", alt="One hand holds the foot. The pointer finger of the other hand presses under the toes.")
def press(s):
    return sole(s), []


