"""What is wrong with a drawing: out of date, or its geometry beyond the limits."""

import numpy as np

from .camera import VIEW
from .grasp import distance
from .scene import Stage

DEEPEST = 5.0  # millimetres a hand may press into skin; soft skin gives way, the meshes do not
NEAREST = 2.0  # millimetres: a hand that touches comes at least this close
HIDDEN = "not to be seen in the picture"
# Deeper than the limit, looked at and accepted: pose -> (millimetres, why). Anything deeper is a problem.
ACCEPTED = {
    "ankle_inner": (6.2, HIDDEN),
    "milking": (5.1, HIDDEN),
    "milking_swap": (5.8, HIDDEN),
    "rest": (7.3, HIDDEN),
    "rest_thigh": (5.3, HIDDEN),
    "rest_preterm": (9.0, HIDDEN + ", but one more round"),
    "thumb_one": (6.0, HIDDEN),
    "thumb_press": (6.1, HIDDEN),
    "thumb_two": (6.1, HIDDEN),
    "thumb_walk": (5.6, HIDDEN),
    "thumbs_at_heel": (5.9, HIDDEN),
    "toe": (6.9, HIDDEN),
    "toe_next": (6.9, HIDDEN),
    "toe_off": (6.9, HIDDEN),
    "under_toes": (5.7, HIDDEN),
}
LIFTED = {"start_again", "toe_next"}  # poses whose second hand is in the air


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
    hands = [h for i, h in enumerate(stage.hands) if scene.hands is None or i in scene.hands]
    _, marks = scene.view(stage)
    for mark in marks:
        if np.min(mark.points) < 0 or np.max(mark.points) > VIEW:
            yield f"{scene.name}: its arrow leaves the frame"
    if not scene.show_baby:
        return
    skin = distance((stage.baby.V, stage.baby.N))
    deepest, _ = ACCEPTED.get(scene.pose, (DEEPEST, ""))
    for i, hand in enumerate(hands):
        d = 1000 * skin(hand.verts(hand.x))
        if -d.min() > deepest:
            yield f"{scene.name}: hand {hand.side} is {-d.min():.1f} mm inside the skin"
        if d.min() > NEAREST and not (scene.pose in LIFTED and i == 1):
            yield f"{scene.name}: hand {hand.side} is {d.min():.1f} mm off the skin"
