"""Under the toes: the pointer finger presses the ball of the foot and slides down to the heel."""

from ..motion import Mark
from ..scene import scene
from .sole import sole

CLOSE = (110, 130, 520)
HOLD = "One hand holds the foot from behind, the heel is free. "


@scene(
    "under-toes/support-heel", pose="under_toes", hands=(0,), alt="One hand supports the heel and the foot from behind."
)
def support_heel(s):
    return sole(s, crop=CLOSE), []


@scene(
    "under-toes/finger-under-toes",
    pose="under_toes",
    alt=HOLD + "The pointer finger of the other hand lies just under the toes.",
)
def finger_under_toes(s):
    return sole(s, crop=CLOSE), []


@scene(
    "under-toes/press",
    pose="under_toes",
    alt=HOLD + "The pointer finger of the other hand presses softly just under the toes.",
)
def press(s):
    cam = sole(s, crop=CLOSE)
    return cam, [pressing(s, cam, 0.034)]


@scene("under-toes/slide-down", pose="under_toes", alt=HOLD + "The pointer finger slides down the sole to the heel.")
def slide_down(s):
    cam, g = sole(s, crop=CLOSE), s.leg
    side = 0.45 * (1 if g.R[0] > 0 else -1)
    points = [g.sole(side, v) + g.S * 0.004 for v in (0.84, 0.6, 0.36, 0.12)]
    return cam, [Mark(cam.view(points), 12, 25), pressing(s, cam, 0.024)]


def pressing(s, cam, length):
    """From the air beyond the toes into the skin, ending at the nail of the pointer finger."""
    g, tip = s.leg, s.hands[1].at("2t")
    way = g.U * 0.9 + g.S * 0.3
    return Mark(cam.view([tip + way * (0.009 + length), tip + way * 0.009]), 12, 25)
