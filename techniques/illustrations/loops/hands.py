"""Strokes that a whole hand makes in small moves: palms that rub, circles on the calf."""

import numpy as np

from ..geometry import across, unit
from ..grasp import distance
from ..loop import loop
from ..moves import freed, moved, staged


@loop("applying-oil/rub-palms", "back")
def rub_palms(s):
    """One palm goes up while the other goes down."""
    left, right = s.hands
    along = unit(right.at("33") - right.at("palm"))
    for k in (0.33, 0.67, 1):
        yield staged(s, [moved(left, along * 0.010 * k), moved(right, -along * 0.010 * k)])


@loop("calf-circles/circle-down", "there", lifted=(1,))
def circle_down(s):
    """Three small circles on the way from the knee to the heel."""
    g, (holding, hand) = s.leg, s.hands
    down, skin = unit(g.ankle - g.knee), distance((s.baby.V, s.baby.N))
    side = unit(np.cross(down, hand.at("22") - g.axis_point(0.6)))
    for k in np.linspace(0, 1, 13)[1:]:
        w = 2 * np.pi * 3 * k
        now = moved(hand, down * (0.045 * k + 0.005 * (1 - np.cos(w))) + side * np.sin(w) * 0.005)
        yield staged(s, [holding, freed(settled(now, skin, g), skin)])


def settled(hand, skin, g, depth=0.0015):
    """Laid on the leg again: nearer to its axis, or further from it, until it touches as softly as before."""
    down = unit(g.ankle - g.knee)
    for _ in range(4):
        middle = hand.at("21") - g.knee
        gap = skin(hand.verts(hand.x)[hand.sample]).min() + depth
        hand = moved(hand, -gap * across(middle, down))
    return hand
