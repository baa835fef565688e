"""What is wrong with a drawing: out of date, or its geometry beyond the limits."""

import numpy as np

from .camera import VIEW
from .grasp import distance
from .scene import Stage

DEEPEST = 5.0  # millimetres a hand may press into skin; soft skin gives way, the meshes do not
NEAREST = 2.0  # millimetres: a hand that touches has its nearest pad at least this close


def problems(scene):
    """One line per problem."""
    fresh = f'data-hash="{scene.digest()}"'
    for side in scene.sides:
        path = scene.file(side)
        if not path.exists():
            yield f"{scene.name}-{side}: not drawn"
        elif fresh not in path.read_text():
            yield f"{scene.name}-{side}: drawn from an older scene, pose, rig or code"
    yield from geometry(scene)


def geometry(scene):
    stage = Stage(scene.pose, levels=1)
    _, marks = scene.view(stage)
    for mark in marks:
        if np.min(mark.points) < 0 or np.max(mark.points) > VIEW:
            yield f"{scene.name}: its arrow leaves the frame"
    if not scene.alt:
        yield f"{scene.name}: has no alternative text"
    if not scene.show_baby:
        return
    skin = distance((stage.baby.V, stage.baby.N))
    for i, hand in enumerate(stage.hands):
        if scene.hands is not None and i not in scene.hands:
            continue
        d = 1000 * skin(hand.verts(hand.x))
        if -d.min() > DEEPEST:
            yield f"{scene.name}: hand {hand.side} is {-d.min():.1f} mm inside the skin"
        if d.min() > NEAREST:
            yield f"{scene.name}: hand {hand.side} is {d.min():.1f} mm off the skin"
