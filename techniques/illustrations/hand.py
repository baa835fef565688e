"""The posable adult hand: 29 numbers, a placement frame, and the landmarks that touch."""

from functools import cache

import numpy as np

from .geometry import normals, rotation, triangles, turn, unit
from .joints import FINGERS, HIGH, LENGTH, LOW, NAMES
from .rig import Rig


@cache
def model(side, data, levels):
    """The unposed hand, built once."""
    hand = Hand.__new__(Hand)
    hand._build(side, data, levels)
    return hand


class Hand:
    def __init__(self, side, data="hand", levels=2):
        self.__dict__.update(model(side, data, levels).__dict__)
        self.low, self.high, self.cost = dict(LOW), dict(HIGH), 0.0

    def _build(self, side, data, levels):
        self.side, self.data = side, data

        def forearm(q):
            return unit(q.H[q.id["lowerarm01." + side]] - q.H[q.id["lowerarm02." + side]]) * 0.22

        self.rig = r = Rig(data + side, levels, extrude=forearm)
        wrist = r.H[r.id["wrist." + side]].copy()
        tip = r.W[:, r.id["finger3-3." + side]] > 0.5
        k = LENGTH[data] / np.linalg.norm(r.V[tip] - wrist, axis=1).max()
        r.V, r.H = (r.V - wrist) * k, (r.H - wrist) * k
        self._frame()
        self._landmarks()
        self._axes()
        self._palm_side()

    def head(self, bone):
        return self.rig.H[self.rig.id[f"{bone}.{self.side}"]]

    def weight(self, bone):
        return self.rig.W[:, self.rig.id[f"{bone}.{self.side}"]]

    def _frame(self):
        """Palm normal from the knuckles; the pad side of a finger is opposite to its nail."""
        r = self.rig
        self.knuckles = [self.head(f"finger{k}-1") for k in FINGERS]
        self.along = unit(self.knuckles[1])
        n = unit(np.cross(self.along, self.knuckles[0] - self.knuckles[3]))
        VS = r.S @ r.V
        NS, self.pad = normals(VS, r.T), {}
        for k in (1, *FINGERS):
            nail = (r.nail_faces > 0.5) & (r.Ws[r.Fs].mean(1)[:, r.id[f"finger{k}-3.{self.side}"]] > 0.5)
            self.pad[k] = -unit(NS[r.Fs[nail].ravel()].mean(0))
        self.palm = n if n @ np.mean([self.pad[k] for k in FINGERS], 0) > 0 else -n
        self.B0 = np.stack([self.along, self.palm, np.cross(self.along, self.palm)], 1)

    def _landmarks(self):
        """Vertices that touch: '23' = pad of finger 2's third bone, '2t' = its tip, palm, web."""
        r, self.lm = self.rig, {}
        for k in (1, *FINGERS):
            end = unit(self.head(f"finger{k}-3") - self.head(f"finger{k}-2"))
            for j in (1, 2, 3):
                if (k, j) == (1, 1):
                    continue
                a, own = self.head(f"finger{k}-{j}"), self.weight(f"finger{k}-{j}") > 0.55
                after = self.head(f"finger{k}-{j + 1}") if j < 3 else a + end * np.ptp((r.V[own] - a) @ end) * 1.25
                d = unit(after - a)
                pad = self.pad[k] if k == 1 else unit(self.pad[k] * 0.6 + self.palm * 0.4)
                pad = unit(pad - d * (pad @ d))
                q = r.V - (a + after) / 2
                score = q @ pad - 1.2 * np.abs(q @ d) - 0.8 * np.abs(q @ np.cross(d, pad))
                self.lm[f"{k}{j}"] = int(np.argmax(np.where(own, score, -9)))
            score = (r.V - self.head(f"finger{k}-3")) @ unit(end + 0.35 * self.pad[k])
            self.lm[f"{k}t"] = int(np.argmax(np.where(self.weight(f"finger{k}-3") > 0.55, score, -9)))
        q = r.V - np.mean(self.knuckles, 0) * 0.55
        off = np.linalg.norm(q - np.outer(q @ self.palm, self.palm), axis=1)
        self.lm["palm"] = int(np.argmax(q @ self.palm - 1.5 * off))
        q = r.V - 0.5 * (self.head("finger1-2") + self.knuckles[0])
        self.lm["web"] = int(np.argmax(q @ self.palm * 0.5 - np.linalg.norm(q, axis=1)))

    def _axes(self):
        _r, self.ax = self.rig, {}
        for k in FINGERS:
            a, b, c = (self.head(f"finger{k}-{j}") for j in (1, 2, 3))
            pad = unit(self.palm * 0.35 + self.pad[k] * 0.65)
            self.ax[k] = unit(np.cross(unit(b - a), self.palm)), unit(np.cross(unit(c - b), pad))
        a, b, c = (self.head(f"finger1-{j}") for j in (1, 2, 3))
        d1, d2 = unit(b - a), unit(c - b)
        self.ax[1] = unit(np.cross(d2, self.pad[1])), unit(np.cross(d1, self.palm)), d1
        arm = self.weight("lowerarm01") + self.weight("lowerarm02")
        thumb = self.weight("finger1-2") + self.weight("finger1-3") > 0.5
        self.sample = np.r_[np.where((arm < 0.3) & ~thumb)[0][::3], np.where(thumb)[0][::2]]

    def _palm_side(self):
        """Palms and finger pads have their own lighter tone."""
        N = normals(self.rig.V, triangles(self.rig.F))
        thumb = sum(self.weight(f"finger1-{j}") for j in (1, 2, 3))[:, None]
        facing = (N * (thumb * self.pad[1] + (1 - thumb) * self.palm)).sum(1)
        arm = self.weight("lowerarm01") + self.weight("lowerarm02")
        self.pale = np.clip((facing - 0.2) / 0.3, 0, 1) * np.clip(1 - 1.5 * arm, 0, 1)

    @staticmethod
    def relaxed(m=15, p=20, d=10, **named):
        """A starting pose: the same bend for all fingers, single numbers by name."""
        x, same = np.zeros(len(NAMES)), dict(m=m, p=p, d=d)
        for i, n in enumerate(NAMES):
            if n[0] in same and n[1:] in ("2", "3", "4", "5"):
                x[i] = same[n[0]]
            x[i] = named.get(n, x[i])
        return x

    def limit(self, **high):
        """Room for parallel, flat fingers; single upper limits by name."""
        self.high.update(dict(a=24), **high)
        self.low.update(a=-24, m=-32)
        return self

    def place(self, fingers, palm, landmark, at):
        """Fingers along, palm facing, and a landmark at a point: where a fit starts."""
        f = unit(fingers)
        p = unit(np.asarray(palm) - f * (f @ palm))
        self.piv = self.rig.V[self.lm[landmark]]
        self.base = np.stack([f, p, np.cross(f, p)], 1) @ self.B0.T, np.asarray(at, float)
        return self

    def move(self, by):
        self.base = self.base[0], self.base[1] + by
        return self

    def bones(self, x):
        (R0, c0), q, r, s = self.base, dict(zip(NAMES, x, strict=False)), self.rig, self.side
        sign, P = (1 if s == "R" else -1), {}
        Rw = rotation(np.deg2rad(x[:3])) @ R0
        tw = c0 + np.asarray(x[3:6]) / 1000.0 - Rw @ self.piv
        for k in FINGERS:
            knuckle, joint = self.ax[k]
            P[f"finger{k}-1.{s}"] = turn(knuckle, q[f"m{k}"]) @ turn(self.palm, sign * q[f"a{k}"])
            P[f"finger{k}-2.{s}"], P[f"finger{k}-3.{s}"] = turn(joint, q[f"p{k}"]), turn(joint, q[f"d{k}"])
        bend, swing, length = self.ax[1]
        P[f"finger1-1.{s}"] = turn(swing, q["t0"]) @ turn(self.palm, sign * q["t1"]) @ turn(length, sign * q["t2"])
        P[f"finger1-2.{s}"], P[f"finger1-3.{s}"] = turn(bend, q["tm"]), turn(bend, q["ti"])
        G, t = np.zeros((len(r.labels), 3, 3)), np.zeros((len(r.labels), 3))
        arm = Rw @ turn(self.B0[:, 2], q["wf"]) @ turn(self.palm, q["wd"])
        for i in r.order:  # the wrist is the root; the forearm hangs from it
            label, p = r.labels[i], r.parents[i]
            if label.startswith(("lowerarm", "wrist")):
                G[i], t[i] = (arm if label.startswith("lowerarm") else Rw), tw
            elif label in P:
                h = r.H[i]
                G[i], t[i] = G[p] @ P[label], G[p] @ (h - P[label] @ h) + t[p]
            else:
                G[i], t[i] = G[p], t[p]
        return G, t

    def verts(self, x, idx=None):
        G, t = self.bones(x)
        return self.rig.skin(G, t) if idx is None else self.rig.skin(G, t, self.rig.V[idx], self.rig.W[idx])

    def at(self, landmark):
        return self.verts(self.x, [self.lm[landmark]])[0]

    def surface(self, only=None):
        """Fine skin points and normals of the fitted hand; only='finger1' for the thumb alone."""
        r = self.rig
        V = r.S @ self.verts(self.x)
        N = normals(V, r.T)
        if only is None:
            return V, N
        part = r.Ws[:, [i for i, label in enumerate(r.labels) if label.startswith(only)]].sum(1) > 0.5
        return V[part], N[part]

    def objects(self):
        r = self.rig
        return [
            dict(
                name="hand" + self.side,
                material="hand",
                V=r.S @ self.verts(self.x),
                T=r.T,
                nails=r.nails,
                pale=r.S @ self.pale,
            )
        ]

    def dump(self):
        R0, c0 = self.base
        numbers = dict(x=(self.x, 4), piv=(self.piv, 6), R0=(R0, 7), c0=(c0, 6))
        rounded = {k: np.round(v, n).tolist() for k, (v, n) in numbers.items()}
        return dict(side=self.side, data=self.data, cost=round(self.cost, 1), **rounded)

    @classmethod
    def load(cls, d, levels=2):
        hand = cls(d["side"], d["data"], levels)
        hand.x, hand.piv = np.array(d["x"]), np.array(d["piv"])
        hand.base, hand.cost = (np.array(d["R0"]), np.array(d["c0"])), d["cost"]
        return hand
