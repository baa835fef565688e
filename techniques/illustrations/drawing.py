"""Scene and side to SVG text."""

from .lines import ink
from .scene import Stage
from .shading import buffers, mirror, tones
from .writing import svg


def draw(scene, sides=None, size=1152, levels=2):
    """SVG text per side; both sides share one look through the camera."""
    stage = Stage(scene.pose, levels, size)
    camera, marks = scene.view(stage)
    objects = stage.objects(scene.show_baby, scene.towel, scene.hands)
    seen, drawings = buffers(objects, camera), {}
    for side in sides or scene.sides:
        flip = scene.mirrored or side != scene.side
        b = mirror(seen) if flip else seen
        facts = dict(picture=scene.name, side=side, hash=scene.digest())
        drawings[side] = svg(
            tones(b, objects) + ink(b, objects), [m.mirrored() for m in marks] if flip else marks, size, facts
        )
    return drawings


def write(scene, sides=None):
    for side, text in draw(scene, sides).items():
        path = scene.file(side)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        yield path
