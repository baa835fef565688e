"""Toe squeeze: thumb and finger on one toe, the foot in profile."""

from ..motion import Mark, arc
from ..scene import scene


def inner_side(s):
    toe = s.baby.joint("toe1-2.L")
    target = s.leg.ankle * 0.42 + toe * 0.58
    return s.camera(target - s.leg.R * 0.72, target, fov=15.5), toe


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
    return cam, [Mark(arc(q + [20, 14], 78, -62, 62), 10, 20)]
