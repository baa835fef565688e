"""What is wrong with a drawing: out of date, or its geometry beyond the limits."""

from itertools import permutations

import numpy as np

from .camera import VIEW
from .contacts import CONTACTS
from .grasp import beyond, distance
from .joints import LENGTH
from .scene import Stage

DEEPEST = 5.0  # millimetres that a hand may press into skin; soft skin gives way, the meshes do not
NEAREST = 2.0  # millimetres: every pad that contacts.py names lies at least this close
NAMED = 3.0  # what goes deeper than this stands in DEEP with its reason
# pose -> (millimetres, why); each was looked at in its pictures
PADS = "fingertips behind the foot and thumb pads on it press in; soft pads would flatten"
DEEP = {
    "milking": (3.3, "the middle fingertip under the thigh, out of sight"),
    "thumb_one": (3.3, PADS),
    "thumb_two": (3.1, PADS),
    "thumbs_at_heel": (3.1, PADS),
}
FOOT = 0.070, 0.080  # metres from heel to toes of a newborn
HAND = 0.170, 0.190  # metres from the wrist to the middle fingertip of an adult
# Where a straight arrow must lead: down the leg (+1) or up it, or from the heel to the toes (+1) or back.
LEADS = {
    "indian-milking/glide": ("leg", 1), "indian-milking/swap-hands": ("leg", 1),
    "swedish-milking/glide-up": ("leg", -1), "swedish-milking/swap-hands": ("leg", -1),
    "warming-stroke/stroke-down": ("leg", 1), "calf-circles/circle-down": ("leg", 1),
    "thumb-over-thumb/first-thumb": ("foot", 1), "thumb-over-thumb/second-thumb": ("foot", 1),
    "thumb-over-thumb/keep-walking": ("foot", 1), "under-toes/slide-down": ("foot", -1),
    "top-of-foot/first-thumb": ("foot", -1), "top-of-foot/second-thumb": ("foot", -1),
    "toe-squeeze/slide-off": ("foot", 1), "bicycle/bend-first": ("leg", -1),
}  # fmt: skip


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
    numbered = {i: h for i, h in enumerate(stage.hands) if scene.hands is None or i in scene.hands}
    yield from figures(scene, numbered.values())
    if not FOOT[0] <= foot_length(stage.leg) <= FOOT[1]:
        yield f"{scene.name}: the foot is {100 * foot_length(stage.leg):.1f} cm long"
    camera, marks = scene.view(stage)
    yield from arrows(scene, stage, camera, marks)
    if scene.show_baby:
        yield from contact(scene, stage, numbered)


def figures(scene, hands):
    """Joints within human range, hands of a human size, words for those who do not see."""
    for hand in hands:
        for name, value in beyond(hand).items():
            yield f"{scene.name}: joint {name} of hand {hand.side} is bent to {value:.0f} degrees"
        if not HAND[0] <= LENGTH[hand.data] <= HAND[1]:
            yield f"{scene.name}: hand {hand.side} is {100 * LENGTH[hand.data]:.1f} cm long"
    if not any(word in scene.alt.lower() for word in ("hand", "finger", "thumb", "palm")):
        yield f"{scene.name}: its alternative text does not say what the hands do"


def foot_length(leg):
    rig = leg.baby.rig
    bones = [i for i, b in enumerate(rig.labels) if b.startswith(("foot", "toe")) and b.endswith(leg.side)]
    return np.ptp((leg.baby.V[rig.Ws[:, bones].sum(1) > 0.5] - leg.ankle) @ leg.U)


def arrows(scene, stage, camera, marks):
    for mark in marks:
        if np.min(mark.points) < 0 or np.max(mark.points) > VIEW:
            yield f"{scene.name}: its arrow leaves the frame"
    if scene.name in LEADS:
        along, sign = LEADS[scene.name]
        g = stage.leg
        start, end = camera.view([g.hip, g.ankle] if along == "leg" else [g.ankle, g.ankle + g.U * 0.05])
        if not marks or sign * (np.asarray(marks[0].points)[-1] - marks[0].points[0]) @ (end - start) <= 0:
            yield f"{scene.name}: its arrow does not lead where the stroke goes"


def contact(scene, stage, numbered):
    skin = distance((stage.baby.V, stage.baby.N))
    named, _ = DEEP.get(scene.pose, (NAMED, ""))
    for i, hand in numbered.items():
        d = 1000 * skin(hand.verts(hand.x))
        if -d.min() > min(named, DEEPEST):
            yield f"{scene.name}: hand {hand.side} is {-d.min():.1f} mm inside the skin"
        for pad in CONTACTS[scene.pose][i]:
            off = d[hand.lm[pad]]
            if off > NEAREST:
                yield f"{scene.name}: pad {pad} of hand {hand.side} is {off:.1f} mm off the skin"
    for a, b in permutations(numbered.values(), 2):
        deep = -1000 * distance(a.surface())(b.verts(b.x)).min()
        if deep > DEEPEST:
            yield f"{scene.name}: hand {b.side} is {deep:.1f} mm inside hand {a.side}"
