"""Applying oil: hands alone; most are placed by hand, because nothing is touched."""

import numpy as np

from ..geometry import across, normals, unit
from ..grasp import FLAT, ease, fit, grid, report
from ..hand import Hand
from ..moves import bent
from ..scenes.applying_oil import BOTTLE_AXIS, VIAL_AXIS, ring_place
from ..scenes.applying_oil import bottle as a_bottle
from . import pose, saved
from .toe import PINCH
from .under_toes import POINTING

NOBODY = dict(data="baby", L=dict(hip=(26, 18, 8), knee=34), R=dict(hip=(26, 18, 8), knee=34))


def set_pose(hand, x):
    hand.x = x
    return hand


@pose
def oil():
    """Palm to palm, fingers up, seen by the one whose hands they are; one hand a little higher, because they rub."""
    towards_eye = unit([0.02, -0.6, 0.8])
    up = np.cross(towards_eye, [1, 0, 0])
    fingers = unit(up * 0.97 + [-0.20, 0, 0])
    right = unit(np.cross(fingers, towards_eye))
    right = right if right[0] > 0 else -right
    turned = np.deg2rad(38)  # far enough that the hand behind shows, near enough that it is one pair
    palm = -right * np.cos(turned) - towards_eye * np.sin(turned)
    straight = dict(m=-20, p=4, d=3, **FLAT, t0=-20, t1=4)
    near = Hand("R").limit().place(fingers, palm, "palm", (0, 0, 0))
    set_pose(near, near.relaxed(**straight))
    far = Hand("L").limit().place(fingers + right * 0.16, -palm, "palm", palm * 0.016 + fingers * 0.014)
    set_pose(far, far.relaxed(**straight))
    return dict(name="oil", alone=True, baby=NOBODY, leg="L", hands=[near, far])


@pose
def two_drops():
    """An open palm below, the wet fingertip above it."""
    palm = Hand("L").limit().place([0.42, 0.85, 0.10], [0.05, -0.30, 0.95], "palm", (0, 0, 0))
    set_pose(palm, palm.relaxed(4, 14, 8, **FLAT, t0=-12, t1=2, tm=5, ti=5))
    tip = Hand("R").limit().place([-0.72, 0.10, -0.45], [-0.40, -0.25, -0.85], "2t", (0, 0, 0))
    set_pose(tip, tip.relaxed(0, 0, 0, **POINTING))
    tip.move(palm.at("palm") + np.array([0.004, 0.012, 0.07]) - tip.at("2t"))
    return dict(name="two_drops", alone=True, baby=NOBODY, leg="L", hands=[palm, tip])


@pose
def bottle():
    """The left hand holds the bottle, the right fingertip covers its mouth."""
    (thing,) = a_bottle().objects()
    surface = thing["V"], normals(thing["V"], thing["T"])
    near = grid([surface], np.zeros(3), 0.12, 0.003)
    palm = across(np.array([0.2, -0.5, 0.75]), BOTTLE_AXIS)
    h = Hand("L", "hand3").limit()
    h.place(np.cross(BOTTLE_AXIS, palm), palm, "31", -palm * 0.021 - BOTTLE_AXIS * 0.016)
    touch = {"palm": 0.6, "21": 0.8, "31": 1, "41": 1, "22": 0.9, "32": 1, "42": 1}
    touch |= {"23": 0.9, "33": 1.2, "43": 1.2, "53": 0.9, "52": 0.6, "13": 1}
    x = h.relaxed(60, 60, 28, t0=25, tm=15, ti=10)
    fit(h, x, near, touch, rot=20, trans=20, prior=0.7, arm=(0.62, 0.72, 0.1))
    h = ease(bent(h, p5=18, d5=15), surface, deepest=2.0)  # the little finger behind the bottle, not below it
    print(report(h, near, touch))
    tip = Hand("R", "hand3").limit().place([-0.75, 0.35, -0.35], -BOTTLE_AXIS, "2t", (0, 0, 0))
    set_pose(tip, tip.relaxed(0, 0, 0, **POINTING))
    tip.move(BOTTLE_AXIS * 0.050 - tip.at("23"))
    return dict(name="bottle", alone=True, baby=NOBODY, leg="L", hands=[h, tip])


@pose
def vial_drops():
    """An open palm below, thumb and pointer finger with a small vial above it."""
    _, (palm, _) = saved("two_drops")
    pinch = Hand("R").limit().place([-0.70, 0.10, -0.35], [-0.15, -0.55, -0.75], "23", (0, 0, 0))
    set_pose(pinch, pinch.relaxed(0, 0, 0, **PINCH))
    middle = (pinch.at("13") + pinch.at("23")) / 2
    pinch.move(palm.at("palm") + np.array([0.004, 0.012, 0.06]) - VIAL_AXIS * 0.034 - middle)
    return dict(name="vial_drops", alone=True, baby=NOBODY, leg="L", hands=[palm, pinch])


@pose
def rings_off():
    """The left pointer finger with a ring; thumb and pointer finger of the right hand hold the ring's two sides."""
    wearer = Hand("L").limit().place([0.90, 0.36, 0.05], [0.05, -0.25, -0.95], "palm", (-0.075, -0.03, 0))
    set_pose(wearer, wearer.relaxed(0, 0, 0, **{**POINTING, "m2": 4, "p2": 6, "d2": 4, "a2": 4}))
    centre, axis = ring_place(wearer)
    side = across(np.array([-0.1, 0.8, 0.5]), axis)
    puller = Hand("R").limit()
    puller.place(-axis * 0.80 + side * 0.45, [-0.1, -0.45, -0.88], "23", centre + side * 0.0135)
    points = {"23": (centre + side * 0.0135, 3), "13": (centre - side * 0.0135, 3)}
    near = grid([wearer.surface()], centre, 0.12, 0.003)
    start = puller.relaxed(0, 0, 0, **PINCH)
    fit(puller, start, near, {}, points, rot=20, trans=30, prior=1.1, arm=(-0.86, 0.42, -0.15), iters=40)
    print(report(puller, near, [], points))
    return dict(name="rings_off", alone=True, baby=NOBODY, leg="L", hands=[wearer, puller])
