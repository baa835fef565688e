"""The posable newborn: skin, blush, nappy, and the frame of one leg."""

import numpy as np
from scipy.spatial import cKDTree

from .geometry import X, Y, Z, catmull_clark, neighbour_mean, normals, triangles, turn, unit
from .rig import Rig, shorten_feet

TO_SCENE = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0.0]])  # rest axes -> supine, feet to the viewer
ARM = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal", "shoulder")
HEAD = ("head", "neck", "eye")
FOOT = 0.88  # the baked feet are long for a newborn: 8.9 cm at term


def share(rig, names):
    return rig.W[:, [i for i, label in enumerate(rig.labels) if label.startswith(names)]].sum(1)


def below_the_neck(rig):  # the face is no picture's subject
    return (rig.V[:, 2] < rig.H[rig.id["root"]][2] + 0.15) & (share(rig, HEAD) < 0.3)


# What a picture shows; "whole" is for a look from behind the crown, where no face is seen.
SHOWN = dict(
    legs=lambda rig: below_the_neck(rig) & (share(rig, ARM) < 0.3),
    arms=below_the_neck,
    whole=lambda rig: np.ones(len(rig.V), bool),
)


class Baby:
    def __init__(self, data="baby", levels=2, shown="legs", foot=FOOT):
        self.data, self.foot = data, foot
        self.rig = Rig(data, levels, SHOWN[shown])
        shorten_feet(self.rig, foot)
        if data == "baby":
            self._round_the_legs()
        self.pelvis = self.rig.H[self.rig.id["root"]]
        self._blush()
        self._cut_nappy()

    def _round_the_legs(self):
        """A term newborn has rounder thighs and calves than the baked body."""
        r, H = self.rig, lambda b, s: self.rig.H[self.rig.id[f"{b}.{s}"]]
        for s in "LR":
            hip, knee, ankle = H("upperleg01", s), H("lowerleg01", s), H("foot", s)
            for a, b, amount, bones in ((hip, knee, 0.13, "upperleg"), (knee, ankle, 0.16, "lowerleg")):
                d, length = unit(b - a), np.linalg.norm(b - a)
                w = r.W[:, [r.id[f"{bones}0{k}.{s}"] for k in (1, 2)]].sum(1)
                along = (r.V - a) @ d
                bump = np.clip(np.sin(np.pi * np.clip(along / length, 0.02, 0.98)), 0, 1) ** 0.8
                r.V = r.V + (r.V - a - np.outer(along, d)) * (amount * bump * w)[:, None]

    def _blush(self):
        r = self.rig
        blush = np.zeros(len(r.V))
        for s in "LR":
            toes = [i for i, label in enumerate(r.labels) if label.startswith("toe") and label.endswith(s)]
            knee, ankle = r.H[r.id["lowerleg01." + s]], r.H[r.id["foot." + s]]
            blush += 0.9 * r.W[:, toes].sum(1)
            for centre, size, amount in (
                (knee + [0, -0.028, -0.002], 0.016, 0.8),
                (ankle + [0, 0.022, -0.018], 0.014, 0.85),
            ):
                blush += amount * np.exp(-((r.V - centre) ** 2).sum(1) / size**2)
        self.blush = np.clip(blush, 0, 1)
        down = -normals(r.V, triangles(r.F))[:, 2]
        self.pale = np.clip((down - 0.30) / 0.3, 0, 1) * share(r, ("foot", "toe"))

    def _cut_nappy(self):
        """The hip patch between a waist plane and one plane per leg, finely subdivided for smooth cuffs."""
        r = self.rig
        S1, Fa = catmull_clark(r.F, len(r.V))
        S2, Fb = catmull_clark(Fa, S1.shape[0])
        S = S2 @ S1
        V, W = S @ r.V, S @ r.W
        field = V[:, 2] - (self.pelvis[2] + 0.050 + 0.25 * np.maximum(0, V[:, 1]))
        for s, sign in (("L", 1), ("R", -1)):
            n = unit([sign * 0.66, -0.22, -0.72])
            c = r.H[r.id["upperleg01." + s]] + np.array([sign * 0.010, 0, -0.030])
            field = np.maximum(field, np.where(V[:, 0] * sign > -0.002, (V - c) @ n, -1))
        F = Fb[(field < 0)[Fb].all(1)]
        used = np.unique(F)
        index = -np.ones(len(V), int)
        index[used] = np.arange(len(used))
        F, n = index[F], len(used)
        self.nappy_V, self.nappy_W, self.nappy_T = V[used], W[used], triangles(F)
        e = np.concatenate([F[:, [k, (k + 1) % 4]] for k in range(4)])
        self._mean = neighbour_mean(e, n)
        edges, count = np.unique(np.sort(e, 1), axis=0, return_counts=True)
        border = edges[count == 1]
        self._border = np.zeros(n, bool)
        self._border[border.ravel()] = True
        self._border_mean = neighbour_mean(border, n)
        self._ring, near = np.full(n, 6.0), self._border.copy()
        for k in range(6):
            self._ring = np.where(near & (self._ring > k), k, self._ring)
            near = near | (self._mean @ near.astype(float) > 0)

    def _wrap(self, v):
        """Posed patch -> soft padded shell. After posing, so that groin folds are bridged and not creased."""
        border, mean, N, w = self._border, self._mean, normals(v, self.nappy_T), v.copy()
        inner = ~border[:, None]
        for _ in range(30):
            w[border] = 0.4 * w[border] + 0.6 * (self._border_mean @ w)[border]
        w = np.where(inner, w + N * 0.007, w)
        for _ in range(70):
            w = np.where(inner, 0.4 * w + 0.6 * (mean @ w), w)
        thick = np.interp(self._ring, [0, 1, 2, 3, 6], [-0.0005, 0.004, 0.0062, 0.006, 0.0055])
        skin = cKDTree(v)
        for _ in range(2):
            w = w + normals(w, self.nappy_T) * (thick / 2)[:, None]
            _, i = skin.query(w)
            height = ((w - v[i]) * N[i]).sum(1)
            w = w + N[i] * np.maximum(0, np.minimum(thick, 0.004) - height)[:, None] * inner
            for _ in range(3):
                w = np.where(inner, 0.5 * w + 0.5 * (mean @ w), w)
        return w

    def pose(self, L, R):
        """Per leg in degrees: hip=(bend, apart, turned out), knee, ankle=(up, in), toes=curl."""
        P = {}
        for s, spec in (("L", L), ("R", R)):
            sign = 1 if s == "L" else -1
            bend, apart, out = spec.get("hip", (25, 15, 20))
            up, inward = spec.get("ankle", (0, 0))
            curl = spec.get("toes", 8)
            P["upperleg01." + s] = turn(X, -bend) @ turn(Y, -sign * apart) @ turn(Z, sign * out * 0.6)
            P["upperleg02." + s] = turn(Z, sign * out * 0.4)
            P["lowerleg01." + s] = turn(X, spec.get("knee", 25))
            P["foot." + s] = turn(X, -up) @ turn(Y, -sign * inward)
            for label in self.rig.labels:
                if label.startswith("toe") and label.endswith(s):
                    P[label] = turn(X, curl * (0.5 if label[4:6] == "-1" else 1))
        P.update(self._relaxed_arms())
        r = self.rig
        G, t = r.bones(P)
        self.G, self.t = np.einsum("ij,njk->nik", TO_SCENE, G), t @ TO_SCENE.T - TO_SCENE @ self.pelvis
        self.V = r.S @ r.skin(self.G, self.t)
        self.nappy = self._wrap(r.skin(self.G, self.t, self.nappy_V, self.nappy_W))
        self.N = normals(self.V, r.T)
        return self

    def _relaxed_arms(self):
        """Bent elbows and soft fists; seen only in pictures of the whole body."""
        P = {}
        for s, sign in (("L", 1), ("R", -1)):
            P["upperarm01." + s] = turn(Y, -sign * 30) @ turn(X, 10)
            P["lowerarm01." + s] = turn(Y, -sign * 105) @ turn(Z, sign * -30)

            def head(bone, s=s):
                return self.rig.H[self.rig.id[f"{bone}.{s}"]]

            along = unit(head("finger3-1") - head("wrist"))
            palm = sign * unit(np.cross(along, head("finger2-1") - head("finger5-1")))
            for k in (2, 3, 4, 5):
                for j, bend in ((1, 55), (2, 75), (3, 40)):
                    a, b = (f"finger{k}-{j}", f"finger{k}-{j + 1}") if j < 3 else (f"finger{k}-2", f"finger{k}-3")
                    P[f"finger{k}-{j}.{s}"] = turn(np.cross(unit(head(b) - head(a)), palm), bend)
        return P

    def joint(self, bone):
        i = self.rig.id[bone]
        return self.G[i] @ self.rig.H[i] + self.t[i]

    def axes(self, bone):
        """Images of the rest axes under a bone."""
        return self.G[self.rig.id[bone]] @ TO_SCENE.T

    def skin_at(self, origin, direction, width=0.006):
        """Outermost skin point hit by a ray."""
        d = unit(direction)
        q = self.V - origin
        s = q @ d
        off = np.linalg.norm(q - np.outer(s, d), axis=1)
        hit = np.where((off < width) & (s > 0) & (s < 0.09))[0]
        while not len(hit):
            width *= 1.5
            hit = np.where((off < width) & (s > -0.01) & (s < 0.09))[0]
        return self.V[hit[np.argmin(off[hit] * 0.5 - s[hit])]]

    def objects(self):
        r = self.rig
        return [
            dict(
                name="baby",
                material="baby",
                V=self.V,
                T=r.T,
                nails=r.nails,
                blush=r.S @ self.blush,
                pale=r.S @ self.pale,
            ),
            dict(name="nappy", material="nappy", V=self.nappy, T=self.nappy_T),
        ]
