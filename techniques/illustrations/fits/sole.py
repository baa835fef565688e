"""Strokes on the sole: two hands hold the foot like a small book, thumbs on the sole."""

import numpy as np

from ..geometry import X, Y, Z, across, unit
from ..grasp import FLAT, fit, report
from ..hand import Hand
from . import pose, saved, skin, start

FOOT = dict(data="baby", L=dict(hip=(42, 14, 6), knee=52, ankle=(8, 0), toes=2), R=dict(hip=(35, 40, 40), knee=62))
BEHIND = {"21": 0.6, "31": 0.6, "22": 0.8, "32": 0.8, "42": 0.6, "23": 0.9, "33": 0.9, "43": 0.8, "53": 0.5, "13": 1.2}


@pose
def two_thumbs():
    baby, g = start(FOOT)
    hands = []
    for side, sg, v in (("L", -1, 0.30), ("R", 1, 0.85)):
        R = g.R * sg * (1 if g.R @ X > 0 else -1)
        best = None
        for high in (0.040, 0.050):
            for tw in (0.1, 0.4):
                h = Hand(side, "hand3").limit()
                at = baby.skin_at(g.ankle + g.U * high, unit(R - g.S * 0.3), 0.008)
                h.place(unit(-g.S * 0.62 + g.U * tw - R * 0.6), unit(-R * 0.8 - g.S * 0.1 + g.S * 0.25), "21", at)
                near = skin(baby, g.ankle + g.U * 0.02, 0.09, 0.0025)
                points = {"13": (g.sole(0.28 * sg * (1 if g.R @ X > 0 else -1), v), 1.0)}
                fit(h, h.relaxed(30, 40, 20, **FLAT, t0=15, tm=5, ti=-5), near, BEHIND, points, rot=14, trans=18, arm=unit(-R * 0.55 + g.U * 0.8 - g.S * 0.25))
                print(side, high, tw, report(h, near, BEHIND, points))
                best = h if best is None or h.cost < best.cost else best
        hands.append(best)
    return dict(name="two_thumbs", baby=FOOT, leg="L", hands=hands)
