"""Under the toes: the pointer finger presses the ball of the foot and slides down to the heel."""

from ..motion import Mark, arc
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
    return cam, pressing(s, cam)


@scene("under-toes/slide-down", pose="under_toes", alt=HOLD + "The pointer finger slides down the sole to the heel.")
def slide_down(s):
    cam, g = sole(s, crop=CLOSE), s.leg
    side = 0.45 * (1 if g.R[0] > 0 else -1)
    points = [g.sole(side, v) + g.S * 0.004 for v in (0.84, 0.6, 0.36, 0.12)]
    return cam, [Mark(cam.view(points), 12, 25), *pressing(s, cam)]


def pressing(s, cam):
    """The press rings of the other strokes, open where the finger comes from, so that its nail stays in sight."""
    tip = cam.view(s.hands[1].at("2t") * 0.6 + s.hands[1].at("23") * 0.4)[0]
    return [Mark(arc(tip, r, 120, 300), 9, 0) for r in (40, 62)]
