"""Ankle and calf: the lower leg lifted a little, one hand under the heel."""

import numpy as np

from ..geometry import X, Z, across, unit
from ..grasp import FLAT, fit, report
from ..hand import Hand
from . import pose, saved, skin, start
from .sole import MOVING, arm, beside, on_sole

RAISED = dict(data="baby", L=dict(hip=(44, 20, 10), knee=44, ankle=(4, 0), toes=2), R=dict(hip=(26, 44, 40), knee=60))
CUP = {"palm": 0.4, "21": 0.8, "31": 0.7, "22": 0.8, "32": 0.8, "42": 0.6, "23": 0.8, "33": 0.8, "43": 0.6, "13": 1.3}


def cup_heel(name, side, sign):
    """From below; the thumb lies beside the ankle bone of the near side (sign 1 outer, -1 inner)."""
    baby, g = start(RAISED)
    a = unit(g.ankle - g.knee)
    up = across(Z, a)
    out = unit(np.cross(a, up))
    out = (out if out @ X > 0 else -out) * sign
    h = Hand(side, "hand3").limit(p=60)
    h.place(
        unit(-out * 0.75 - a * 0.55), unit(up * 0.9 - out * 0.3), "21", baby.skin_at(g.ankle, unit(-up + out * 0.2))
    )
    near = skin(baby, g.ankle, 0.12, 0.003)
    points = {"13": (baby.skin_at(g.ankle - a * 0.004, unit(out + up * 0.25)), 1.2)}
    arm = (-0.75 * sign, 0.60, 0.15)
    fit(h, h.relaxed(20, 25, 12, **FLAT, t0=5, tm=8, ti=5), near, CUP, points, rot=14, trans=15, arm=arm)
    print(report(h, near, CUP, points))
    return dict(name=name, baby=RAISED, leg="L", hands=[h])


@pose
def ankle():
    return cup_heel("ankle", "R", 1)


@pose
def ankle_inner():
    return cup_heel("ankle_inner", "L", -1)


def press_dip():
    """The left hand holds the foot from behind; its thumb lies on the soft dip of the sole."""
    spec, hands = saved("under_toes")
    baby, g = start(spec["baby"])
    h = hands[0]
    near = skin(baby, g.ankle + g.U * 0.02, 0.10, 0.003)
    hold = {lm: (h.at(lm), 0.35) for lm in ("22", "32", "23", "33", "43")}
    points = {"13": (on_sole(g, -1, 0.15, 0.74), 1.3), **hold}
    fit(
        h,
        h.x.copy(),
        near,
        {"13": 1.4},
        points,
        rot=8,
        trans=8,
        staged=False,
        prior=0.7,
        arm=arm(g, beside(g, -1)),
        free=MOVING,
    )
    print(report(h, near, ["13"], points))
    return spec, baby, g, h


@pose
def calf():
    """The right hand lies under the calf, just below the knee."""
    spec, baby, g, holding = press_dip()
    a = unit(g.ankle - g.knee)
    up = across(Z, a)
    out = unit(np.cross(a, up))
    out = out if out @ X > 0 else -out
    h = Hand("R", "hand3").limit(p=40, d=22)
    at = baby.skin_at(g.knee + a * 0.040, unit(-up + out * 0.35))
    h.place(unit(-a * 0.45 - out * 0.85), unit(up * 0.9 - out * 0.35), "22", at)
    near = skin(baby, g.knee + a * 0.04, 0.12, 0.0035, [holding])
    touch = {"palm": 0.3, "21": 0.6, "31": 0.6, "22": 0.8, "32": 0.8, "42": 0.6, "23": 1, "33": 1, "43": 0.8, "13": 0.8}
    fit(
        h,
        h.relaxed(12, 16, 8, **FLAT, t0=5, t1=8, tm=5, ti=5),
        near,
        touch,
        {"22": (at, 0.6)},
        prior=1.3,
        rot=12,
        arm=(-0.80, 0.55, 0.10),
    )
    print(report(h, near, touch))
    return dict(name="calf", baby=spec["baby"], leg="L", hands=[holding, h])
