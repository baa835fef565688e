"""Saying hello: one open hand on the top of the head."""

import numpy as np

from ..geometry import unit
from ..grasp import FLAT, fit, report
from ..hand import Hand
from . import pose, skin, start

SUPINE = dict(data="baby", shown="whole", L=dict(hip=(34, 13, 8), knee=40), R=dict(hip=(34, 13, 8), knee=46))
FINGERS = {"22": 0.6, "32": 0.8, "42": 0.7, "23": 0.9, "33": 1.0, "43": 0.9, "53": 0.7}


@pose
def hello():
    """From the baby's right side; only the fingers lie on the crown, none comes near the face."""
    baby, _ = start(SUPINE)
    middle = baby.joint("head") + np.array([0, 0.022, 0.030])
    out = unit([-0.05, 0.74, 0.67])
    h = Hand("R").limit(p=30, d=16)
    at = baby.skin_at(middle, out)
    h.place(unit([0.88, 0.05, -0.40]), unit([-0.40, -0.45, -0.80]), "33", at)
    near = skin(baby, at, 0.13)
    x = h.relaxed(2, 14, 8, **FLAT, t0=2, t1=4, tm=5, ti=5)
    fit(h, x, near, FINGERS, {"33": (at, 1.0)}, prior=1.6, rot=10, arm=(0.80, -0.15, -0.50))
    print(report(h, near, FINGERS))
    return dict(name="hello", baby=SUPINE, leg="L", hands=[h])
