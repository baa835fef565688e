"""Long strokes on the whole leg: the stroking hand is lifted and walks through saved poses."""

from ..grasp import distance
from ..loop import loop
from ..moves import blended, freed, staged
from ..scene import Stage


def through(stage, pose, order):
    """The moving hand (the second) in the saved order; the holding hand and the leg are the still's."""
    hands = Stage(pose, 2, stage.size).hands
    skin = distance((stage.baby.V, stage.baby.N))
    return [staged(stage, [stage.hands[0], freed(hands[i], skin)]) for i in order]


@loop("indian-milking/glide", "there", lifted=(1,), poses=("milking_loop",), size=1152)
def glide(s):
    return through(s, "milking_loop", range(2, 13))


@loop("swedish-milking/glide-up", "there", lifted=(1,), poses=("milking_loop",))
def glide_up(s):
    return through(s, "milking_loop", range(9, 0, -2))


@loop("warming-stroke/stroke-down", "there", lifted=(1,), poses=("warming_loop",))
def stroke_down(s):
    """The first saved step is a long one: two more lie between."""
    later = through(s, "warming_loop", range(2, 14, 2))
    first, second = s.hands[1], later[0].hands[1]
    skin = distance((s.baby.V, s.baby.N))
    between = [freed(blended(first, second, k), skin) for k in (0.33, 0.67)]
    return [*(staged(s, [s.hands[0], hand]) for hand in between), *later]
