"""Thumbs that slide or press in turn while the fingers hold the foot."""

from ..grasp import distance
from ..loop import loop
from ..moves import blended, freed, reaching, staged
from ..scene import Stage

LIFT = 0.008  # metres above the skin, for a thumb on its way back


def thumbs(s, *places):
    """Both thumbs led to (v, how high) on the sole by their own joints; the fingers keep their hold."""
    g, hands = s.leg, []
    for hand, (v, high) in zip(s.hands, places, strict=True):
        u = (-0.35 if hand.side == "L" else 0.35) * (1 if g.R[0] > 0 else -1)
        hands.append(reaching(hand, g.sole(u, v) + g.S * high))
    return staged(s, hands)


@loop("thumb-over-thumb/keep-walking", "round", touches=2)
def keep_walking(s):
    """One thumb slides up to the toes while the other, lifted, goes back to the heel; then they change."""
    way = [((0.72, LIFT), (0.68, 0)), ((0.48, LIFT), (0.86, 0)), ((0.25, 0), (1.05, 0)), ((0.42, 0), (0.82, LIFT))]
    way += [((0.6, 0), (0.58, LIFT)), ((0.78, 0), (0.34, LIFT)), ((0.95, 0), (0.12, 0)), ((0.95, 0), (0.32, 0))]
    for left, right in way:
        yield thumbs(s, left, right)


@loop("thumb-press/cover-sole", "round", touches=5)
def cover_sole(s):
    """The thumbs press in turn, each time a little further on: up, down, and on to the next place."""
    at = [0.30, 0.10]
    for which, v in (1, 0.5), (0, 0.6), (1, 0.9), (0, 0.30), (1, 0.10):
        high, at[which] = [0, 0], (at[which] + v) / 2
        high[which] = LIFT
        yield thumbs(s, *zip(at, high, strict=True))
        at[which] = v
        if at != [0.30, 0.10]:  # that is the still drawing again
            yield thumbs(s, *zip(at, (0, 0), strict=True))


@loop("top-of-foot/second-thumb", "round", touches=2, poses=("top_one",))
def second_thumb(s):
    """One thumb strokes to the ankle and the other, a shorter way, to the middle of the foot, each in its turn."""
    g, skin, other = s.leg, distance((s.baby.V, s.baby.N)), Stage("top_one", 2, s.size).hands
    (left, right), (left_at_toes, right_aside) = s.hands, other
    outer = 1 if g.R[0] > 0 else -1

    def thumb(hand, u, v, high):
        return freed(reaching(hand, g.instep(u * outer, v) - g.S * high), skin)

    for share, u, v in ((0.6, 0.45, 1.0), (0.25, 0.7, 0.85), (0, 0.8, 0.75)):  # the left one comes back
        back = blended(left_at_toes, left, share)
        yield staged(s, [thumb(back, -0.3, 1.16 - 0.66 * share, LIFT), thumb(right, u, v, 0)])
    for share, high in ((0.3, LIFT), (0.6, LIFT), (0.85, LIFT / 2)):  # the right one comes back
        down = freed(blended(left_at_toes, left, share), skin)
        yield staged(s, [down, thumb(blended(right_aside, right, share), 0.9 - 0.8 * share, 0.8 + 0.36 * share, high)])
