"""Top of the foot: the thumbs stroke the instep from the toes to the ankle."""

from ..geometry import unit
from ..motion import Mark
from ..scene import scene

ALT = "Both hands hold the foot, fingers under the sole. "


def instep(s):
    target = s.leg.ankle + s.leg.U * 0.014
    return s.camera(target + unit([0.02, -0.42, 0.90]) * 0.72, target, fov=17, crop=(124, 108, 484))


def up_the_instep(s, cam, hand, end, aside=0.0):
    """From the thumb that slides, along the skin, to the ankle; v as in Leg.instep, the ankle at about 0.26."""
    g, to_eye = s.leg, unit(cam.eye - s.leg.ankle)
    thumb = next(h for h in s.hands if h.side == hand)
    begin = (thumb.at("1t") - g.ankle) @ g.U / 0.046 + 0.26 - 0.10
    places = [g.ankle + g.U * (-0.012 + 0.046 * (begin + (end - begin) * k)) for k in (0, 0.33, 0.67, 1)]
    points = [s.baby.skin_at(p + [aside, 0, 0], to_eye) for p in places]
    return Mark(cam.view(points), 12, 25)


@scene("top-of-foot/hold-foot", pose="top_of_foot", alt=ALT + "Both thumbs lie on top, near the toes.")
def hold_foot(s):
    return instep(s), []


@scene("top-of-foot/first-thumb", pose="top_one", alt=ALT + "One thumb slides from the toes to the ankle.")
def first_thumb(s):
    cam = instep(s)
    return cam, [up_the_instep(s, cam, "L", -0.32)]


@scene(
    "top-of-foot/second-thumb", pose="top_two", alt=ALT + "One thumb is at the ankle. The other follows from the toes."
)
def second_thumb(s):
    cam = instep(s)
    return cam, [up_the_instep(s, cam, "R", -0.02)]
