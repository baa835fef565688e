"""Strokes on one foot: a finger on the sole, a thumb at the ankle, a pinch on the toes."""

import numpy as np
from scipy.spatial import cKDTree

from ..geometry import turn
from ..grasp import distance
from ..loop import loop
from ..moves import freed, moved, reaching, staged
from ..scene import SCENES


@loop("under-toes/slide-down", "there", lifted=(1,))
def slide_down(s):
    """The fingertip follows the skin of the sole, past the thumb that holds; the hand goes with it."""
    g = s.leg
    outer, first = (1 if g.R[0] > 0 else -1), g.sole(0, 1.02)
    for k in np.linspace(0, 1, 6)[1:]:
        to = g.sole(outer * min(1, 2 * k), 1.02 - 0.85 * k)
        yield staged(s, [s.hands[0], moved(s.hands[1], to - first)])


@loop("ankle-circles/small-circles", "round")
def small_circles(s):
    """The thumb goes round on the skin; the rest of the hand stays under the heel."""
    hand, places, skin = s.hands[0], cKDTree(s.baby.V), distance((s.baby.V, s.baby.N))
    tip = hand.at("13")
    cam, _ = SCENES["ankle-circles/small-circles"].view(s)
    right, up = cam.R[0], cam.R[1]
    for w in np.linspace(0, 2 * np.pi, 7, endpoint=False)[1:]:
        to = tip + 0.0045 * (up * (np.cos(w) - 1) + right * np.sin(w))
        yield staged(s, [freed(reaching(hand, s.baby.V[places.query(to)[1]]), skin)])


@loop("toe-squeeze/roll", "back")
def roll(s):
    """Thumb and finger roll the toe a little, and back."""
    g, (holding, pinch) = s.leg, s.hands
    for angle in (6, 11, 14):
        yield staged(s, [holding, moved(pinch, turn=turn(g.U, angle), about=g.big_toe)])


@loop("toe-squeeze/next-toe", "there", lifted=(1,))
def next_toe(s):
    """From the big toe to the next one, round it, and off its tip."""
    g, (holding, pinch) = s.leg, s.hands
    big, second = [s.baby.joint(f"toe{k}-2.L") for k in (1, 2)]
    for aside, out in (0.5, 0.004), (1, 0.003), (1, -0.005), (1, -0.012), (1, -0.006), (1, 0):
        yield staged(s, [holding, moved(pinch, (second - big) * aside + g.U * out)])
