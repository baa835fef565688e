"""Ankle circles: the thumb circles round each ankle bone; the foot itself is not turned."""

from ..geometry import unit
from ..motion import Mark, arc
from ..scene import scene


def from_side(s, sign, crop=None):
    target = s.leg.ankle + s.leg.U * 0.012
    return s.camera(target + unit([0.9 * sign, -0.35, 0.45]) * 0.72, target, fov=15, crop=crop)


def circle(s, cam):
    x, y = cam.view(s.hands[0].at("1t"))[0]
    return Mark(arc((x, y), 56, -150, 110, 9), 10, 20)


@scene(
    "ankle-circles/cup-heel",
    pose="ankle",
    alt="One hand cups the heel, the fingers round the ankle, the thumb beside the ankle bone.",
)
def cup_heel(s):
    return from_side(s, 1, (90, 90, 580)), []


@scene(
    "ankle-circles/small-circles",
    pose="ankle",
    alt="One hand cups the heel. The thumb makes tiny circles round the outer ankle bone.",
)
def small_circles(s):
    cam = from_side(s, 1, (90, 90, 580))
    return cam, [circle(s, cam)]


@scene(
    "ankle-circles/both-sides",
    pose="ankle_inner",
    alt="The other hand cups the heel. The thumb makes tiny circles round the inner ankle bone.",
)
def both_sides(s):
    cam = from_side(s, -1)
    return cam, [circle(s, cam)]
