"""Resting hands: still, open, on one leg."""

from ..scene import scene


@scene(
    "resting-hands/keep-still",
    pose="rest",
    alt="One open hand rests on the thigh and knee. The other hand cups the calf and heel. Both hands are still.",
)
def keep_still(s):
    return s.camera((-0.64, -0.34, 0.54), (0.025, -0.145, 0.038), fov=22), []
