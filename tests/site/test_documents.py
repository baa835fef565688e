"""What the documents promise is there: every test that they name, every threat, every hazard with a control."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
HAZARDS = tomllib.loads((ROOT / "docs/hazards.toml").read_text())["hazard"]
NO_THREATS = {"How it was tried", "Keys, and where they may be used", "Logs"}


@cache
def names_in(path):
    return {node.name for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.FunctionDef)}


def missing(names):
    return [each for each in names if each.split("::")[1] not in names_in(each.split("::")[0])]


@pytest.mark.parametrize("document", ["README.md", *sorted(f"docs/{path.name}" for path in DOCS.glob("*.md"))])
def test_every_test_that_a_document_names_exists(document):
    text = (ROOT / document).read_text()
    assert missing(re.findall(r"`(tests/[\w/]+\.py::\w+)`", text)) == []
    assert [path for path in re.findall(r"`(tests/[\w/]+\.py)`", text) if not (ROOT / path).exists()] == []
    links = re.findall(r"\]\(([\w./-]+)\)", text)
    assert [name for name in links if not ((ROOT / document).parent / name).exists()] == []


def test_every_threat_says_what_is_done_and_which_test_shows_it():
    chapters = re.split(r"^## ", (ROOT / "docs/security.md").read_text(), flags=re.MULTILINE)[1:]
    threats = [each for each in chapters if each.splitlines()[0] not in NO_THREATS]
    assert len(threats) == len(chapters) - len(NO_THREATS) >= 14
    assert [each.splitlines()[0] for each in threats if "Done: " not in each or "::test_" not in each] == []


@pytest.mark.parametrize("row", HAZARDS, ids=lambda row: row["hazard"])
def test_every_hazard_has_a_cause_a_control_and_tests_that_exist(row):
    assert set(row) == {"hazard", "cause", "control", "tests"}
    assert all(row.values())
    assert missing(row["tests"]) == []


def test_the_first_hazard_is_the_wrong_leg():
    assert HAZARDS[0]["hazard"] == "A picture shows the wrong leg."


ASVS = tomllib.loads((ROOT / "docs/asvs.toml").read_text())
# of level 1 and 2 in 5.0; within a section they come before those of level 3
SECTIONS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1
4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2
7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2
10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""


def test_the_standard_is_answered_item_by_item():
    """TOML itself refuses a number that stands there twice."""
    sections = [each.split(":") for each in SECTIONS.split()]
    assert list(ASVS) == [f"{section}.{item + 1}" for section, most in sections for item in range(int(most))]
    assert len(ASVS) == 253


@pytest.mark.parametrize(("number", "row"), ASVS.items())
def test_an_answer_to_the_standard_can_be_looked_up(number, row):
    assert row["status"] in {"met", "not met", "not applicable", "who runs it"}
    assert row["asks"]
    assert row.get("files") if row["status"] == "met" else row.get("note") or row.get("files")
    assert [path for path in row.get("files", []) if not (ROOT / path).exists()] == []
    tests = row.get("tests", [])
    assert missing([each for each in tests if "::" in each]) == []
    assert [path for path in tests if not (ROOT / path.split("::")[0]).exists()] == []
