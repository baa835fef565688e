"""A stroke that moves: the still scene once, and per frame only what the moving hand covers and shades.

loops/<technique>/<picture>-<side>.svg holds the groups base, f0, f1 ... and mark; a page shows one f at a time.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .camera import VIEW
from .lines import ink
from .scene import OUTPUT, POSES, SCENES, Stage
from .shading import buffers, grown, mirror, tones
from .writing import CLOTH, paths, stroked

LANDMARK = "web"  # a place on the moving hand; its way is the hand's way
SHADES = {"cloth-shade", "baby-shade", "baby-deep", "nappy-shade", "nappy-deep"}


@dataclass(frozen=True)
class Loop:
    """hands of the pose: those of the still that do not move, then the moving hand of every frame."""

    name: str  # of the still, technique/picture
    pose: str
    frames: tuple  # which hands of the pose, in order; the first is the still's own
    still_hands: tuple = (0,)

    @property
    def scene(self):
        return SCENES[self.name]

    def file(self, side):
        return OUTPUT / "loops" / f"{self.name}-{side}.svg"

    def digest(self):
        parts = self.scene.digest(), repr(self), (POSES / f"{self.pose}.json").read_text(), Path(__file__).read_text()
        return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


LOOPS = {loop.name: loop for loop in (Loop("indian-milking/glide", "milking_loop", tuple(range(1, 13))),)}


def layers_of(seen, objects):
    return tones(seen, objects) + ink(seen, objects)


def covered(full, base, seen, moving):
    """The layers of a frame that differ from the base: the hand, its lines, and the shade that it throws."""
    hand = seen["owner"] == moving
    near, before = grown(hand, 3), {}
    for paint, mask, *_ in base:
        before[paint] = before.get(paint, False) | mask
    lines = before["baby-line"] | before["hand-line"]
    for paint, mask, *crease in full:
        if paint in SHADES and paint in before:
            extra = mask & ~before[paint]
            yield paint, grown(extra, 3) & mask & ~lines & ~hand
        elif paint == "hand":
            yield paint, grown(hand, 1.5)
        elif paint in {"hand-line", "baby-line"}:
            yield paint, mask & near, *crease
        elif paint.startswith("hand") or paint == "nail":
            yield paint, mask & hand


def group(name, layers, size, backdrop="", about=""):
    k = VIEW / size
    drawn = "".join(paths(layers, size))
    return (
        f'<g id="{name}"{about}><g filter="var(--picture-filter)">{backdrop}'
        f'<g transform="matrix({k:g} 0 0 {-k:g} 0 {VIEW})">{drawn}</g></g></g>\n'
    )


def draw(loop, size=1152, say: Callable = lambda words: None):
    """SVG text per side."""
    scene, stage = loop.scene, Stage(loop.pose, 2, size)
    everyone = stage.hands
    stage.hands = [everyone[i] for i in (*loop.still_hands, loop.frames[0])]  # as in the still
    camera, marks = scene.view(stage)
    still = stage.objects(True, scene.towel, range(len(loop.still_hands)))
    moving = len(still) - 1
    flips = {side: side != scene.side for side in scene.sides}
    seen = buffers(still, camera)
    bases = {side: layers_of(mirror(seen) if flip else seen, still) for side, flip in flips.items()}
    out = {side: group("base", bases[side], size, CLOTH) for side in flips}
    way = camera.view([everyone[i].at(LANDMARK) for i in loop.frames])
    steps = np.gradient(way, axis=0)
    for k, i in enumerate(loop.frames):
        objects = [*still[:-1], *everyone[i].objects(), still[-1]]
        seen = buffers(objects, camera)
        for side, flip in flips.items():
            b = mirror(seen) if flip else seen
            dx, dy = steps[k] * ([-1, 1] if flip else [1, 1])
            layers = covered(layers_of(b, objects), bases[side], b, moving)
            out[side] += group(f"f{k}", layers, size, about=f' data-step="{dx:.1f} {dy:.1f}"')
        say(f"{loop.name} frame {k}")
    for side, flip in flips.items():
        drawn = [m.mirrored() for m in marks] if flip else marks
        mark = "".join(stroked(m, "halo", 11, ' opacity=".9"') for m in drawn)
        mark += "".join(stroked(m, "motion", 0) for m in drawn)
        about = f'data-picture="{loop.name}" data-side="{side}" data-hash="{loop.digest()}"'
        out[side] = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {VIEW} {VIEW}" {about}>\n'
            f'{out[side]}<g id="mark">{mark}</g>\n</svg>\n'
        )
    return out


def is_fresh(loop):
    fresh = f'data-hash="{loop.digest()}"'
    return all(p.exists() and fresh in p.read_text() for p in map(loop.file, loop.scene.sides))


def write(loop, say=print):
    for side, text in draw(loop, say=say).items():
        path = loop.file(side)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        yield path
