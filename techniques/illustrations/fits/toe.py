"""Toe squeeze: an open cradle behind the heel, thumb and pointer finger on the big toe."""

from ..geometry import across, unit
from ..grasp import FLAT, fit
from ..hand import Hand
from . import pose, saved, skin, start

FROG = dict(
    data="baby",
    L=dict(hip=(40, 30, 42), knee=78, ankle=(4, 0), toes=2),
    R=dict(hip=(30, 34, 36), knee=62),
)
PINCH = dict(m2=25, p2=35, d2=15, m3=45, m4=52, m5=55, p3=75, p4=85, p5=85, d3=40, d4=42, d5=42)
PINCH |= dict(a2=6, a3=2, a4=-3, a5=-8, t0=20, t1=0, tm=10, ti=15)


@pose
def toe():
    baby, g = start(FROG)
    a = unit(g.ankle - g.knee)
    towards = across(unit([0.02, -0.50, 0.86]), a)
    h = Hand("L").limit(p=30, d=15)
    at = baby.skin_at(g.ankle - a * 0.004, -towards)
    h.place(-a - towards * 0.1, towards, "31", at)
    touch = {"palm": 0.2, "31": 0.8, "32": 0.6, "33": 0.5, "41": 0.5, "42": 0.4}
    x = h.relaxed(-4, 8, 4, **FLAT, t0=5, t1=8, tm=5, ti=5)
    near = skin(baby, g.ankle, 0.14)
    fit(h, x, near, touch, {"31": (at, 0.6)}, prior=1.8, rot=8, arm=-a + towards * 0.15)

    p = Hand("R").limit()
    big = baby.joint("toe1-2.L") + g.U * 0.001
    # beside the middle of the toe, so that the toe stays in sight
    sole, nail = (baby.skin_at(big + g.R * 0.007, side + g.R * 0.1) for side in (g.S, -g.S))
    p.place(-g.U * 0.55 - g.S * 0.80, -g.U * 0.80 + g.S * 0.55, "23", nail)
    near = skin(baby, big, 0.10, 0.0022, [h])
    points = {"23": (nail, 2.5), "13": (sole, 2.5)}
    x = p.relaxed(0, 0, 0, **PINCH)
    arm = -g.U * 0.62 - g.S * 0.75
    fit(p, x, near, {"23": 1.2, "13": 1.2}, points, rot=20, trans=40, prior=1.1, arm=arm, iters=40)
    return dict(name="toe", baby=FROG, leg="L", hands=[h, p])


@pose
def toe_off():
    """The pinch slides off the tip."""
    spec, hands = saved("toe")
    _, g = start(spec["baby"])
    hands[1].move(g.U * 0.012)
    return dict(name="toe_off", baby=spec["baby"], leg="L", hands=hands)


@pose
def toe_next():
    """The pinch between two toes: off the big toe, in front of the second."""
    spec, hands = saved("toe")
    baby, g = start(spec["baby"])
    second, big = (baby.joint(f"toe{k}-2.L") for k in (2, 1))
    hands[1].move(second - big + g.U * 0.026)
    return dict(name="toe_next", baby=spec["baby"], leg="L", hands=hands)
