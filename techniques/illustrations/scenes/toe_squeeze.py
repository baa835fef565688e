"""Toe squeeze: thumb and finger on one toe; the sole faces the viewer, so that all five toes show."""

from ..motion import Mark, arc
from ..scene import scene
from .sole import sole

CLOSE = (110, 84, 520)
HOLD = "One hand holds the foot from behind. "


def toe_tips(s, lift=0.0):
    g = s.leg
    return [s.baby.joint(f"toe{k}-2.L") + g.U * (0.012 + lift) for k in (1, 2, 3, 4, 5)]


@scene("toe-squeeze/support-foot", pose="toe", hands=(0,), alt=HOLD + "All five toes are free.")
def support_foot(s):
    return sole(s, crop=CLOSE), []


@scene("toe-squeeze/hold-toe", pose="toe", alt=HOLD + "Thumb and pointer finger of the other hand hold the big toe.")
def hold_toe(s):
    return sole(s, crop=CLOSE), []


@scene("toe-squeeze/roll", pose="toe", alt=HOLD + "Thumb and pointer finger roll the big toe softly.")
def roll(s):
    """To and fro round the toe, over its tip."""
    cam = sole(s, crop=CLOSE)
    q = cam.view(s.hands[1].at("1t"))[0]
    return cam, [Mark(arc(q + [-8, 4], 66, 236, 358), 11, 22, both=True)]


@scene("toe-squeeze/slide-off", pose="toe_off", alt=HOLD + "Thumb and pointer finger slide off the tip of the toe.")
def slide_off(s):
    cam, g = sole(s, crop=CLOSE), s.leg
    toe = s.baby.joint("toe1-2.L")
    return cam, [Mark(cam.view([toe + g.S * 0.008 + g.U * d for d in (-0.004, 0.034)]), 11, 22)]


@scene(
    "toe-squeeze/next-toe",
    pose="toe_off",
    alt=HOLD + "Thumb and finger are off the big toe. An arrow runs over all toes in order, to the little toe.",
)
def next_toe(s):
    cam = sole(s, crop=CLOSE)
    return cam, [Mark(cam.view(toe_tips(s, 0.010)[1:]) + [0, -14], 11, 22)]
