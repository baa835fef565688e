"""Sway and bicycle: the baby's legs move, and each hand stays on its ankle."""

from ..loop import loop
from ..moves import anew, between, blended, carried, mirrored, staged, swapped

SHINS = ("lowerleg02.L", "lowerleg02.R")


@loop("sway/sway-other-side", "back", touches=2)
def sway_other_side(s):
    start, spec = anew(s.spec["baby"]), s.spec["baby"]
    for k in (0.2, 0.4, 0.6, 0.8):  # beyond it a hand would leave the picture
        now = between(spec, swapped(spec), k)
        baby = anew(now)
        yield staged(s, [carried(h, shin, start, baby) for h, shin in zip(s.hands, SHINS, strict=True)], now)


@loop("bicycle/bend-second", "back", touches=2)
def bend_second(s):
    """The bent knee goes down while the other comes up; each hand goes from one grasp to the other."""
    spec, start = s.spec["baby"], anew(s.spec["baby"])
    end = anew(swapped(spec))
    bent, straight = s.hands
    for k in (0.25, 0.5, 0.75, 1):
        now = between(spec, swapped(spec), k)
        baby = anew(now)
        ways = (bent, mirrored(straight)), (straight, mirrored(bent))
        hands = [
            blended(carried(a, shin, start, baby), carried(b, shin, end, baby), k)
            for (a, b), shin in zip(ways, SHINS, strict=True)
        ]
        yield staged(s, hands, now)
