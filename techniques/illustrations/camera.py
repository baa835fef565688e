"""Perspective camera with a crop window, and the z-buffer."""

import numba as nb
import numpy as np

VIEW = 768  # every picture's viewBox


class Camera:
    def __init__(self, eye, target, up=(0, 0, 1), fov=24, crop=None, size=1536, ortho=None):
        self.eye = np.asarray(eye, float)
        forward = np.asarray(target, float) - self.eye
        forward /= np.linalg.norm(forward)
        right = np.cross(forward, up)
        right /= np.linalg.norm(right)
        self.R = np.stack([right, np.cross(right, forward), -forward])
        x, y, w = crop or (0, 0, VIEW)
        self.zoom, self.size, self.ortho = VIEW / w, size, ortho
        self.shift = np.array([x, y]) * size / VIEW
        self.f = 0.5 * size / np.tan(np.deg2rad(fov) / 2)

    def project(self, V):
        """Pixel x, pixel y, depth."""
        c = (np.asarray(V, float) - self.eye) @ self.R.T
        depth = -c[:, 2]
        s = self.f / depth if self.ortho is None else np.full(len(depth), self.size / self.ortho)
        x = (self.size / 2 + c[:, 0] * s - self.shift[0]) * self.zoom
        y = (self.size / 2 - c[:, 1] * s - self.shift[1]) * self.zoom
        return np.stack([x, y, depth], 1)

    def view(self, V):
        """Where points lie in the drawing, in viewBox units."""
        return self.project(np.atleast_2d(V))[:, :2] * VIEW / self.size

    def unproject(self, z):
        """World position of every pixel, and its size in metres."""
        y, x = np.mgrid[0 : self.size, 0 : self.size] + 0.5
        x, y = x / self.zoom + self.shift[0], y / self.zoom + self.shift[1]
        s = z / self.f if self.ortho is None else np.full_like(z, self.ortho / self.size)
        c = np.stack([(x - self.size / 2) * s, -(y - self.size / 2) * s, -z], -1)
        return c @ self.R + self.eye, s / self.zoom


@nb.njit(cache=True)
def rasterise(P, T, w, h, perspective):
    """Nearest triangle per pixel: depth, triangle number, two barycentric weights."""
    z = np.full((h, w), 1e9)
    face = np.full((h, w), -1, np.int32)
    b0 = np.zeros((h, w), np.float32)
    b1 = np.zeros((h, w), np.float32)
    for t in range(T.shape[0]):
        a, b, c = P[T[t, 0]], P[T[t, 1]], P[T[t, 2]]
        if a[2] < 1e-3 or b[2] < 1e-3 or c[2] < 1e-3:
            continue
        area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        if abs(area) < 1e-12:
            continue
        x0 = max(0, int(np.ceil(min(a[0], b[0], c[0]) - 0.5)))
        x1 = min(w - 1, int(np.floor(max(a[0], b[0], c[0]) - 0.5)))
        y0 = max(0, int(np.ceil(min(a[1], b[1], c[1]) - 0.5)))
        y1 = min(h - 1, int(np.floor(max(a[1], b[1], c[1]) - 0.5)))
        for y in range(y0, y1 + 1):
            py = y + 0.5
            for x in range(x0, x1 + 1):
                px = x + 0.5
                wa = ((b[0] - px) * (c[1] - py) - (b[1] - py) * (c[0] - px)) / area
                wb = ((c[0] - px) * (a[1] - py) - (c[1] - py) * (a[0] - px)) / area
                wc = 1 - wa - wb
                if wa < -1e-9 or wb < -1e-9 or wc < -1e-9:
                    continue
                if perspective:
                    ia, ib, ic = wa / a[2], wb / b[2], wc / c[2]
                    d = 1 / (ia + ib + ic)
                    pa, pb = ia * d, ib * d
                else:
                    d = wa * a[2] + wb * b[2] + wc * c[2]
                    pa, pb = wa, wb
                if d < z[y, x]:
                    z[y, x], face[y, x], b0[y, x], b1[y, x] = d, t, pa, pb
    return z, face, b0, b1
