"""Indian milking: one long stroke from the thigh to the ankle."""

from ..motion import Mark
from ..scene import scene


def whole_leg(s):
    return s.camera((0.04, -0.52, 0.80), (0.035, -0.135, 0.02), fov=24.5)


@scene(
    "indian-milking/hold-ankle",
    pose="milking",
    hands=(0,),
    alt="One hand holds the ankle softly. The leg is a little bent.",
)
def hold_ankle(s):
    return whole_leg(s), []


@scene(
    "indian-milking/make-c",
    pose="milking",
    alt="One hand holds the ankle. The other hand makes a C and wraps round the top of the leg.",
)
def make_c(s):
    return whole_leg(s), []


@scene(
    "indian-milking/glide",
    pose="milking",
    alt="One hand holds the ankle. The other hand glides from the thigh down to the ankle.",
)
def glide(s):
    cam, g = whole_leg(s), s.leg
    along = [g.skin(q, g.up * 0.8 - g.out * 0.2, 0.012) + g.up * 0.006 for q in (0.34, 0.50, 0.66, 0.84)]
    return cam, [Mark(cam.view(along), 14, 28)]


@scene(
    "indian-milking/swap-hands",
    pose="milking_swap",
    alt="The hands have changed places. The other hand holds the ankle, the first one strokes down from the thigh.",
)
def swap_hands(s):
    cam, g = whole_leg(s), s.leg
    along = [g.skin(q, g.up * 0.8 - g.out * 0.2, 0.012) + g.up * 0.006 for q in (0.40, 0.55, 0.70, 0.84)]
    return cam, [Mark(cam.view(along), 14, 28)]
