"""Resting hands on one leg."""

from ..geometry import Z, across, unit
from ..grasp import FLAT, fit
from ..hand import Hand
from . import carry, pose, saved, skin, start

TERM = dict(
    data="baby",
    L=dict(hip=(42, 14, 6), knee=58, ankle=(4, 0)),
    R=dict(hip=(16, 16, 16), knee=28, ankle=(2, 0)),
)
LOW_WEIGHTS = {"22": 0.5, "32": 0.6, "42": 0.6, "23": 0.5, "33": 0.5, "43": 0.5}


@pose
def rest():
    """The right palm under heel and calf; the left palm over the knee, straight fingers on the thigh."""
    baby, g = start(TERM)
    a = unit(g.ankle - g.knee)
    up = across(Z, a)
    out = g.out
    h = Hand("R").limit(p=40, d=22)
    h.place(-a * 0.62 - out * 0.75, up * 0.9 - out * 0.35, "21", baby.skin_at(g.ankle - a * 0.010, -up + out * 0.25))
    touch = {"palm": 0.5, "21": 0.9, "31": 0.9, "41": 0.8, "22": 0.8, "32": 0.8, "42": 0.7}
    touch |= {"23": 0.7, "33": 0.7, "43": 0.6, "53": 0.4, "13": 0.5}
    x = h.relaxed(8, 12, 6, **FLAT, t0=5, t1=8, tm=5, ti=5)
    fit(h, x, skin(baby, g.ankle, 0.13), touch, prior=1.3, rot=12, arm=(-0.62, 0.76, 0.12))

    thigh = unit(g.knee - g.hip)
    up = across(Z, thigh)
    p = Hand("L").limit(p=22, d=10, m=45)
    at = baby.skin_at(g.hip + (g.knee - g.hip) * 1.02, up)
    p.place(-thigh * 0.95 + out * 0.25, -up, "21", at)

    def on_thigh(t, aside):
        return baby.skin_at(g.hip + (g.knee - g.hip) * t, up + out * aside)

    touch = {"palm": 0.4, "21": 0.7, "31": 0.8, "41": 0.8, "51": 0.6, "52": 0.5, "53": 0.5, "13": 0.4, **LOW_WEIGHTS}
    points = {"33": (on_thigh(0.48, 0.1), 1.2), "23": (on_thigh(0.54, 0.6), 0.6)}
    x = p.relaxed(-12, 5, 3, **FLAT, t0=2, t1=-6)
    fit(p, x, skin(baby, at, 0.13, hands=[h]), touch, points, prior=1.8, rot=10, arm=(0.20, 0.74, -0.64))
    return dict(name="rest", baby=TERM, leg="L", hands=[h, p])


@pose
def rest_preterm():
    """The same grasp on the smaller body: shifted with ankle and knee, then fitted again."""
    spec, hands = saved("rest")
    _, g = start(spec["baby"])
    ankle, knee = g.ankle.copy(), g.knee.copy()
    small = dict(TERM, data="baby_preterm")
    baby, g = start(small)
    shifts = g.ankle - ankle, g.knee - knee + unit(g.knee - g.hip) * 0.020
    under = {"palm": 0.3, "21": 0.9, "31": 0.9, "41": 0.7, "22": 0.8, "32": 0.8, "42": 0.6}
    under |= {"23": 0.6, "33": 0.6, "43": 0.5, "13": 0.5}
    over = {"palm": 0.3, "21": 0.6, "31": 0.7, "41": 0.7, "13": 0.4, **LOW_WEIGHTS, "23": 0.6, "33": 0.6}
    done = []
    for hand, shift, touch in zip(hands, shifts, (under, over), strict=True):
        near = skin(baby, hand.base[1] + shift, 0.14, hands=done)
        hand.limit(p=34, d=16).move(shift)
        points = {"33": (hand.at("33"), 0.8)} if hand.side == "L" else {}
        fit(hand, hand.x.copy(), near, touch, points, prior=1.6, rot=7, trans=14, iters=40)
        done.append(hand)
    return dict(name="rest_preterm", baby=small, leg="L", hands=done)


@pose
def rest_thigh():
    """The thigh hand of rest alone, carried with the thigh; the foot stands on the towel."""
    spec, hands = saved("rest")
    after = dict(spec["baby"], L=dict(hip=(34, 14, 6), knee=98, ankle=(-24, 0)))
    return dict(name="rest_thigh", baby=after, leg="L", hands=[carry(hands[1], "upperleg02.L", spec["baby"], after)])


@pose
def one_leg_out():
    """Nobody touches the baby yet; the free leg is softly bent."""
    small = dict(TERM, data="baby_preterm", L=dict(hip=(38, 14, 6), knee=60, ankle=(4, 0)))
    return dict(name="one_leg_out", baby=small, leg="L", hands=[])


@pose
def start_again():
    """The stroking hand is lifted off above the shin, on its way back."""
    spec, hands = saved("rest")
    _, g = start(spec["baby"])
    hands[1].move(g.skin(0.62, g.up) + Z * 0.030 - hands[1].at("33"))
    return dict(name="start_again", baby=spec["baby"], leg="L", hands=hands)
