"""A stroke that moves. The page shows the still drawing first; loops/<picture>-<side>.svg holds what follows it.

Either a hand is lifted: `base` is the scene without it, and each frame is that hand with its lines and its shade.
Or each frame is a patch over the still drawing: everything inside the region that has changed.
"""

import hashlib
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .camera import VIEW
from .grasp import distance
from .patches import layers_of, lifted_hand, patch, without_specks
from .scene import HERE, OUTPUT, POSES, SCENES, Stage
from .shading import buffers, mirror
from .tracing import trace
from .writing import CLOTH, OPACITY, OPTIONAL, stroked

LANDMARK = "web"  # a place on the lifted hand; its way is the hand's way
DEEPEST = 7.0  # millimetres; no frame is fitted on its own, so a little more than in a still
CODE = ("loop", "moves", "patches")
LOOPS = {}


@dataclass(frozen=True)
class Loop:
    name: str  # of the still, technique/picture
    frames: Callable  # the still's Stage -> the Stages that follow it, in order
    way: str  # "there": the hand comes back unseen; "back": by the same way; "round": it ends where it began
    touches: int = 1  # of the technique, in one turn of the loop
    lifted: tuple = ()  # numbers of the hands that are drawn apart from the scene
    poses: tuple = ()  # other saved poses that it is made of
    size: int = 896  # pixels of the masks that are traced; more is finer and heavier

    @property
    def scene(self):
        return SCENES[self.name]

    def file(self, side):
        return OUTPUT / "loops" / f"{self.name}-{side}.svg"

    def digest(self):
        parts = [self.scene.digest(), self.way, repr(self.touches), repr(self.lifted), repr(self.size)]
        sources = [inspect.getsourcefile(sys.modules[self.frames.__module__]), *(HERE / f"{c}.py" for c in CODE)]
        sources += [POSES / f"{pose}.json" for pose in self.poses]
        return hashlib.sha256("".join([*parts, *(Path(s).read_text() for s in sources)]).encode()).hexdigest()[:16]


def loop(name, way, **options):
    """Decorator of the function that yields the stages of a loop."""

    def keep(frames):
        LOOPS[name] = Loop(name, frames, way, **options)
        return frames

    return keep


def group(layers, size, about, backdrop=""):
    k, drawn = VIEW / size, ""
    for paint, mask, *crease in layers:
        # specks are gone; what is small now was cut from something larger
        d = trace(mask, 10, corner=1.2, tolerance=1.0)
        if d:
            opacity = ' opacity=".6"' if crease and crease[0] else OPACITY.get(paint, "")
            drawn += f'<path fill="var(--{paint}{",none" if paint in OPTIONAL else ""})"{opacity} d="{d}"/>'
    return (
        f'<g {about}><g filter="var(--picture-filter)">{backdrop}'
        f'<g transform="matrix({k:g} 0 0 {-k:g} 0 {VIEW})">{drawn}</g></g></g>\n'
    )


def objects_of(loop, stage, lifted=()):
    """What a stage shows without the lifted hands, then those that are given, then the towel."""
    scene = loop.scene
    shown = range(len(stage.hands)) if scene.hands is None else scene.hands
    *rest, towel = stage.objects(scene.show_baby, scene.towel, [i for i in shown if i not in loop.lifted])
    return [*rest, *(o for i in lifted for o in stage.hands[i].objects()), towel]


def steps_of(loop, stages, camera):
    """How far a lifted hand goes from one frame to the next; a patch lies still."""
    if not loop.lifted:
        return np.zeros((len(stages), 2))
    return np.gradient(camera.view([s.hands[loop.lifted[0]].at(LANDMARK) for s in stages]), axis=0)


def draw(loop, say: Callable = lambda words: None):
    """SVG text per side."""
    size = loop.size
    scene, stage = loop.scene, Stage(loop.scene.pose, 2, size)
    camera, marks = scene.view(stage)
    flips = {side: scene.mirrored or side != scene.side for side in scene.sides}

    def looked_at(objects):
        seen = buffers(objects, camera)
        for side, flip in flips.items():
            b = mirror(seen) if flip else seen
            yield side, b["owner"], list(without_specks(layers_of(b, objects), size))

    first = objects_of(loop, stage)
    bases = {side: layers for side, _, layers in looked_at(first)}
    out = {side: group(bases[side], size, 'data-part="base"', CLOTH) if loop.lifted else "" for side in flips}
    stages = list(loop.frames(stage))
    for k, (frame, step) in enumerate(zip(stages, steps_of(loop, [stage, *stages], camera)[1:], strict=True)):
        objects = objects_of(loop, frame, loop.lifted)
        for side, owner, layers in looked_at(objects):
            hands = range(len(first) - 1, len(objects) - 1)
            part = lifted_hand(layers, bases[side], owner, hands) if loop.lifted else patch(layers, bases[side])
            dx, dy = step * ([-1, 1] if flips[side] else [1, 1])
            out[side] += group(part, size, f'data-step="{dx:.1f} {dy:.1f}"')
        say(f"{loop.name} frame {k + 1}")
    return {
        side: whole(loop, side, text, [m.mirrored() for m in marks] if flips[side] else marks)
        for side, text in out.items()
    }


def whole(loop, side, groups, marks):
    """A patch would lie over the arrow, so the arrow comes once more; a lifted hand shows the way itself."""
    arrow = "".join(stroked(m, "halo", 11, ' opacity=".9"') for m in marks)
    arrow += "".join(stroked(m, "motion", 0) for m in marks)
    part = "" if loop.lifted else f'<g data-part="arrow">{arrow}</g>\n'
    about = f'data-picture="{loop.name}" data-side="{side}" data-way="{loop.way}" data-touches="{loop.touches}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {VIEW} {VIEW}" {about} data-hash="{loop.digest()}">\n'
        f"{groups}{part}</svg>\n"
    )


def is_fresh(loop):
    fresh = f'data-hash="{loop.digest()}"'
    return all(p.exists() and fresh in p.read_text() for p in map(loop.file, loop.scene.sides))


def problems(loop):
    """One line per problem: out of date, or a hand too deep in the skin on its way."""
    if not is_fresh(loop):
        yield f"{loop.name}: its loop is older than what it is made of"
    stage, posed = Stage(loop.scene.pose, levels=1), None
    loop.scene.view(stage)
    for k, frame in enumerate(loop.frames(stage) if loop.scene.show_baby else (), 1):
        if frame.baby is not posed:
            posed = frame.baby
            skin = distance((posed.V, posed.N))
        deepest = max(-1000 * skin(hand.verts(hand.x)).min() for hand in frame.hands)
        if deepest > DEEPEST:
            yield f"{loop.name}: a hand is {deepest:.1f} mm inside the skin in frame {k}"


def write(loop, say=print):
    for side, text in draw(loop, say=say).items():
        path = loop.file(side)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        yield path
