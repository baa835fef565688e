"""The drawings are those of today's scenes, within the limits of a body; asked where the picture maker is installed."""

import os
import shutil
from importlib.util import find_spec

import pytest

if not (find_spec("numba") and find_spec("scipy") and shutil.which("potrace")):
    assert os.environ.get("CI") != "true", "CI draws too: it needs requirements-art.txt and potrace."
    pytest.skip("Drawing needs the packages of `dev.py art` and potrace.", allow_module_level=True)

from techniques.illustrations import scenes  # noqa: F401  (fills SCENES)
from techniques.illustrations.check import problems
from techniques.illustrations.drawing import draw
from techniques.illustrations.scene import SCENES


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_drawing_is_of_today_and_within_its_limits(name):
    assert list(problems(SCENES[name])) == []


@pytest.mark.parametrize("name", ["applying-oil/rub-palms", "toe-squeeze/hold-toe"])
def test_a_scene_drawn_anew_is_the_same_byte_for_byte(name):
    scene = SCENES[name]
    side = scene.sides[0]
    assert draw(scene, [side])[side] == scene.file(side).read_text()
