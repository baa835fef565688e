"""Toe squeeze: the pinch slides off the tip."""

from ..leg import Leg
from . import pose, saved, start


@pose
def toe_off():
    spec, hands = saved("toe")
    g = Leg(start(spec["baby"])[0], "L")
    hands[1].move(g.U * 0.012)
    return dict(name="toe_off", baby=spec["baby"], leg="L", hands=hands)
