"""Every step of every published technique has its drawing: of both legs, or of the left and of the right one."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DRAWINGS = ROOT / "static" / "illustrations"
TECHNIQUES = [yaml.safe_load(p.read_text()) for p in sorted((ROOT / "techniques" / "catalogue" / "en").glob("*.yaml"))]
STEPS = [step for entry in TECHNIQUES if entry.get("status") == "published" for step in entry.get("steps", [])]


def files_of(step):
    sides = ("both",) if step.get("drawn") == "once" else ("left", "right")
    own = [DRAWINGS / f"{step['picture']}-{side}.svg" for side in sides]
    shared = DRAWINGS / f"{step['picture']}-both.svg"  # a picture that another technique lends
    return [shared] if shared.exists() and not own[0].exists() else own


def test_the_steps_were_found():
    assert len(STEPS) > 55


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step["picture"])
def test_a_step_has_its_drawings(step):
    assert [path.name for path in files_of(step) if not path.exists()] == []


def test_no_drawing_stands_there_without_a_step():
    wanted = {path for step in STEPS for path in files_of(step)}
    assert sorted(str(p.relative_to(DRAWINGS)) for p in set(DRAWINGS.glob("*/*.svg")) - wanted) == []
