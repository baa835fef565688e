"""Resting hands on one leg."""

from . import carry, pose, saved


@pose
def rest_thigh():
    """The thigh hand of rest alone, carried with the thigh; the foot stands on the towel."""
    spec, hands = saved("rest")
    after = dict(spec["baby"], L=dict(hip=(34, 14, 6), knee=98, ankle=(-24, 0)))
    return dict(name="rest_thigh", baby=after, leg="L", hands=[carry(hands[1], "upperleg02.L", spec["baby"], after)])
