"""Top of the foot: fingers under the sole, thumbs on the instep; the foot points down, so the instep faces up."""

from ..geometry import Y, Z, unit
from ..grasp import FLAT, fit, grid, report
from ..hand import Hand
from ..joints import NAMES
from . import pose, saved, skin, start
from .sole import MOVING, SIDES, beside, viewer_right

FOOT = dict(
    data="baby",
    L=dict(hip=(68, 14, 4), knee=108, ankle=(-36, 0), toes=4),
    R=dict(hip=(30, 36, 40), knee=66, ankle=(0, 0)),
)
TOUCH = {"21": 0.6, "31": 0.5, "22": 0.8, "32": 0.7, "23": 0.8, "33": 0.7, "43": 0.4, "13": 1.2}
AT_ANKLE, AT_TOES, STEPS = (0.78, 0.60), (1.22, 0.98), 5
# the right ring and little finger are folded away: the hand is longer than the foot
FOLDED = dict(m4=80, p4=100, d4=50, a4=0, m5=82, p5=100, d5=50, a5=0)


def arm(R):
    return unit(-R * 0.50 + Y * 0.72 - Z * 0.30)


def on_top(g, sg, v):
    return g.instep(0.45 * sg * viewer_right(g), v)


def at_ankle(baby, g, side, sg, v, first):
    """The easy place: the cheapest of three starts, against the first hand's thumb only, then against all of it."""
    R, points, best = beside(g, sg), {"13": (on_top(g, sg, v), 1.0)}, None
    surfaces = [(baby.V, baby.N), *([first.surface("finger1")] if first else [])]
    near = grid(surfaces, g.ankle + g.U * 0.02, 0.10, 0.003)
    for high, lean in ((0.026, 0.5), (0.032, 0.7), (0.022, 0.3)):
        h = Hand(side).limit()
        at = baby.skin_at(g.ankle + g.U * high, R + g.S * 0.3, 0.008)
        h.place(g.S * 0.55 - g.U * lean - R * 0.45, -R * 0.85 - g.S * 0.25, "21", at)
        x = h.relaxed(30, 32, 16, **FLAT, t0=12, t1=4, tm=5, ti=0)
        fit(h, x, near, TOUCH, points, rot=14, trans=18, arm=arm(R))
        best = h if best is None or h.cost < best.cost else best
        if best.cost < 25:
            break
    if first:
        near = skin(baby, g.ankle + g.U * 0.02, 0.11, 0.003, [first])
        touch = {"21": 0.4, "22": 0.5, "23": 0.5, "13": 1.2}
        fit(best, best.x.copy(), near, touch, points, rot=14, trans=18, staged=False, prior=0.6, arm=arm(R))
    return best


@pose
def top_of_foot():
    baby, g = start(FOOT)
    hands = []
    for (side, sg), v in zip(SIDES, AT_ANKLE, strict=True):
        hands.append(at_ankle(baby, g, side, sg, v, hands[0] if hands else None))
    touch = {"21": 0.5, "22": 0.7, "32": 0.6, "23": 0.7, "33": 0.6, "43": 0.4, "13": 1.2}
    for k in range(1, STEPS + 1):  # then both walk down to the toes with warm starts
        for i, (h, (_, sg)) in enumerate(zip(hands, SIDES, strict=True)):
            before, now = (AT_ANKLE[i] + (AT_TOES[i] - AT_ANKLE[i]) * q / STEPS for q in (k - 1, k))
            h.move(on_top(g, sg, now) - on_top(g, sg, before))
            near = skin(baby, g.ankle + g.U * 0.03, 0.105, 0.0035, [hands[1 - i]])
            points = {"13": (on_top(g, sg, now), 1.2)}
            fit(
                h,
                h.x.copy(),
                near,
                touch,
                points,
                rot=8,
                trans=6,
                staged=False,
                iters=14,
                prior=1.3,
                arm=arm(beside(g, sg)),
            )
    for name, value in FOLDED.items():
        hands[1].x[NAMES.index(name)] = value
    return dict(name="top_of_foot", baby=FOOT, leg="L", hands=hands)


def thumbs_apart(name, left, right, steps=4):
    """From top_of_foot, each thumb pad to its own (u, v) on the instep; the fingers below stay."""
    spec, hands = saved("top_of_foot")
    baby, g = start(spec["baby"])
    right_is = viewer_right(g)
    targets = dict(L=g.instep(-left[0] * right_is, left[1]), R=g.instep(right[0] * right_is, right[1]))
    starts = {h.side: h.at("13") for h in hands}
    for k in range(1, steps + 1):
        for i, (h, (side, sg)) in enumerate(zip(hands, SIDES, strict=True)):
            to = starts[side] + (targets[side] - starts[side]) * k / steps
            to = baby.skin_at(to + g.S * 0.02, -g.S, 0.005)
            near = grid([(baby.V, baby.N), hands[1 - i].surface("finger1")], g.ankle + g.U * 0.03, 0.10, 0.003)
            hold = {lm: (h.at(lm), 0.35) for lm in ("22", "32", "23", "33")}
            options = dict(rot=8, trans=8, staged=False, prior=0.7, arm=arm(beside(g, sg)), free=MOVING)
            fit(h, h.x.copy(), near, {"13": 1.4}, {"13": (to, 1.4), **hold}, **options)
    print({h.side: report(h, skin(baby, g.ankle, 0.1, 0.003), ["13"], {"13": (targets[h.side], 1)}) for h in hands})
    return dict(name=name, baby=spec["baby"], leg="L", hands=hands)


@pose
def top_one():
    """One thumb near the toes, about to slide; the other out of its way, at the outer border."""
    return thumbs_apart("top_one", (0.10, 1.16), (1.5, 0.95))


@pose
def top_two():
    """The first thumb has come to the ankle; the other is near the toes."""
    return thumbs_apart("top_two", (0.55, 0.50), (0.10, 1.16))
