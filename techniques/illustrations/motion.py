"""Motion marks in the picture plane: arrows, press rings, the oil drop."""

from dataclasses import dataclass, field

import numpy as np
from scipy.interpolate import CubicSpline

from .camera import VIEW


@dataclass(frozen=True)
class Mark:
    """Points in viewBox units. head 0 = no arrow head; tail True = a head at both ends."""

    points: np.ndarray = field(repr=False)
    width: float = 13
    head: float = 26
    both: bool = False
    closed: bool = False
    filled: bool = False

    def mirrored(self):
        flipped = np.asarray(self.points, float) * [-1, 1] + [VIEW, 0]
        return Mark(flipped, self.width, self.head, self.both, self.closed, self.filled)

    def path(self):
        q = smooth(self.points, self.closed)
        return curve(q, self.closed) + "".join(
            head(q[::step], self.head) for step in ((1, -1) if self.both else (1,)) if self.head
        )


def smooth(points, closed=False, n=25):
    points = np.asarray(points, float)
    if closed:
        points = np.vstack([points, points[:1]])
    if len(points) == 2:
        return points[0] + np.linspace(0, 1, n)[:, None] * (points[1] - points[0])
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    n = max(n, 4 * (len(points) - 1) + 1)
    return CubicSpline(along, points, bc_type="periodic" if closed else "natural")(np.linspace(0, along[-1], n))


def curve(q, closed, step=4):
    """Cubic pieces through every fourth point."""
    tangent = np.gradient(q, axis=0)
    if closed:
        tangent[0] = tangent[-1] = (q[1] - q[-2]) / 2
    out = f"M{q[0][0]:.0f} {q[0][1]:.0f}"
    for i in range(0, len(q) - 1, step):
        j = i + step
        out += "C" + " ".join(
            f"{v:.0f}" for v in np.r_[q[i] + tangent[i] * step / 3, q[j] - tangent[j] * step / 3, q[j]]
        )
    return out + ("z" if closed else "")


def head(q, size):
    d = q[-1] - q[-4]
    d = d / np.linalg.norm(d)
    side, back = np.array([-d[1], d[0]]) * size * 0.72, q[-1] - d * size * 0.8
    a, b, c = back + side, q[-1], back - side
    return f"M{a[0]:.0f} {a[1]:.0f}L{b[0]:.0f} {b[1]:.0f}L{c[0]:.0f} {c[1]:.0f}"


def arc(centre, radius, start, end, n=7):
    """Degrees, clockwise on the page, 0 at three o'clock."""
    w = np.deg2rad(np.linspace(start, end, n))
    return np.asarray(centre) + np.stack([np.cos(w), np.sin(w)], 1) * radius


def coil(start, end, radius, turns=2, n=9):
    """Small circles that travel from start to end."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    k = np.linspace(0, 1, turns * n + 1)
    w = 2 * np.pi * turns * k + np.arctan2(*(start - end)[::-1])
    loops = start + k[:, None] * (end - start) + radius * np.stack([np.cos(w), np.sin(w)], 1)
    return np.vstack([loops, loops[-1] + (end - start) * 0.12])


def drop(x, y, scale=1.0):
    outline = [(0, 0), (14, 24), (30, 50), (40, 84), (28, 112), (0, 124), (-28, 112), (-40, 84), (-30, 50), (-14, 24)]
    return Mark(np.array(outline) * scale + [x, y], width=4, head=0, closed=True, filled=True)


def rings(centre, radii=(16, 30), width=7):
    """A press: rings around the place that is pressed."""
    return [Mark(arc(centre, r, 0, 360 * 7 / 8, 8), width, 0, closed=True) for r in radii]


def dots(centres, radius=9):
    """Places to press, one after the other."""
    return [Mark(arc(c, radius, 0, 360 * 7 / 8, 8), 2, 0, closed=True, filled=True) for c in centres]
