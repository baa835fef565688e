"""Scene and side to SVG text."""

from .lines import ink
from .scene import Stage
from .shading import buffers, tones
from .writing import svg


def draw(scene, side, size=1536, levels=2):
    mirrored = scene.mirrored or side != scene.side
    stage = Stage(scene.pose, levels, size)
    camera, marks = scene.view(stage)
    objects = stage.objects(scene.show_baby, scene.towel, scene.hands)
    b = buffers(objects, camera, mirrored)
    layers = tones(b, objects) + ink(b, objects)
    if mirrored:
        marks = [m.mirrored() for m in marks]
    return svg(layers, marks, size, dict(picture=scene.name, side=side, hash=scene.digest()))


def write(scene, side):
    path = scene.file(side)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draw(scene, side))
    return path
