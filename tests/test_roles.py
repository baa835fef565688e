"""docs/roles.md says what the doors do: read, compared cell by cell."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from roles import ROLES, read

from massage_site.accounts.access import place_in
from sessions.babies.access import MAY

# column -> what stands in a cell -> what the doors call it
VERBS = {verb: {"yes": verb} for verb in ("see", "follow", "log", "correct", "invite", "export", "plan", "hold")}
VERBS |= {verb: {"yes": verb} for verb in ("discharge", "transfer", "end", "window")}
VERBS |= {"question": {"asks": "ask", "answers": "answer"}, "erase": {"yes": "erase", "asks": "ask-erasure"}}


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
    in_words = {
        "staff",
        "summary",
        "card",
        "withdraw-code",
        "end-place",
        "limb",
        "code",
        "lend",
        "openings",
        "leave",
    }  # in the sentences below the table
    assert set(MAY) == said | in_words
