"""Thumbs that slide or press in turn while the fingers hold the foot."""

from ..loop import loop
from ..moves import reaching, staged

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
