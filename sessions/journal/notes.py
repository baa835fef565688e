"""What stands about one baby in a few words, from one query: the last visits, the questions that wait."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Value
from django.db.models.functions import Cast

from sessions.babies.questions import Question
from sessions.babies.visits import Visit

VISITS = 5


@dataclass(frozen=True)
class Row:
    pk: int
    at: datetime
    who: str
    text: str
    there: str


def notes_of(baby) -> dict[str, list[Row]]:
    """Return {"visit": newest first, "question": oldest first}."""
    last = Visit.objects.filter(baby=baby).order_by("-at").values("pk")[:VISITS]
    visits = Visit.objects.filter(pk__in=last).order_by()
    questions = Question.objects.waiting().filter(baby=baby).order_by()
    found = visits.values_list(
        Value("visit"), "pk", "at", "by__name", Cast("what_was_shown", CharField()), "who_was_there"
    ).union(questions.values_list(Value("question"), "pk", "asked_at", "author__name", "text", Value("")), all=True)
    rows = {"visit": [], "question": []}
    for kind, *facts in sorted(found, key=lambda row: row[2]):
        rows[kind].append(Row(*facts))
    rows["visit"].reverse()
    return rows
