"""Calf circles: a thumb rests on the sole while the other hand circles down the calf."""

from ..geometry import unit
from ..motion import Mark, coil, rings
from ..scene import scene
from .sole import sole
from .under_toes import CLOSE

HOLD = "One hand holds the foot, its thumb on the soft dip of the sole. "


def from_outside(s, crop=(120, 140, 520)):
    g = s.leg
    target = g.ankle * 0.55 + g.knee * 0.45
    return s.camera(target + unit([0.75, -0.45, 0.35]) * 0.75, target, fov=20, crop=crop)


@scene("calf-circles/thumb-on-sole", pose="calf", hands=(0,), alt=HOLD)
def thumb_on_sole(s):
    return sole(s, crop=CLOSE), []


@scene("calf-circles/keep-pressing", pose="calf", hands=(0,), alt=HOLD + "The thumb keeps a light press.")
def keep_pressing(s):
    cam = sole(s, crop=CLOSE)
    return cam, rings(cam.view(s.hands[0].at("1t") * 0.6 + s.hands[0].at("13") * 0.4)[0], (24, 42), 8)


@scene("calf-circles/below-knee", pose="calf", alt=HOLD + "The other hand lies on the calf, just under the knee.")
def below_knee(s):
    return from_outside(s), []


@scene(
    "calf-circles/circle-down", pose="calf", alt=HOLD + "The other hand makes small circles down the calf to the heel."
)
def circle_down(s):
    cam = from_outside(s)
    g, to_eye = s.leg, unit(cam.eye - s.leg.knee)
    a, b = cam.view([s.baby.skin_at(g.knee + (g.ankle - g.knee) * t, to_eye) for t in (0.42, 1.08)])
    circles = coil(a, b, 30, 3)[:21]  # leaves the last circle on the way down
    return cam, [Mark([*circles, circles[-1] + (b - a) * 0.2], 8, 18)]
