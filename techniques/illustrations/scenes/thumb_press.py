"""Thumb press: soft presses, spread over the whole sole."""

from ..motion import dots, rings
from ..scene import scene
from .sole import sole
from .thumb_over_thumb import ALT, CLOSE


def under_thumb(s, cam, side):
    hand = next(h for h in s.hands if h.side == side)
    return rings(cam.view(hand.at("1t") * 0.6 + hand.at("13") * 0.4)[0], (26, 44), 8)


@scene("thumb-press/hold-foot", pose="thumbs_at_heel", alt=ALT)
def hold_foot(s):
    return sole(s, crop=CLOSE), []


@scene("thumb-press/press-one", pose="thumb_press", alt=ALT + "One thumb presses softly.")
def press_one(s):
    cam = sole(s, crop=CLOSE)
    return cam, under_thumb(s, cam, "R")


@scene("thumb-press/press-other", pose="thumb_walk", alt=ALT + "The other thumb presses a little further on.")
def press_other(s):
    cam = sole(s, crop=CLOSE)
    return cam, under_thumb(s, cam, "L")


@scene(
    "thumb-press/cover-sole",
    pose="thumbs_at_heel",
    alt=ALT + "Dots show about ten soft presses, spread over the whole sole.",
)
def cover_sole(s):
    cam, g = sole(s, crop=CLOSE), s.leg
    rows = ((1.12, (-0.6, 0, 0.6)), (0.9, (-0.8, -0.27, 0.27, 0.8)), (0.67, (-0.6, 0, 0.6)))
    return cam, dots(cam.view([g.sole(u, v) for v, us in rows for u in us]))
