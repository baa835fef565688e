"""The camera that looks straight at the sole."""

from ..geometry import X, Z, unit


def sole(s, crop=None):
    g = s.leg
    target = g.ankle + g.U * 0.012 + g.S * 0.005
    eye = target + unit(g.S + Z * 0.6 + X * 0.12) * 0.75
    return s.camera(eye, target, 16, up=unit(g.U * 0.8 + Z * 0.4), crop=crop)
