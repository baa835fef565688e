"""Resting hands: a hello on the head, then still, open hands on one leg."""

import numpy as np

from ..motion import Mark
from ..scene import scene
from .incubator import Ports, Probe, Wrap


def side_view(s, crop=None):
    return s.camera((-0.64, -0.34, 0.54), (0.025, -0.145, 0.038), fov=22, crop=crop)


@scene(
    "resting-hands/say-hello",
    pose="hello",
    side="both",
    alt="One open hand strokes the top of the baby's head, seen from behind. The face is free.",
)
def say_hello(s):
    head = s.baby.joint("head") + np.array([0, 0.03, 0.03])
    cam = s.camera(head + np.array([-0.20, 0.62, 0.40]), head + np.array([-0.02, -0.02, 0.01]), fov=19)
    x, y = cam.view(s.hands[0].at("3t"))[0]
    return cam, [Mark(np.array([(x - 34, y + 6), (x - 62, y + 76), (x - 56, y + 150)]), 12, 25)]


@scene(
    "resting-hands/hand-on-thigh", pose="rest_thigh", alt="One open hand lies still on the thigh and knee of one leg."
)
def hand_on_thigh(s):
    return side_view(s, (20, 40, 520)), []


@scene(
    "resting-hands/cup-foot",
    pose="rest",
    alt="One open hand lies on the thigh. The other hand cups the calf and the heel from below.",
)
def cup_foot(s):
    return side_view(s, (210, 40, 460)), []


@scene(
    "resting-hands/keep-still",
    pose="rest",
    alt="One open hand rests on the thigh and knee. The other hand cups the calf and heel. Both hands are still.",
)
def keep_still(s):
    return side_view(s, (60, -12, 590)), []


@scene(
    "resting-hands/keep-still-nicu",
    pose="rest_preterm",
    alt="A small baby in the incubator, wrapped, with one leg out. One open hand rests on the knee, the other cups "
    "the heel. The other foot wears a soft band with a wire.",
)
def keep_still_nicu(s):
    return from_the_side(s), []


def from_the_side(s):
    """Through the side of the incubator, with what lies round the baby there."""
    s.hands += [Probe(s.baby, s.other), Wrap(s.baby, s.leg, s.other), Ports()]
    return s.camera((-0.68, -0.34, 0.26), (0.03, -0.11, 0.04), fov=23, crop=(62, 44, 678))


@scene(
    "resting-hands/one-leg-out-nicu",
    pose="one_leg_out",
    alt="A small baby in the incubator, wrapped. Only one leg is out of the wrap. The other foot wears a soft band "
    "with a wire. No hand touches the baby yet.",
)
def one_leg_out_nicu(s):
    return from_the_side(s), []
