"""What a baby in an incubator has round it: a wrap with one leg out, a probe with its lead, the ports of the wall."""

import numpy as np
from scipy import ndimage as ndi
from scipy.interpolate import CubicSpline

from ..geometry import neighbour_mean, normals, unit

STEP = 0.0025  # of the wrap's mesh, in metres


class Probe:
    """A soft band round the middle of a foot, and its lead; cut from the skin and lifted a little."""

    def __init__(self, baby, leg):
        low, high = 0.0235, 0.036  # metres from the ankle towards the toes
        (skin,) = (o for o in baby.objects() if o["material"] == "baby")
        V = skin["V"]
        along = (V - leg.ankle) @ leg.U
        near = np.linalg.norm(V - leg.ankle - leg.U * 0.03, axis=1) < 0.03
        T = skin["T"][(near & (along > low) & (along < high))[skin["T"]].any(1)]
        V = V + normals(V, skin["T"]) * 0.0012 + np.outer(np.clip(along, low, high) - along, leg.U)  # straight edges
        self.band = dict(name="band", material="nappy", V=V, T=T)
        start = leg.ankle + leg.U * 0.030 + leg.S * 0.012
        way = [(0, 0, 0), (-0.010, -0.014, -0.006), (-0.016, -0.04, -0.022), (0.01, -0.16, -0.045)]
        self.lead = tube(start + np.array(way))

    def objects(self):
        return [self.band, self.lead]


class Wrap:
    """A cloth over the body and the other leg down to its ankle; the touched leg comes out of it."""

    def __init__(self, baby, leg, other, floor=-0.054):
        thigh = leg.knee - leg.hip
        cut, down = leg.hip + thigh * 0.22, unit(thigh * [1, 1, 0])
        middle = (leg.hip[0] + other.hip[0]) / 2
        hem = other.ankle[1] + 0.016

        def covered(x, y):
            wave = 0.004 * np.sin(70 * x) + 0.003 * np.sin(110 * y)
            free = (x - cut[0]) * down[0] + (y - cut[1]) * down[1] + wave > 0
            return np.where(x > middle + wave, ~free, y + wave > hem)

        V = np.concatenate([baby.V, baby.nappy])
        V = V[covered(V[:, 0], V[:, 1]) & (V[:, 1] < 0.16)]
        xs, ys = np.arange(-0.24, 0.24, STEP), np.arange(-0.26, 0.24, STEP)
        z = np.full((len(xs), len(ys)), floor)
        np.maximum.at(z, (np.searchsorted(xs, V[:, 0]) - 1, np.searchsorted(ys, V[:, 1]) - 1), V[:, 2])
        z = ndi.grey_closing(z, 9)
        high = ndi.gaussian_filter(ndi.grey_dilation(z, 7), 3.5)
        x, y = np.meshgrid(xs, ys, indexing="ij")
        across = x * 0.55 + y * 0.85 + 0.012 * np.sin(30 * x)
        folds = 0.0042 * np.sin(across * 170) * np.clip(np.sin(across * 40 + 35 * x) + 0.7, 0, 1)
        P = np.stack([x, y, np.maximum(high, z) + 0.004 + folds], -1).reshape(-1, 3)
        on = covered(x, y)
        i, j = np.meshgrid(np.arange(len(xs) - 1), np.arange(len(ys) - 1), indexing="ij")
        a = (i * len(ys) + j).ravel()
        quads = np.stack([a, a + len(ys), a + len(ys) + 1, a + 1], 1)
        quads = quads[on.ravel()[quads].all(1)]
        T = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
        used, index = np.unique(T, return_inverse=True)
        V = hemmed(P[used], np.searchsorted(used, quads))
        self.cloth = dict(name="wrap", material="nappy", V=V, T=index.reshape(-1, 3))

    def objects(self):
        return [self.cloth]


def hemmed(V, quads, rounds=25):
    """The cloth with a smooth edge: without it the squares of its mesh show as teeth."""
    sides = np.sort(np.concatenate([quads[:, [k, (k + 1) % 4]] for k in range(4)]), 1)
    edges, count = np.unique(sides, axis=0, return_counts=True)
    border = edges[count == 1]
    on, mean, V = np.unique(border), neighbour_mean(border, len(V)), V.copy()
    for _ in range(rounds):
        V[on] = (mean @ V)[on]
    return V


class Ports:
    """Two round openings in the far wall, and the wall's lower edge."""

    def __init__(self, x=0.20, z=0.085, places=(-0.115, 0.06), radius=0.06):
        w = np.linspace(0, 2 * np.pi, 25)
        ring = np.stack([0 * w, np.cos(w) * radius, np.sin(w) * radius], 1)
        self.parts = [tube(ring + [x, y, z], 0.007, name="port") for y in places]
        self.parts.append(tube([(x, y, -0.03) for y in (-0.6, -0.2, 0.2, 0.6)], 0.004, name="edge"))

    def objects(self):
        return self.parts


def tube(points, radius=0.0016, n=10, name="lead"):
    """A round cord through the points."""
    points = np.array(points)
    q = CubicSpline(np.arange(len(points)), points)(np.linspace(0, len(points) - 1, 60))
    d = np.gradient(q, axis=0)
    side = np.cross(d, [0.1, 0.2, 1])
    d, side = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in (d, side))
    w = np.linspace(0, 2 * np.pi, n + 1)[:-1]
    ring = np.cos(w)[:, None] * side[:, None] + np.sin(w)[:, None] * np.cross(d, side)[:, None]
    V = (q[:, None] + radius * ring).reshape(-1, 3)
    i, j = np.divmod(np.arange((len(q) - 1) * n), n)
    a, b = i * n + j, i * n + (j + 1) % n
    T = np.concatenate([np.stack([a, b, a + n], 1), np.stack([b, b + n, a + n], 1)])
    return dict(name=name, material="nappy", V=V, T=T)
