"""Warming stroke: one hand supports, the other palm strokes from the hip to the toes."""

from ..motion import Mark
from ..scene import scene
from .resting_hands import side_view


@scene("warming-stroke/support-leg", pose="rest", hands=(0,), alt="One open hand supports the calf and heel of one leg from below.")
def support_leg(s):
    return side_view(s, (60, 10, 600)), []


@scene("warming-stroke/palm-on-top", pose="rest", alt="One hand supports the leg. The other palm lies on top of the thigh.")
def palm_on_top(s):
    return side_view(s, (60, 10, 600)), []
