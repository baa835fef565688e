"""Both legs held at the ankles: sway and bicycle are one grasp, carried with the lower legs."""

import numpy as np

from ..geometry import Z, across, unit
from ..grasp import WRAP, fit
from ..hand import Hand
from ..leg import Leg
from . import carry, pose, saved, skin, start

SOFT = dict(hip=(34, 13, 8), knee=26, ankle=(2, 0))
MIDDLE = dict(data="baby", L=SOFT, R=dict(SOFT))


def hold_ankle(
    baby,
    g,
    side,
    others=(),
    t0=0.034,
    arm=(0.45, 0.85, 0.12),
    thumb=0.3,
    data="hand",
    rolls=((0, 0.35), (0.014, 0.35), (0, 0.8), (0.006, 0)),
):
    """Grip from the outside: fingers under the lower leg, thumb over it. The cheapest of a few starts."""
    a = unit(g.ankle - g.knee)
    up = across(Z, a)
    sign = 1 if side == "R" else -1
    out = unit(np.cross(a, up))
    out = out if out[0] * sign > 0 else -out
    near, best = skin(baby, g.ankle, 0.11, hands=others), None
    for dt, roll in rolls:
        h = Hand(side, data)
        at = baby.skin_at(g.ankle - a * (t0 + dt), unit(-up * 0.9 + out * roll))
        h.place(unit(-out * 0.8 - a * 0.5), unit(up * 0.85 - out * (roll + 0.1)), "21", at)
        touch = {**WRAP, "43": 0.9, "42": 0.8, "53": 0.8, "web": 0.4}
        points = {"13": (baby.skin_at(g.ankle - a * t0, unit(up * 0.9 - out * 0.2)), thumb)}
        fit(
            h,
            h.relaxed(30, 30, 15, t0=10, tm=10, ti=10),
            near,
            touch,
            points,
            rot=12,
            arm=np.array(arm) * [-sign, 1, 1],
        )
        best = h if best is None or h.cost < best.cost else best
        if best.cost < 30:
            break
    return best


def carried(name, L, R, shown="arms"):
    """The hands of the sway grasp on legs in another pose."""
    spec, hands = saved("sway")
    after = dict(data="baby", shown=shown, L=L, R=R)
    return dict(
        name=name,
        baby=after,
        leg="L",
        hands=[carry(h, f"lowerleg02.{s}", spec["baby"], after) for h, s in zip(hands, "LR", strict=False)],
    )


@pose
def sway():
    baby, _ = start(MIDDLE)
    hands = []
    for side, s in (("R", "L"), ("L", "R")):
        hands.append(hold_ankle(baby, Leg(baby, s), side, hands))
    return dict(name="sway", baby=MIDDLE, leg="L", hands=hands)


@pose
def ankles():
    return carried("ankles", SOFT, SOFT)


@pose
def sway_side():
    """Both legs a little to the baby's left, knees soft."""
    return carried("sway_side", {**SOFT, "hip": (34, 22, 10)}, {**SOFT, "hip": (34, 3, 3)}, shown="legs")


def cycling(name, up, down, t0=0.022):
    """The left knee towards the tummy, the right leg down; the left hand is fitted anew, clear of the thigh."""
    spec = carried(name, up, down)
    baby, g = start(spec["baby"])
    spec["hands"][0] = hold_ankle(
        baby,
        g,
        "R",
        spec["hands"][1:],
        t0=t0,
        arm=(0.45, 0.85, 0.12),
        rolls=((0, 0.35), (0, 0.8), (0.006, 0), (0.010, 0.5)),
    )
    return spec


@pose
def bicycle():
    return cycling(
        "bicycle", dict(hip=(98, 16, 8), knee=92, ankle=(5, 0)), dict(hip=(40, 14, 6), knee=38, ankle=(5, 0))
    )


@pose
def knee_to_tummy():
    return cycling(
        "knee_to_tummy", dict(hip=(112, 8, -6), knee=108, ankle=(5, 0)), dict(hip=(46, 14, 6), knee=50, ankle=(5, 0))
    )


@pose
def pedal():
    """Half way: both knees bent, one on its way up."""
    return cycling("pedal", dict(hip=(80, 14, 8), knee=82, ankle=(5, 0)), dict(hip=(58, 14, 6), knee=66, ankle=(5, 0)))
