"""Swedish milking: the long stroke the other way, from the ankle up to the top of the leg."""

from ..motion import Mark
from ..scene import scene
from .indian_milking import whole_leg


def up_the_leg(s, cam, places, over=0.8, out=-0.2):
    g = s.leg
    points = [g.skin(q, g.up * over + g.out * out, 0.012) + g.up * 0.006 for q in places]
    return Mark(cam.view(points), 14, 28)


@scene(
    "swedish-milking/hold-ankle",
    pose="milking",
    hands=(0,),
    alt="One hand holds the ankle softly. The leg is a little bent.",
)
def hold_ankle(s):
    return whole_leg(s), []


@scene(
    "swedish-milking/wrap-above-ankle",
    pose="swedish",
    alt="One hand holds the ankle. The other hand wraps the leg just above it.",
)
def wrap_above_ankle(s):
    return whole_leg(s), []


@scene(
    "swedish-milking/glide-up",
    pose="swedish",
    alt="One hand holds the ankle. The other hand glides from the ankle up to the top of the leg.",
)
def glide_up(s):
    cam = whole_leg(s)
    return cam, [up_the_leg(s, cam, (0.56, 0.44, 0.32, 0.2))]


@scene(
    "swedish-milking/swap-hands",
    pose="swedish_swap",
    alt="The hands have changed places. The other hand holds the ankle, the first one glides up the leg.",
)
def swap_hands(s):
    cam = whole_leg(s)
    return cam, [up_the_leg(s, cam, (0.43, 0.35, 0.26, 0.17))]
