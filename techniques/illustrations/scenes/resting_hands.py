"""Resting hands: still, open, on one leg."""

from ..scene import scene


def side_view(s, crop=None):
    return s.camera((-0.64, -0.34, 0.54), (0.025, -0.145, 0.038), fov=22, crop=crop)


@scene(
    "resting-hands/hand-on-thigh", pose="rest_thigh", alt="One open hand lies still on the thigh and knee of one leg."
)
def hand_on_thigh(s):
    return side_view(s, (20, 40, 520)), []


@scene(
    "resting-hands/cup-foot",
    pose="rest",
    alt="One open hand lies on the thigh. The other hand cups the calf and the heel from below.",
)
def cup_foot(s):
    return side_view(s, (210, 40, 460)), []


@scene(
    "resting-hands/keep-still",
    pose="rest",
    alt="One open hand rests on the thigh and knee. The other hand cups the calf and heel. Both hands are still.",
)
def keep_still(s):
    return side_view(s, (60, -12, 590)), []


@scene(
    "resting-hands/keep-still-nicu",
    pose="rest_preterm",
    alt="A small baby in the incubator. One open hand rests on the thigh and knee, the other cups the calf and heel.",
)
def keep_still_nicu(s):
    return s.camera((-0.66, -0.28, 0.46), (0.02, -0.125, 0.034), fov=20, crop=(60, 40, 620)), []
