"""Ankle circles: the thumb circles round each ankle bone; the foot itself is not turned."""

from ..geometry import unit
from ..motion import Mark, arc
from ..scene import scene


def outer_side(s):
    """From the outside and a little from the knee, so that the nail of the circling thumb shows."""
    return beside(s, [0.8, 0.42, 0.42])


def inner_side(s):
    return beside(s, [-1, 0.12, 0.38])


def beside(s, eye):
    target = s.leg.ankle + s.leg.U * 0.012
    return s.camera(target + unit(eye) * 0.72, target, fov=15, crop=(92, 100, 560))


def circle(s, cam):
    """Round the thumb's tip, open where the thumb comes in."""
    x, y = cam.view(s.hands[0].at("1t") * 0.5 + s.hands[0].at("13") * 0.5)[0]
    return Mark(arc((x, y), 78, 128, 402, 11), 11, 22)


@scene(
    "ankle-circles/cup-heel",
    pose="ankle",
    alt="One hand cups the heel, the fingers round the ankle, the thumb beside the ankle bone.",
)
def cup_heel(s):
    return outer_side(s), []


@scene(
    "ankle-circles/small-circles",
    pose="ankle",
    alt="One hand cups the heel. The thumb makes tiny circles round the outer ankle bone.",
)
def small_circles(s):
    cam = outer_side(s)
    return cam, [circle(s, cam)]


@scene(
    "ankle-circles/both-sides",
    pose="ankle_inner",
    alt="The other hand cups the heel. The thumb makes tiny circles round the inner ankle bone.",
)
def both_sides(s):
    cam = inner_side(s)
    return cam, [circle(s, cam)]
