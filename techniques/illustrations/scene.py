"""What one picture shows, and how it becomes a drawing of the left and of the right leg."""

import hashlib
import inspect
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .baby import Baby
from .camera import Camera
from .hand import Hand
from .leg import Leg
from .rig import fingerprint

HERE = Path(__file__).parent
POSES = HERE / "poses"
OUTPUT = HERE.parents[1] / "static" / "illustrations"
CODE = (
    "geometry",
    "rig",
    "camera",
    "baby",
    "leg",
    "joints",
    "hand",
    "shading",
    "lines",
    "tracing",
    "motion",
    "writing",
    "scene",
    "drawing",
)
MIRROR = dict(left="right", right="left", both="both")
SCENES = {}


@dataclass(frozen=True)
class Scene:
    """One step. side is the baby's side that the pose file holds; the other side is the whole scene mirrored."""

    name: str  # technique/picture
    pose: str
    view: Callable  # Stage -> (camera, list of marks)
    alt: str
    side: str = "left"
    mirrored: bool = False  # for "both": the same pose seen from the other side
    show_baby: bool = True
    hands: tuple = None  # which hands of the pose are drawn; all when None
    towel: float = -0.055

    @property
    def sides(self):
        return (self.side,) if self.side == "both" else (self.side, MIRROR[self.side])

    def file(self, side):
        return OUTPUT / f"{self.name}-{side}.svg"

    def digest(self):
        """Hash of scene, pose, rig and code: it changes whenever the drawing could."""
        h = hashlib.sha256()
        h.update((POSES / f"{self.pose}.json").read_bytes())
        for part in (self.name, self.side, self.mirrored, self.show_baby, self.hands, self.towel, self.alt):
            h.update(repr(part).encode())
        for module in scene_modules(self.view):
            h.update(Path(inspect.getsourcefile(module)).read_bytes())
        pose = load_pose(self.pose)
        for data in sorted({pose["baby"]["data"], *(d["data"] + d["side"] for d in pose["hands"])}):
            h.update(fingerprint(data).encode())
        for module in CODE:
            h.update((HERE / f"{module}.py").read_bytes())
        return h.hexdigest()[:16]


def scene_modules(view):
    """The view's own module and the scene modules it borrows from."""
    home = sys.modules[view.__module__]
    package = home.__name__.rpartition(".")[0]
    names = {home.__name__, *(getattr(v, "__module__", None) or "" for v in vars(home).values())}
    return [sys.modules[n] for n in sorted(names) if n.startswith(package + ".")]


def scene(name, pose, alt, **options):
    """Decorator of the view function of a step."""

    def keep(view):
        SCENES[name] = Scene(name, pose, view, alt, **options)
        return view

    return keep


def load_pose(name):
    return json.loads((POSES / f"{name}.json").read_text())


@cache
def body(data, levels, shown):
    return Baby(data, levels, shown)


def posed_baby(spec, levels=2):
    return body(spec["data"], levels, spec.get("shown", "legs")).pose(spec["L"], spec["R"])


class Stage:
    """A loaded pose: the baby, the leg that is touched, the hands."""

    def __init__(self, pose, levels=2, size=1536):
        spec = load_pose(pose)
        self.size, self.spec = size, spec
        self.baby = posed_baby(spec["baby"], levels)
        self.leg = Leg(self.baby, spec["leg"])
        self.other = Leg(self.baby, "R" if spec["leg"] == "L" else "L")
        self.hands = [Hand.load(d, levels) for d in spec["hands"]]

    def camera(self, eye, target, fov=24, up=(0, 0, 1), crop=None):
        return Camera(eye, target, up, fov, crop, self.size)

    def objects(self, show_baby=True, towel=-0.055, hands=None):
        out = self.baby.objects() if show_baby else []
        for i, hand in enumerate(self.hands):
            out += hand.objects() if hands is None or i in hands else []
        return [*out, plane(towel)]


def plane(z):
    """The towel, wide enough to fill any frame."""
    w = 3.0
    V = np.array([(-w, -w, z), (w, -w, z), (w, w, z), (-w, w, z)], float)
    n = 24  # small faces, because the z-buffer drops a face that reaches behind the camera
    a = np.linspace(0, 1, n + 1)
    u, v = np.meshgrid(a, a)
    V = np.stack([V[0, 0] + 2 * w * u.ravel(), V[0, 1] + 2 * w * v.ravel(), np.full(u.size, z)], 1)
    i = (np.arange(n)[:, None] * (n + 1) + np.arange(n)).ravel()
    T = np.concatenate([np.stack([i, i + 1, i + n + 2], 1), np.stack([i, i + n + 2, i + n + 1], 1)])
    return dict(name="towel", material="cloth", V=V, T=T)
