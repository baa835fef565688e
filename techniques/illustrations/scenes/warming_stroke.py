"""Warming stroke: one hand supports, the other palm strokes from the hip to the toes."""

import numpy as np

from ..geometry import unit
from ..motion import Mark
from ..scene import scene
from .resting_hands import side_view

CROP = (60, -12, 590)
HOLD = "One hand supports the calf and heel. "


def on_skin(s, cam, t, lift=0.003):
    """The skin that the camera sees, at t down the leg."""
    p = s.leg.axis_point(t)
    to_eye = unit(cam.eye - p)
    return s.baby.skin_at(p, to_eye, 0.008) + to_eye * lift


@scene(
    "warming-stroke/support-leg",
    pose="rest",
    hands=(0,),
    alt="One open hand supports the calf and heel of one leg from below.",
)
def support_leg(s):
    return side_view(s, CROP), []


@scene("warming-stroke/palm-on-top", pose="rest", alt=HOLD + "The other palm lies on top of the thigh.")
def palm_on_top(s):
    return side_view(s, CROP), []


@scene(
    "warming-stroke/stroke-down",
    pose="rest",
    alt=HOLD + "The other palm strokes slowly from the thigh over the knee to the toes.",
)
def stroke_down(s):
    cam, g = side_view(s, CROP), s.leg
    to_eye = unit(cam.eye - g.ankle)
    toes = s.baby.joint("toe1-2.L") + g.U * 0.004 + to_eye * 0.008
    back = s.hands[1].at("31") + to_eye * 0.012  # the stroke begins under the hand
    leg = [on_skin(s, cam, t) for t in (0.58, 0.74, 0.9)]
    instep = g.ankle + g.U * 0.022 - g.S * 0.004 + to_eye * 0.016
    return cam, [Mark(cam.view(np.array([back, *leg, instep, toes])), 13, 26)]


@scene(
    "warming-stroke/start-again",
    pose="start_again",
    alt=HOLD + "The other hand lifts off and goes back to the top of the leg.",
)
def start_again(s):
    cam = side_view(s, CROP)
    thigh, tip = cam.view([on_skin(s, cam, 0.3), s.hands[1].at("2t")])
    return cam, [Mark(np.array([tip + [-6, -34], (tip + thigh) / 2 + [-30, -86], thigh + [-10, -30]]), 13, 26)]
