"""Sway: both ankles held, the legs swing a little from side to side."""

from ..motion import Mark, arc
from ..scene import scene

ALT = "One hand holds each ankle. "


def both_legs(s, shift=0):
    return s.camera((0, -0.58, 0.80), (0, -0.115, 0.03), fov=25, crop=(64 + shift, 92, 640))


def pendulum(s, cam, start, end, both=False):
    """An arc about the hips, below the hands. Never outward from both sides: that would say spread the legs."""
    centre = cam.view((s.leg.hip + s.other.hip) / 2)[0]
    return Mark(arc(centre, 446, start, end), 15, 30, both=both)


@scene("sway/hold-ankles", pose="sway", side="both", alt=ALT + "The knees are soft and a little bent.")
def hold_ankles(s):
    return both_legs(s), []


@scene("sway/sway-one-side", pose="sway_side", side="both", alt=ALT + "Both legs move a little to one side.")
def sway_one_side(s):
    cam = both_legs(s, 34)
    return cam, [pendulum(s, cam, 104, 68)]


@scene(
    "sway/sway-other-side",
    pose="sway_side",
    side="both",
    mirrored=True,
    alt=ALT + "Both legs move a little to the other side, and back.",
)
def sway_other_side(s):
    cam = both_legs(s, 34)
    return cam, [pendulum(s, cam, 112, 68, both=True)]


@scene("sway/bottom-down", pose="sway", side="both", alt=ALT + "The bottom stays on the towel while the legs sway.")
def bottom_down(s):
    cam = both_legs(s)
    return cam, [pendulum(s, cam, 111, 69, both=True)]
