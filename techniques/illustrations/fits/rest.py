"""Resting hands on one leg."""

from ..geometry import Z
from . import carry, pose, saved, start


@pose
def rest_thigh():
    """The thigh hand of rest alone, carried with the thigh; the foot stands on the towel."""
    spec, hands = saved("rest")
    after = dict(spec["baby"], L=dict(hip=(34, 14, 6), knee=98, ankle=(-24, 0)))
    return dict(name="rest_thigh", baby=after, leg="L", hands=[carry(hands[1], "upperleg02.L", spec["baby"], after)])


@pose
def start_again():
    """The stroking hand is lifted off above the shin, on its way back."""
    spec, hands = saved("rest")
    _, g = start(spec["baby"])
    hands[1].move(g.skin(0.62, g.up) + Z * 0.030 - hands[1].at("33"))
    return dict(name="start_again", baby=spec["baby"], leg="L", hands=hands)
