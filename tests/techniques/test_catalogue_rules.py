"""A bad file is refused with its file, its line and the reason, and then nothing at all is loaded."""

import pytest
from django.core.management import CommandError, call_command

from techniques import catalogue
from techniques.models import Technique

from .conftest import GOOD

LONG = "Put " + " ".join(["one"] * 16) + "."
HARD = "Facilitate circulatory stimulation utilising contralateral musculature."
SPOILED = {
    "missing field": ("direction: to_foot\n", "", 1, 'field "direction" is missing'),
    "unknown field": ("order: 1", "colour: blue\norder: 1", 1, 'unknown field "colour"'),
    "unknown precaution": (
        "precautions: [drip-or-line, cold]",
        "precautions: [dragons]",
        19,
        'unknown precaution "dragons"',
    ),
    "stop that is no precaution": ("stops: [drip-or-line]", "stops: [cast]", 20, '"cast" stops it but is not'),
    "unknown direction": ("direction: to_foot", "direction: upwards", 10, '"direction" does not know "upwards"'),
    "unknown region": ("region: foot", "region: moon", 2, '"region" does not know "moon"'),
    "step without picture": ("    picture: foot-stroke/hold\n", "", 28, 'field "picture" is missing'),
    "step without alternative text": ("    alt: One hand holds the foot.\n", "", 28, 'field "alt" is missing'),
    "picture without a key": ("foot-stroke/hold", "hold", 29, 'picture "hold" is not technique/key'),
    "picture of nobody": ("foot-stroke/hold", "elsewhere/hold", 29, 'picture "elsewhere/hold" is not'),
    "long sentence": ("Hold the foot.\n", LONG + "\n", 28, f'sentence over 16 words: "{LONG}"'),
    "three sentences": ("Hold the foot.\n", "Hold it. Wait. Look.\n", 28, "a step has more than two sentences"),
    "claim without a speaker": ("    said_by: A magazine\n", "", 24, 'field "said_by" is missing'),
    "hard page": ("known: Tradition.", f"known: {(HARD + ' ') * 5}", 22, "page reads at grade"),
    "word for a number": ("passes: 3", "passes: three", 11, '"passes" must be int, not str'),
    "passes over the limit": ("passes: 3", "passes: 4", 11, "passes is over passes_limit (3)"),
    "no stroke": ("    is_stroke: yes\n", "", 27, "needs exactly one is_stroke step for home"),
    "unknown first technique": ("order: 1", "needs_before: nothing\norder: 1", 1, 'unknown technique "nothing"'),
    "no YAML": ("order: 1", "order: [1", 2, "not readable as YAML"),
    "key written twice": ("order: 1", "order: 1\norder: 2", 2, '"order" is written twice'),
}


def problems(folder):
    with pytest.raises(catalogue.CatalogueError) as caught:
        catalogue.read_all(folder)
    return caught.value.problems


def test_the_good_file_has_nothing_wrong(folder):
    assert list(catalogue.read_all(folder)) == ["foot-stroke"]


@pytest.mark.parametrize("case", SPOILED)
def test_a_bad_file_fails_with_file_line_and_reason(folder, case):
    old, new, line, reason = SPOILED[case]
    assert old in GOOD
    file = folder / "foot-stroke.yaml"
    file.write_text(GOOD.replace(old, new, 1))
    found = problems(folder)[0]
    assert str(found).startswith(f"{file}:{found.line}: ")
    assert reason in found.reason
    assert found.line == line


def test_a_named_technique_has_no_steps(folder):
    (folder / "foot-stroke.yaml").write_text(GOOD.replace("status: published", "status: named_only"))
    assert "only named has no steps" in problems(folder)[0].reason


def test_all_that_is_wrong_is_said_at_once(folder):
    (folder / "foot-stroke.yaml").write_text(GOOD.replace("region: foot", "region: moon"))
    (folder / "second.yaml").write_text("[]")
    assert {problem.file.stem for problem in problems(folder)} == {"foot-stroke", "second"}


def test_an_empty_folder_is_not_an_empty_catalogue(tmp_path):
    assert "holds no .yaml files" in problems(tmp_path)[0].reason


def test_the_command_loads_nothing_when_one_file_is_bad(db, folder):
    (folder / "bad.yaml").write_text(GOOD.replace("order: 1", "order: one").replace("foot-stroke/", "bad/"))
    with pytest.raises(CommandError, match=r"bad\.yaml:1: \"order\" must be int"):
        call_command("load_catalogue", folder=folder)
    assert not Technique.objects.exists()
