"""Toe squeeze: thumb and finger on one toe, the foot in profile."""

from ..geometry import unit
from ..motion import Mark, arc
from ..scene import scene


def inner_side(s, crop=(70, 60, 600), towards_sole=0.0):
    toe = s.baby.joint("toe1-2.L")
    target = s.leg.ankle * 0.42 + toe * 0.58
    eye = target + unit(-s.leg.R + s.leg.S * towards_sole) * 0.72
    return s.camera(eye, target, fov=15.5, crop=crop), toe


@scene(
    "toe-squeeze/support-foot",
    pose="toe",
    hands=(0,),
    alt="One open hand supports the heel and calf. All five toes are free.",
)
def support_foot(s):
    return inner_side(s)[0], []


@scene(
    "toe-squeeze/hold-toe",
    pose="toe",
    alt="One hand supports the heel and calf. Thumb and pointer finger of the other hand hold the big toe.",
)
def hold_toe(s):
    return inner_side(s)[0], []


@scene(
    "toe-squeeze/roll",
    pose="toe",
    alt="One hand supports the heel and calf. Thumb and pointer finger roll the big toe softly.",
)
def roll(s):
    cam, toe = inner_side(s)
    q = cam.view(toe)[0]
    return cam, [Mark(arc(q + [20, 14], 92, -62, 62), 11, 22)]


@scene(
    "toe-squeeze/slide-off",
    pose="toe_off",
    alt="One hand supports the heel and calf. Thumb and pointer finger slide off the tip of the toe.",
)
def slide_off(s):
    cam, toe = inner_side(s)
    g = s.leg
    return cam, [Mark(cam.view([toe + g.S * 0.024 + g.U * d for d in (0.002, 0.036)]), 11, 22)]


@scene(
    "toe-squeeze/next-toe",
    pose="toe_next",
    alt="One hand supports the foot. Thumb and finger go from the big toe to the next, on to the little toe.",
)
def next_toe(s):
    cam, _ = inner_side(s, (205, 140, 550), 1.6)
    g = s.leg
    tips = [s.baby.joint(f"toe{k}-2.L") + g.U * 0.015 for k in (1, 2, 3, 4, 5)]
    return cam, [Mark(cam.view(tips), 11, 22)]
