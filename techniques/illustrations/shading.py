"""Buffers of a posed scene, and the flat tones cut from them."""

import numpy as np
from scipy import ndimage as ndi

from .camera import Camera, rasterise
from .geometry import normals

blur = ndi.gaussian_filter
KEY_LIGHT = np.array([-0.42, 0.50, 0.76])  # fixed to the camera, so that every picture has the same look
SUN = np.array([0.12, 0.10, 1.0])  # near the vertical: contact shadows only
LEVELS = dict(baby=(0.93, 0.58, 0.38), hand=(0.90, 0.60, 0.40), nappy=(9, 0.62, 0.38))  # light, shade, deep

PALE = dict(baby="baby-sole", hand="hand-palm")


def buffers(objects, cam):
    """Depth, object, normal, blush, nail and paleness per pixel."""
    P, T, N, owner, A, offset = [], [], [], [], [], 0
    for k, o in enumerate(objects):
        zero = np.zeros(len(o["V"]))
        P.append(cam.project(o["V"]))
        T.append(o["T"] + offset)
        N.append(normals(o["V"], o["T"]))
        owner.append(np.full(len(o["T"]), k))
        A.append(np.stack([o.get(name, zero) for name in ("blush", "nails", "pale")], 1))
        offset += len(o["V"])
    P, T, N, owner, A = map(np.concatenate, (P, T, N, owner, A))
    cloth = np.isin(owner, [k for k, o in enumerate(objects) if o["material"] == "cloth"])
    front, behind = np.where(~cloth)[0], np.where(cloth)[0]  # the towel is a backdrop: it never hides a forearm
    z, face, b0, b1 = rasterise(P, T[front], cam.size, cam.size, True)
    face = np.where(face >= 0, front[face], -1)
    if len(behind):
        z2, f2, c0, c1 = rasterise(P, T[behind], cam.size, cam.size, True)
        use = (face < 0) & (f2 >= 0)
        face, z = np.where(use, behind[f2], face), np.where(use, z2, z)
        b0, b1 = np.where(use, c0, b0), np.where(use, c1, b1)
    drawn, f, weights = face >= 0, T[face], (b0, b1, 1 - b0 - b1)
    n = sum(N[f[..., i]] * w[..., None] for i, w in enumerate(weights)) @ cam.R.T
    n /= np.linalg.norm(n, axis=-1, keepdims=True) + 1e-9
    n[~drawn] = (0, 0, 1)
    a = sum(A[f[..., i]] * w[..., None] for i, w in enumerate(weights)) * drawn[..., None]
    z = np.where(drawn, z, z[drawn].max() + 0.3)
    pos, px = cam.unproject(z)
    b = dict(z=z, owner=np.where(drawn, owner[face], -1), n=n, blush=a[..., 0], nail=a[..., 1], pale=a[..., 2])
    b.update(drawn=drawn, px=px, pos=pos)
    return {k: v.astype(np.float32) if v.dtype == float else v for k, v in b.items()}


def mirror(b):
    """The other side of the body: the scene is flipped here, before the light is set."""
    b = {k: np.ascontiguousarray(v[:, ::-1]) for k, v in b.items()}
    b["n"] *= np.array([-1, 1, 1], np.float32)
    return b


def sunlight(b, objects, size=1024, soft=3, bias=0.004):
    """Share of sun per pixel, and how high above the pixel its caster is."""
    casters = [o for o in objects if o["material"] != "cloth"]
    V = np.concatenate([o["V"] for o in casters])
    T, offset = [], 0
    for o in casters:
        T.append(o["T"] + offset)
        offset += len(o["V"])
    c, r = (V.min(0) + V.max(0)) / 2, np.linalg.norm(np.ptp(V, axis=0)) / 2
    light = Camera(c + SUN / np.linalg.norm(SUN) * (r + 1), c, up=(0, 1, 0.01), size=size, ortho=2 * r)
    z, *_ = rasterise(light.project(V), np.concatenate(T), size, size, False)
    pos = b["pos"][::2, ::2]  # every second pixel is enough: the result is blurred
    q = light.project(pos.reshape(-1, 3)).astype(np.float32)
    column, row = q[:, 0].astype(np.int32), q[:, 1].astype(np.int32)

    def look(image, dx=0, dy=0):
        return image[np.clip(row + dy, 0, size - 1), np.clip(column + dx, 0, size - 1)]

    steps = [(dx, dy) for dx in (-soft, 0, soft) for dy in (-soft, 0, soft)]
    lit = sum((q[:, 2] - bias < look(z, dx, dy)).astype(np.float32) for dx, dy in steps) / 9
    nearest = ndi.grey_erosion(np.where(z > 1e8, 1e3, z), 9)
    height = np.clip(q[:, 2] - look(nearest), 0, 9)
    h, w = b["z"].shape
    return tuple(v.reshape(pos.shape[:2]).repeat(2, 0).repeat(2, 1)[:h, :w] for v in (lit, height))


def within(mask, value, s):
    """Blur that does not leak over the edge of the mask; only where there is something to blur."""
    out = np.zeros(mask.shape, np.float32)
    rows, columns = (np.flatnonzero((mask & (value != 0)).any(axis)) for axis in (1, 0))
    if len(rows):
        pad = int(4 * s) + 2
        box = tuple(slice(max(0, n[0] - pad), n[-1] + pad) for n in (rows, columns))
        m = mask[box].astype(np.float32)
        out[box] = blur(m * value[box], s) / np.maximum(blur(m, s), 1e-4)
    return out


def wide_blur(image, s, step=4):
    """A large blur, done on a coarse grid."""
    h, w = image.shape
    coarse = image[: h // step * step, : w // step * step].reshape(h // step, step, w // step, step).mean((1, 3))
    coarse = np.pad(blur(coarse, s / step), ((0, 1), (0, 1)), "edge")
    return blur(coarse.repeat(step, 0).repeat(step, 1)[:h, :w], step / 2)


def grown(mask, r):
    """With all pixels up to r away; r is a few pixels."""
    n = int(r)
    y, x = np.mgrid[-n : n + 1, -n : n + 1]
    return ndi.binary_dilation(mask, x * x + y * y <= r * r) if mask.any() else mask


def tones(b, objects):
    """Ordered flat layers: (paint name, mask)."""
    lit, height = sunlight(b, objects)
    z, owner, k = b["z"], b["owner"], b["z"].shape[0] / 1536
    hidden = (np.clip((z - blur(z, 8 * k)) / 0.010, 0, 1) + np.clip((z - wide_blur(z, 26 * k)) / 0.035, 0, 1)) / 2
    facing = np.clip(b["n"] @ (KEY_LIGHT / np.linalg.norm(KEY_LIGHT)), -1, 1) * 0.5 + 0.5
    value = facing - 0.16 * (1 - lit) - 0.60 * np.clip(hidden, 0, 1)
    layers = []
    for material in dict.fromkeys(o["material"] for o in objects):
        ids = [i for i, o in enumerate(objects) if o["material"] == material]
        M = np.isin(owner, ids)
        if not M.any():
            continue
        if material == "cloth":
            shade = within(M, (1 - lit) * np.clip(1.25 - height / 0.16, 0, 1), 9 * k)
            layers.append(("cloth-shade", M & (shade > 0.42)))
            continue
        v = np.zeros_like(value)
        for i in ids:
            v[owner == i] = within(owner == i, value, 6.5 * k)[owner == i]
        if material == "baby":
            v += 0.12 * within(M, b["pale"], 6.5 * k) * M  # shade on a sole looks like a bruise
        light, shade, deep = LEVELS[material]
        layers.append((material, grown(M, 2 * k)))
        if material == "baby":
            layers.append(("blush", M & (within(M, b["blush"], 4 * k) > 0.5)))
        layers.append((material + "-light", M & (v > light)))
        layers.append((material + "-shade", M & (v < shade)))
        layers.append((material + "-deep", M & (v < deep)))
        if material in PALE:
            layers.append((PALE[material], M & (within(M, b["pale"], 4 * k) > 0.5)))
        layers.append(({"baby": "bnail", "hand": "nail"}.get(material, "nail"), nail_mask(b, M, k)))
    return layers


def nail_mask(b, M, k):
    return (within(M, b["nail"], 1.5 * k) > 0.5) & M
