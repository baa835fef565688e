"""docs/roles.md says what the doors do: read, compared cell by cell."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from massage_site.accounts.access import place_in
from massage_site.accounts.models import UnitMember
from sessions.babies.access import MAY
from sessions.babies.models import CareTeamMember

ROLES = {str(label).lower(): value for model in (CareTeamMember, UnitMember) for value, label in model.Role.choices}
ROLES["staff of the unit before"] = "former"  # no place of its own: Tom's, when Maple was his unit
# column -> what stands in a cell -> what the doors call it
VERBS = {verb: {"yes": verb} for verb in ("see", "follow", "log", "correct", "invite", "export", "plan", "hold")}
VERBS |= {verb: {"yes": verb} for verb in ("discharge", "transfer", "end", "window")}
VERBS |= {"question": {"asks": "ask", "answers": "answer"}, "erase": {"yes": "erase", "asks": "ask-erasure"}}


def read():
    """{role: {column: cell}} as the document has it."""
    text = (Path(__file__).parents[1] / "docs/roles.md").read_text()
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    head, _rule, *rows = lines
    return {ROLES[row[0]]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


def test_every_role_of_the_code_has_a_row():
    assert set(read()) == set(ROLES.values())


@pytest.mark.parametrize("column", VERBS)
def test_a_column_says_what_the_doors_do(column):
    said = {(role, verb) for role, row in read().items() if (verb := VERBS[column].get(row[column]))}
    done = {(role, verb) for verb in VERBS[column].values() for role in MAY[verb]}
    assert said == done
    assert {row[column] for row in read().values()} <= {"–", *VERBS[column]}


def test_the_last_column_says_what_the_units_door_does(cast):
    people = {"guardian": cast.pat, "family": cast.jo, "helper": cast.ines}
    people |= {"therapist": cast.tess, "nurse": cast.nora, "lead": cast.lena, "former": cast.tom}

    def opens(person):
        try:
            place_in(person, cast.maple.pk, to="lead")
        except (Http404, PermissionDenied):
            return "–"
        return "yes"

    assert {role: row["policy"] for role, row in read().items()} == {role: opens(each) for role, each in people.items()}


def test_no_verb_of_the_doors_is_left_out_of_the_document():
    said = {verb for cells in VERBS.values() for verb in cells.values()}
    in_words = {"staff", "summary", "limb", "code", "openings", "leave"}  # in the sentences below the table
    assert set(MAY) == said | in_words
