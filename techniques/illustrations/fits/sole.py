"""Strokes on the sole: two hands hold the foot like a small book, thumbs on the sole."""

from ..geometry import X, unit
from ..grasp import FLAT, fit, grid, report
from ..hand import Hand
from ..joints import NAMES
from . import pose, saved, skin, start

FOOT = dict(data="baby", L=dict(hip=(42, 14, 6), knee=52, ankle=(8, 0), toes=2), R=dict(hip=(35, 40, 40), knee=62))
BEHIND = {"21": 0.6, "31": 0.5, "22": 0.8, "32": 0.8, "42": 0.5, "23": 0.9, "33": 0.9, "43": 0.5, "53": 0.5, "13": 1.2}
MOVING = [*NAMES[:8], "t0", "t1", "t2", "tm", "ti"]
SIDES = (("L", -1), ("R", 1))


def viewer_right(g):
    return 1 if g.R @ X > 0 else -1


def beside(g, sg):
    """From the foot towards the side of this hand, square to heel-toe and sole."""
    return g.R * sg * viewer_right(g)


def arm(g, R):
    return unit(-R * 0.55 + g.U * 0.8 - g.S * 0.25)


def achilles(g, R, back):
    """Behind the heel, a little towards this hand's own side: there the last two fingertips are out of sight."""
    return g.baby.skin_at(g.ankle - g.S * back, unit(-g.U + R * 0.35), 0.008)


def on_sole(g, sg, u, v):
    return g.sole(u * sg * viewer_right(g), v)


@pose
def two_thumbs():
    """Both thumbs low on the sole. The first fingers lie on the instep, the last two under the lower leg."""
    baby, g = start(FOOT)
    hands = []
    for side, sg in SIDES:
        R, near = beside(g, sg), skin(baby, g.ankle + g.U * 0.02, 0.10, 0.0028)
        h = Hand(side, "hand3").limit()
        at = baby.skin_at(g.ankle + g.U * 0.045, unit(R - g.S * 0.3), 0.008)
        h.place(unit(-g.S * 0.62 + g.U * 0.35 - R * 0.6), unit(-R * 0.8 + g.S * 0.15), "21", at)
        points = {
            "13": (on_sole(g, sg, 0.35, 0.45), 1.0),
            "43": (achilles(g, R, 0.018), 0.7),
            "53": (achilles(g, R, 0.030), 0.5),
        }
        x = h.relaxed(30, 40, 20, **FLAT, t0=15, tm=5, ti=-5)
        fit(h, x, near, BEHIND, points, rot=14, trans=18, arm=arm(g, R))
        if hands:
            near = skin(baby, g.ankle + g.U * 0.02, 0.10, 0.0028, hands)
            fit(
                h,
                h.x.copy(),
                near,
                {"21": 0.4, "22": 0.6, "23": 0.6, "33": 0.5, "43": 0.4, "13": 1.2},
                points,
                rot=14,
                trans=18,
                staged=False,
                prior=0.6,
                arm=arm(g, R),
            )
        print(side, report(h, near, BEHIND, points))
        hands.append(h)
    return dict(name="two_thumbs", baby=FOOT, leg="L", hands=hands)


def walk_thumbs(name, left, right, steps=3):
    """From two_thumbs, each thumb pad to its own (u, v) on the sole, in small warm-started steps."""
    spec, hands = saved("two_thumbs")
    baby, g = start(spec["baby"])
    targets = dict(L=on_sole(g, -1, *left), R=on_sole(g, 1, *right))
    starts = {h.side: h.at("13") for h in hands}
    for k in range(1, steps + 1):
        for i, (h, (side, sg)) in enumerate(zip(hands, SIDES, strict=False)):
            to = starts[side] + (targets[side] - starts[side]) * k / steps
            to = baby.skin_at(to - g.S * 0.02, g.S, 0.005)
            other = hands[1 - i]
            near = grid([(baby.V, baby.N), other.surface("finger1")], g.ankle + g.U * 0.02, 0.10, 0.003)
            hold = {lm: (h.at(lm), 0.35) for lm in ("22", "32", "23", "33", "43")}
            x = h.x.copy()
            fit(
                h,
                x,
                near,
                {"13": 1.4},
                {"13": (to, 1.4), **hold},
                rot=8,
                trans=8,
                staged=False,
                prior=0.7,
                arm=arm(g, beside(g, sg)),
                free=MOVING,
            )
    print({h.side: report(h, skin(baby, g.ankle, 0.1, 0.003), ["13"], {"13": (targets[h.side], 1)}) for h in hands})
    return dict(name=name, baby=spec["baby"], leg="L", hands=hands)


@pose
def thumbs_at_heel():
    return walk_thumbs("thumbs_at_heel", (0.30, 0.30), (0.55, 0.10))


@pose
def thumb_one():
    return walk_thumbs("thumb_one", (0.30, 0.20), (0.25, 0.60))


@pose
def thumb_two():
    return walk_thumbs("thumb_two", (0.35, 0.42), (0.45, 1.05))


@pose
def thumb_walk():
    return walk_thumbs("thumb_walk", (0.35, 0.95), (0.35, 0.50))


@pose
def thumb_press():
    return walk_thumbs("thumb_press", (0.30, 0.30), (0.05, 0.90))
