"""Milking strokes: one hand holds the ankle, the other wraps the leg."""

from ..geometry import Z, across, unit
from ..grasp import FLAT, WRAP, fit
from ..hand import Hand
from . import pose, saved, skin, start
from .legs import hold_ankle

LEGS = dict(
    data="baby",
    L=dict(hip=(26, 18, 8), knee=34, ankle=(6, 0)),
    R=dict(hip=(30, 36, 40), knee=70, ankle=(5, 0)),
)
AROUND = {
    "palm": 0.5,
    "21": 0.8,
    "31": 0.8,
    "41": 0.6,
    "22": 0.8,
    "32": 0.8,
    "42": 0.6,
    "23": 0.8,
    "33": 0.8,
    "43": 0.5,
    "13": 1,
    "web": 0.5,
}


def wrap_thigh(baby, g, side, others, t=0.55, arm=(-0.80, 0.55, -0.22)):
    """A C round the thigh from the outside: thumb over, fingers under."""
    th = unit(g.knee - g.hip)
    up, q, best = across(Z, th), g.hip + (g.knee - g.hip) * t, None
    out = g.out
    for roll in (0.5, 0.9):
        h = Hand(side).limit()
        h.place(
            unit(-up * 0.85 - out * 0.45 - th * 0.25),
            unit(-out * 0.95 + up * 0.3),
            "21",
            baby.skin_at(q, unit(-up * 0.55 + out * roll), 0.008),
        )
        points = {"13": (baby.skin_at(q + th * 0.006, unit(up * 0.95 - out * 0.1), 0.008), 0.6)}
        fit(
            h,
            h.relaxed(14, 18, 9, **FLAT, t0=10, t1=12, tm=5, ti=5),
            skin(baby, q, 0.13, hands=others),
            AROUND,
            points,
            prior=1.1,
            rot=14,
            arm=arm,
        )
        best = h if best is None or h.cost < best.cost else best
    return best


@pose
def milking():
    baby, g = start(LEGS)
    holding = hold_ankle(baby, g, "L", t0=0.022, arm=(0.55, 0.82, 0.10), thumb=0.25)
    return dict(name="milking", baby=LEGS, leg="L", hands=[holding, wrap_thigh(baby, g, "R", [holding])])


@pose
def milking_swap():
    """The right hand holds the ankle from the outside; the left hand comes over the inner side of the thigh."""
    baby, g = start(LEGS)
    holding = hold_ankle(baby, g, "R", t0=0.022, arm=(0.60, 0.75, 0.10), thumb=0.25)
    best = None
    for t, arm in ((0.30, (0.76, 0.62, -0.2)), (0.34, (0.60, 0.78, -0.2)), (0.30, (0.5, 0.8, -0.3))):
        h, at = Hand("L"), g.skin(t, g.up)
        h.place(unit(g.out * 0.93 - g.a * 0.3), unit(-g.up * 0.85 + g.out * 0.4), "21", at - g.out * 0.006)
        points = {"13": (g.skin(t + 0.06, -g.out * 0.95 + g.up * 0.2, 0.01), 0.15)}
        fit(
            h,
            h.relaxed(25, 25, 12, t0=10, t1=5, tm=5, ti=5),
            skin(baby, g.axis_point(t), 0.13, hands=[holding]),
            {"web": 0.6, **WRAP},
            points,
            rot=12,
            arm=arm,
        )
        best = h if best is None or h.cost < best.cost else best
    return dict(name="milking_swap", baby=LEGS, leg="L", hands=[holding, best])


@pose
def swedish():
    """The stroking hand of the milking loop, low on the shin: both forearms stay clear of the leg."""
    spec, (holding, *frames) = saved("milking_loop")
    return dict(name="swedish", baby=spec["baby"], leg="L", hands=[holding, frames[10]])


@pose
def swedish_swap():
    """The left hand takes the shin from the inner side, fingers under it: its forearm stays clear of the other leg."""
    spec, (holding, _) = saved("swedish_swap")  # the holding hand stays
    baby, g = start(spec["baby"])
    shin, t = unit(g.ankle - g.knee), 0.54
    up, q = across(Z, shin), g.axis_point(t)
    inner = -across(g.out - up * (g.out @ up), shin)
    h = Hand("L").limit()
    h.place(
        unit(-inner * 0.55 - up * 0.6 - shin * 0.6),
        unit(-inner * 0.9 + up * 0.35),
        "21",
        baby.skin_at(q, unit(-up * 0.6 + inner * 0.7), 0.008),
    )
    fit(
        h,
        h.relaxed(14, 18, 9, **FLAT, t0=10, t1=12, tm=5, ti=5),
        skin(baby, q, 0.13, hands=[holding]),
        AROUND,
        {"13": (baby.skin_at(q - shin * 0.004, unit(up * 0.95 - inner * 0.1), 0.008), 0.6)},
        prior=1.1,
        rot=14,
        arm=(0.5, 0.8, -0.25),
    )
    return dict(name="swedish_swap", baby=spec["baby"], leg="L", hands=[holding, h])
