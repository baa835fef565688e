"""docs/roles.md as the code can read it."""

from functools import cache
from pathlib import Path

from massage_site.accounts.models import UnitMember
from sessions.babies.models import CareTeamMember

ROLES = {str(label).lower(): value for model in (CareTeamMember, UnitMember) for value, label in model.Role.choices}
ROLES["staff of the unit before"] = "former"  # no place of its own: Tom's, when Maple was his unit


@cache
def read():
    """{role: {column: cell}} as the document has it."""
    text = (Path(__file__).parents[1] / "docs/roles.md").read_text()
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    head, _rule, *rows = lines
    return {ROLES[row[0]]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
