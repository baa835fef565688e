"""Moves of a hand between the frames of a loop: carried, blended with another grasp, bent, or led by a fingertip."""

from copy import copy

import numpy as np
from scipy.optimize import least_squares
from scipy.spatial.transform import Rotation, Slerp

from .geometry import rotation, unit
from .hand import Hand
from .joints import NAMES
from .scene import body

THUMB = ("t0", "t1", "t2", "tm", "ti")
MIRROR = np.diag([-1.0, 1, 1])


def copied(hand):
    twin = copy(hand)
    twin.x = hand.x.copy()
    return twin


def placed(hand):
    """Its frame as one rotation and one place."""
    R0, c0 = hand.base
    return rotation(np.deg2rad(hand.x[:3])) @ R0, c0 + hand.x[3:6] / 1000


def put(hand, R, at):
    twin = copied(hand)
    twin.base, twin.x[:6] = (R, np.asarray(at, float)), 0
    return twin


def moved(hand, by=(0, 0, 0), turn=None, about=None):
    """Turned about a point, then shifted."""
    R, at = placed(hand)
    if turn is not None:
        R, at = turn @ R, turn @ (at - about) + about
    return put(hand, R, at + by)


def bent(hand, **degrees):
    twin = copied(hand)
    for name, more in degrees.items():
        twin.x[NAMES.index(name)] += more
    return twin


def blended(a, b, share):
    """Between two grasps of one hand; both were placed by the same landmark."""
    (Ra, pa), (Rb, pb) = placed(a), placed(b)
    R = Slerp([0, 1], Rotation.from_matrix([Ra, Rb]))(share).as_matrix()
    twin = put(a, R, pa + (pb - pa) * share)
    twin.x[6:] = a.x[6:] + (b.x[6:] - a.x[6:]) * share
    return twin


def carried(hand, bone, old, new):
    """With a bone, from one posed baby to another: the skin under the hand stays the same."""
    i = old.rig.id[bone]
    Q = new.G[i] @ old.G[i].T
    R, at = placed(hand)
    return put(hand, Q @ R, Q @ at + new.t[i] - Q @ old.t[i])


def mirrored(hand):
    """The same grasp by the other hand, on the other side of the body."""
    twin = Hand(dict(L="R", R="L")[hand.side], hand.data)
    R, at = placed(hand)
    twin.x, twin.cost = hand.x.copy(), hand.cost
    twin.x[:6], twin.x[NAMES.index("wd")] = 0, -hand.x[NAMES.index("wd")]
    twin.base, twin.piv = (MIRROR @ R @ MIRROR, MIRROR @ at), MIRROR @ hand.piv
    return twin


def reaching(hand, to, landmark="13", free=THUMB, give=0.15):
    """A fingertip led to a place by its own joints; the rest of the hand stays. give: how little the joints like it."""
    twin, i = copied(hand), [NAMES.index(n) for n in free]
    start = hand.x[i].copy()
    low = np.array([hand.low[n if n in hand.low else n[0]] for n in free])
    high = np.array([hand.high[n if n in hand.high else n[0]] for n in free])

    def misses(q):
        twin.x[i] = q
        return np.r_[(twin.at(landmark) - to) * 1000, (q - start) * give / 10]

    twin.x[i] = least_squares(misses, np.clip(start, low + 0.01, high - 0.01), bounds=(low, high)).x
    return twin


def freed(hand, skin, deepest=0.0055):
    """Shifted out of the skin where it is too deep in it."""
    for _ in range(8):
        v = hand.verts(hand.x)
        d = skin(v)
        k = int(d.argmin())
        if d[k] > -deepest:
            break
        rise = [float(np.diff(skin(v[k] + np.outer((-1, 1), step)))[0]) for step in np.eye(3) * 0.001]
        hand = moved(hand, unit(rise) * (-d[k] - deepest))
    return hand


def between(a, b, share):
    """Leg angles of a baby's pose part of the way to another."""
    out = dict(a)
    for leg in "LR":
        now, then = a[leg], b[leg]
        out[leg] = {k: (np.asarray(v) + (np.asarray(then.get(k, v)) - v) * share).tolist() for k, v in now.items()}
    return out


def swapped(spec):
    """The pose of the mirrored baby."""
    return dict(spec, L=spec["R"], R=spec["L"])


def staged(stage, hands, spec=None):
    """The same stage with other hands, and perhaps a baby in another pose."""
    twin = copy(stage)
    twin.hands = hands
    if spec:
        twin.baby = anew(spec)
    return twin


def anew(spec, levels=2):
    """A posed baby of its own: the body is shared by all poses."""
    return copy(body(spec["data"], levels, spec.get("shown", "legs"))).pose(spec["L"], spec["R"])
