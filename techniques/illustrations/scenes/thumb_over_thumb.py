"""Thumb over thumb: the thumbs take turns from the heel to the toes."""

from ..motion import Mark
from ..scene import scene
from .sole import sole

CLOSE = (130, 150, 470)
ALT = "Both hands hold one foot, fingers behind, thumbs on the sole. "


def up_the_sole(s, cam, u, start, end=1.16):
    """u: -1 the viewer's left edge of the sole, 1 the right edge."""
    g = s.leg
    u = u * (1 if g.R[0] > 0 else -1)
    points = [g.sole(u, start + (end - start) * k) + g.S * 0.004 for k in (0, 0.33, 0.67, 1)]
    return Mark(cam.view(points), 12, 25)


@scene("thumb-over-thumb/cradle-foot", pose="thumbs_at_heel", alt=ALT + "Both thumbs rest at the heel.")
def cradle_foot(s):
    return sole(s, crop=CLOSE), []


@scene("thumb-over-thumb/first-thumb", pose="thumb_one", alt=ALT + "One thumb slides up to the toes.")
def first_thumb(s):
    cam = sole(s, crop=CLOSE)
    return cam, [up_the_sole(s, cam, 0, 0.7)]


@scene(
    "thumb-over-thumb/second-thumb",
    pose="thumb_two",
    alt=ALT + "One thumb is at the toes. The other thumb starts from the heel.",
)
def second_thumb(s):
    cam = sole(s, crop=CLOSE)
    return cam, [up_the_sole(s, cam, -0.8, 0.62)]


@scene("thumb-over-thumb/keep-walking", pose="thumb_walk", alt=ALT + "The thumbs take turns, again and again.")
def keep_walking(s):
    cam = sole(s, crop=CLOSE)
    return cam, [up_the_sole(s, cam, 0.62, 0.62), up_the_sole(s, cam, -0.5, 0.9, 1.3)]
