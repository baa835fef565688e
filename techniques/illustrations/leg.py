"""The frame of one posed leg, and places on its skin."""

import numpy as np

from .geometry import X, Y, Z, across, unit


class Leg:
    """Down the leg a, up, out; foot: U to the toes, S out of the sole, R = U x S."""

    def __init__(self, baby, side):
        self.baby, self.side = baby, side
        self.hip, self.knee, self.ankle = (baby.joint(f"{j}.{side}") for j in ("upperleg01", "lowerleg01", "foot"))
        self.middle_toe, self.big_toe = baby.joint(f"toe3-1.{side}"), baby.joint(f"toe1-2.{side}")
        outward = X if side == "L" else -X
        self.a = unit(self.ankle - self.hip)
        self.up = across(Z, self.a)
        self.out = np.cross(self.a, self.up)
        self.out = self.out if self.out @ outward > 0 else -self.out
        self.S = unit(baby.axes("foot." + side) @ -Y)
        self.U = across(self.middle_toe - self.ankle, self.S)
        self.R = np.cross(self.U, self.S)

    def axis_point(self, t):
        """0 hip, .5 knee, 1 ankle."""
        if t < 0.5:
            return self.hip + (self.knee - self.hip) * t / 0.5
        return self.knee + (self.ankle - self.knee) * (t - 0.5) / 0.5

    def skin(self, t, direction, width=0.006):
        return self.baby.skin_at(self.axis_point(t), direction, width)

    def along_foot(self, v):
        return self.ankle + self.U * (-0.012 + 0.046 * v) * self.baby.foot

    def sole(self, u, v):
        """u across (-1..1 along R), v 0 heel, 1 ball, 1.3 toes."""
        return self.baby.skin_at(self.along_foot(v) + self.R * (u * 0.013 * self.baby.foot), self.S, 0.005)

    def instep(self, u, v):
        k = self.baby.foot
        return self.baby.skin_at(self.along_foot(v) + (self.R * u * 0.011 + self.S * 0.012) * k, -self.S, 0.006)
