"""Fitted poses: each function returns what poses/NAME.json holds. Slow; run by hand, never by a test."""

import json
from importlib import import_module
from pathlib import Path

import numpy as np

from ..geometry import rotation
from ..grasp import ease, grid, uncross
from ..hand import Hand
from ..leg import Leg
from ..scene import POSES, load_pose, posed_baby

FITS = {}


def pose(function):
    FITS[function.__name__] = function
    return function


def run(name):
    return keep(name, eased(FITS[name]()))


def keep(name, spec):
    hands = [h.dump() for h in spec["hands"]]
    (POSES / f"{name}.json").write_text(json.dumps({**spec, "hands": hands}, indent=1) + "\n")
    return [h["cost"] for h in hands]


def eased(spec):
    """Every hand of a pose that touches a baby, out of the skin as far as it goes."""
    hands = spec["hands"]
    if len(hands) <= 2 and not spec.get("alone"):  # not the many hands of a loop, nor hands without a baby
        baby, _ = start(spec["baby"])
        for i, hand in enumerate(hands):
            ease(hand, (baby.V, baby.N), hands[:i] + hands[i + 1 :])
        if len(hands) == 2:
            uncross(*hands, (baby.V, baby.N))
    return spec


def start(spec, leg="L"):
    """The posed baby at the fit's mesh level, and the leg that is touched."""
    baby = posed_baby(spec, 1)
    return baby, Leg(baby, leg)


def skin(baby, centre, half=0.12, step=0.0035, hands=()):
    """Distance grid of the baby and of the hands that already lie on it."""
    return grid([(baby.V, baby.N), *[h.surface() for h in hands]], centre, half, step)


def saved(name):
    """A pose that was fitted before: its spec and its hands."""
    spec = load_pose(name)
    return spec, [Hand.load(d, 2) for d in spec["hands"]]


def carry(hand, bone, before, after):
    """Move a hand with a bone of the baby from one pose to another: the skin under it stays the same."""
    old = posed_baby(before, 1)
    i = old.rig.id[bone]
    G0, t0 = old.G[i].copy(), old.t[i].copy()
    new = posed_baby(after, 1)
    Q = new.G[i] @ G0.T
    shift = new.t[i] - Q @ t0
    R0, c0 = hand.base
    pivot = c0 + hand.x[3:6] / 1000
    hand.base = Q @ rotation(np.deg2rad(hand.x[:3])) @ R0, Q @ pivot + shift
    hand.x[:6] = 0
    return hand


for module in sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py")):
    import_module(f"{__name__}.{module}")
