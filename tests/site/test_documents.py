"""What the documents promise is there: every test that they name, every threat, every hazard with a control."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HAZARDS = tomllib.loads((ROOT / "docs/hazards.toml").read_text())["hazard"]
THREATS = ("curious relative", "lost tablet", "separated parent", "stolen password", "Another unit",
           "no business there", "Code guessing", "malicious upload", "stolen backup")  # fmt: skip


@cache
def names_in(path):
    return {node.name for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.FunctionDef)}


def missing(names):
    return [each for each in names if each.split("::")[1] not in names_in(each.split("::")[0])]


@pytest.mark.parametrize("document", ["security.md", "intended-use.md", "privacy.md", "roles.md"])
def test_every_test_that_a_document_names_exists(document):
    text = (ROOT / "docs" / document).read_text()
    assert missing(re.findall(r"`(tests/[\w/]+\.py::\w+)`", text)) == []
    assert [path for path in re.findall(r"`(tests/[\w/]+\.py)`", text) if not (ROOT / path).exists()] == []
    assert [name for name in re.findall(r"\]\(([\w.-]+)\)", text) if not (ROOT / "docs" / name).exists()] == []


def test_every_threat_says_what_is_done_and_which_test_shows_it():
    chapters = re.split(r"^## ", (ROOT / "docs/security.md").read_text(), flags=re.MULTILINE)[1:]
    for threat in THREATS:
        (chapter,) = (each for each in chapters if threat in each.splitlines()[0])
        assert "Done: " in chapter
        assert "::test_" in chapter


@pytest.mark.parametrize("row", HAZARDS, ids=lambda row: row["hazard"])
def test_every_hazard_has_a_cause_a_control_and_tests_that_exist(row):
    assert set(row) == {"hazard", "cause", "control", "tests"}
    assert all(row.values())
    assert missing(row["tests"]) == []


def test_the_first_hazard_is_the_wrong_leg():
    assert HAZARDS[0]["hazard"] == "A picture shows the wrong leg."
