"""Buffers of a posed scene, and the flat tones cut from them."""

import numpy as np
from scipy import ndimage as ndi

from .camera import Camera, rasterise
from .geometry import normals

blur = ndi.gaussian_filter
KEY_LIGHT = np.array([-0.42, 0.50, 0.76])  # fixed to the camera, so that every picture has the same look
SUN = np.array([0.12, 0.10, 1.0])  # near the vertical: contact shadows only
LEVELS = dict(baby=(0.93, 0.58, 0.38), hand=(0.90, 0.60, 0.40), nappy=(9, 0.62, 0.38))  # light, shade, deep


def buffers(objects, cam, mirrored=False):
    """Depth, object, normal, blush and nail per pixel. Mirroring flips the scene here, before the light is set."""
    P, T, N, owner, A, offset = [], [], [], [], [], 0
    for k, o in enumerate(objects):
        zero = np.zeros(len(o["V"]))
        P.append(cam.project(o["V"]))
        T.append(o["T"] + offset)
        N.append(normals(o["V"], o["T"]))
        owner.append(np.full(len(o["T"]), k))
        A.append(np.stack([o.get("blush", zero), o.get("nails", zero)], 1))
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
    b = dict(z=z, owner=np.where(drawn, owner[face], -1), n=n, blush=a[..., 0], nail=a[..., 1], drawn=drawn, px=px, pos=pos)
    if mirrored:
        b = {k: np.ascontiguousarray(v[:, ::-1]) for k, v in b.items()}
        b["n"] = b["n"] * np.array([-1.0, 1, 1])
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
    q = light.project(b["pos"].reshape(-1, 3))

    def look(image, dx=0, dy=0):
        x, y = (np.clip((q[:, i] + d).astype(int), 0, size - 1) for i, d in ((0, dx), (1, dy)))
        return image[y, x]

    steps = [(dx, dy) for dx in (-soft, 0, soft) for dy in (-soft, 0, soft)]
    lit = sum((q[:, 2] - bias < look(z, dx, dy)).astype(float) for dx, dy in steps) / 9
    nearest = ndi.grey_erosion(np.where(z > 1e8, 1e3, z), 9)
    height = np.clip(q[:, 2] - look(nearest), 0, 9)
    return lit.reshape(b["z"].shape), height.reshape(b["z"].shape)


def within(mask, value, s):
    """Blur that does not leak over the edge of the mask."""
    return blur(np.where(mask, value, 0), s) / np.maximum(blur(mask.astype(float), s), 1e-4)


def grown(mask, r):
    return ndi.distance_transform_edt(~mask) <= r if mask.any() else mask


def keep_large(mask, pixels):
    """Without specks, and without holes of the same size."""
    for invert in (False, True):
        m = ~mask if invert else mask
        label, n = ndi.label(m)
        if n:
            size = ndi.sum(m, label, np.arange(n + 1))
            m = m & (size[label] >= pixels)
        mask = ~m if invert else m
    return mask


def tones(b, objects):
    """Ordered flat layers: (paint name, mask)."""
    lit, height = sunlight(b, objects)
    z, owner, k = b["z"], b["owner"], b["z"].shape[0] / 1536
    hidden = sum(np.clip((z - blur(z, s * k)) / d, 0, 1) for s, d in ((8, 0.010), (26, 0.035))) / 2
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
            layers.append(("cloth-shade", keep_large(M & (shade > 0.42), 14000 * k * k)))
            continue
        v = np.zeros_like(value)
        for i in ids:
            v[owner == i] = within(owner == i, value, 6.5 * k)[owner == i]
        light, shade, deep = LEVELS[material]
        layers.append((material, grown(M, 2 * k)))
        if material == "baby":
            layers.append(("blush", M & (within(M, b["blush"], 4 * k) > 0.5)))
        speck = 900 * k * k
        layers.append((material + "-light", keep_large(M & (v > light), speck)))
        layers.append((material + "-shade", keep_large(M & (v < shade), speck)))
        layers.append((material + "-deep", keep_large(M & (v < deep), speck)))
        layers.append(({"baby": "bnail", "hand": "nail"}.get(material, "nail"), nail_mask(b, M, k)))
    return layers


def nail_mask(b, M, k):
    return (within(M, b["nail"], 1.5 * k) > 0.5) & M
