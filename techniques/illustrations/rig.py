"""A baked figure: linear-blend skinning on the coarse mesh, then subdivision."""

import hashlib
from functools import cache
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from .geometry import catmull_clark, subdivide_uv, triangles

DATA = Path(__file__).parent / "data"


@cache
def fingerprint(name):
    return hashlib.sha256((DATA / f"{name}.npz").read_bytes()).hexdigest()


class Rig:
    """Rest mesh V, quads F, weights W, bone heads H; a pose is one 3x3 rotation per bone name, in rest axes."""

    def __init__(self, name, levels=2, keep=None, extrude=None):
        z = np.load(DATA / f"{name}.npz", allow_pickle=False)
        self.V, self.H, self.F, self.W = z["V"].astype(float), z["H"], z["F"], z["W"].astype(float)
        self.labels, self.parents = [str(s) for s in z["labels"]], z["parents"]
        self.id = {label: i for i, label in enumerate(self.labels)}
        UV = z["UV"]
        if keep is not None:
            UV = self._restrict(keep(self), UV)
        if extrude is not None:
            UV = self._lengthen(np.asarray(extrude(self)), UV)
        S, F = sp.identity(len(self.V)).tocsr(), self.F
        for _ in range(levels):
            s, F = catmull_clark(F, S.shape[0])
            S, UV = s @ S, subdivide_uv(UV)
        self.S, self.Fs, self.T, self.Ws = S, F, triangles(F), S @ self.W
        self._sample_nails(z["nails"].astype(float) / 255, UV)
        self.order = self._parents_first()

    def _restrict(self, keep, UV):
        kept = keep[self.F].all(1)
        F = self.F[kept]
        used = np.unique(F)
        index = -np.ones(len(self.V), int)
        index[used] = np.arange(len(used))
        self.V, self.W, self.F = self.V[used], self.W[used], index[F]
        return UV[kept]

    def _lengthen(self, offset, UV):
        """Pull the open end of a tube (the forearm) out, so that the cut leaves the frame."""
        F = self.F
        e = np.concatenate([F[:, [k, (k + 1) % 4]] for k in range(4)])
        _, inverse, count = np.unique(np.sort(e, 1), axis=0, return_inverse=True, return_counts=True)
        e = e[count[inverse] == 1]
        ring = np.unique(e)
        new = -np.ones(len(self.V), int)
        new[ring] = len(self.V) + np.arange(len(ring))
        self.V, self.W = np.vstack([self.V, self.V[ring] + offset]), np.vstack([self.W, self.W[ring]])
        self.F = np.vstack([F, np.stack([e[:, 1], e[:, 0], new[e[:, 0]], new[e[:, 1]]], 1)])
        return np.concatenate([UV, np.zeros((len(e), 4, 2), UV.dtype)])

    def _sample_nails(self, image, UV):
        h, w = image.shape
        u = np.clip((UV[..., 0].mean(1) * w).astype(int), 0, w - 1)
        v = np.clip(((1 - UV[..., 1].mean(1)) * h).astype(int), 0, h - 1)
        self.nail_faces = image[v, u]
        F, n = self.Fs, self.S.shape[0]
        count = np.zeros(n)
        np.add.at(count, F.ravel(), 1)
        value = self.nail_faces
        for _ in range(3):  # first to the vertices, then smoothed twice
            vertex = np.zeros(n)
            np.add.at(vertex, F.ravel(), np.repeat(value, 4))
            vertex /= np.maximum(count, 1)
            value = vertex[F].mean(1)
        self.nails = vertex

    def _parents_first(self):
        done, order = set(), []
        while len(order) < len(self.labels):
            for i, parent in enumerate(self.parents):
                if i not in done and (parent < 0 or parent in done):
                    done.add(i)
                    order.append(i)
        return order

    def bones(self, pose):
        """Rotation and translation of every bone."""
        B = len(self.labels)
        G, t = np.zeros((B, 3, 3)), np.zeros((B, 3))
        for i in self.order:
            p, R = self.parents[i], pose.get(self.labels[i])
            Gp, tp = (np.eye(3), np.zeros(3)) if p < 0 else (G[p], t[p])
            if R is None:
                G[i], t[i] = Gp, tp
            else:
                head = self.H[i]
                G[i], t[i] = Gp @ R, Gp @ (head - R @ head) + tp
        return G, t

    def skin(self, G, t, V=None, W=None):
        V, W = (self.V if V is None else V), (self.W if W is None else W)
        A = W @ np.concatenate([G.reshape(len(G), 9), t], 1)
        return np.einsum("nij,nj->ni", A[:, :9].reshape(-1, 3, 3), V) + A[:, 9:]


def shorten_feet(rig, k):
    """Towards the ankle, by the share that the foot's bones have in the skin, so that the ankle stays smooth."""
    for s in "LR":
        ankle = rig.H[rig.id["foot." + s]].copy()
        mine = [i for i, label in enumerate(rig.labels) if label.startswith(("foot", "toe")) and label.endswith(s)]
        smaller = (1 - k) * rig.W[:, mine].sum(1)
        rig.V = rig.V + (ankle - rig.V) * smaller[:, None]
        rig.H[mine] = ankle + (rig.H[mine] - ankle) * k
