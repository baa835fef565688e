"""Toe squeeze: one hand holds the foot from behind, thumb and pointer finger of the other take one toe."""

from ..geometry import unit
from ..grasp import fit, grid, report
from ..hand import Hand
from . import pose, saved, skin, start
from .sole import MOVING, arm, beside, on_sole

PINCH = dict(m2=25, p2=35, d2=15, m3=45, m4=52, m5=55, p3=75, p4=85, p5=85, d3=40, d4=42, d5=42)
PINCH |= dict(a2=6, a3=2, a4=-3, a5=-8, t0=20, t1=0, tm=10, ti=15)


def hold_behind():
    """The right hand of the sole strokes; its thumb lies at the outer edge, so that sole and toes are free."""
    spec, hands = saved("thumbs_at_heel")
    baby, g = start(spec["baby"])
    h = hands[1]
    near = grid([(baby.V, baby.N)], g.ankle + g.U * 0.02, 0.10, 0.003)
    points = {"13": (on_sole(g, 1, 1.5, 0.42), 1.2)}
    points |= {lm: (h.at(lm), 0.35) for lm in ("22", "32", "23", "33", "43")}
    options = dict(rot=8, trans=8, staged=False, prior=0.7, arm=arm(g, beside(g, 1)), free=MOVING)
    fit(h, h.x.copy(), near, {"13": 1.4}, points, **options)
    print(report(h, near, ["13"], points))
    return spec, baby, g, h


def pinch(baby, g, holding):
    """The left hand comes from the big toe's side: thumb on the sole side, pointer finger on the nail."""
    out = beside(g, -1)
    toe = baby.joint("toe1-2.L") + g.U * 0.001 + out * 0.0035  # the toe stays in sight beside the thumb
    sole, nail = (baby.skin_at(toe, side, 0.004) for side in (g.S, -g.S))
    p = Hand("L", "hand3").limit()
    p.place(unit(-out * 0.75 - g.S * 0.5 + g.U * 0.1), unit(-out * 0.55 + g.S * 0.55), "23", nail)
    near = skin(baby, toe, 0.10, 0.0022, [holding])
    points = {"23": (nail, 2.5), "13": (sole, 2.5)}
    way = -out * 0.80 + g.U * 0.25 - g.S * 0.40
    fit(p, p.relaxed(0, 0, 0, **PINCH), near, {"23": 1.2, "13": 1.2}, points, rot=20, trans=40, prior=1.1, arm=way,
        iters=40)  # fmt: skip
    print(report(p, near, ["23", "13"], points))
    return p


@pose
def toe():
    spec, baby, g, holding = hold_behind()
    return dict(name="toe", baby=spec["baby"], leg="L", hands=[holding, pinch(baby, g, holding)])


@pose
def toe_off():
    """The pinch slides off the tip."""
    spec, hands = saved("toe")
    _, g = start(spec["baby"])
    hands[1].move(g.U * 0.011)
    return dict(name="toe_off", baby=spec["baby"], leg="L", hands=hands)
