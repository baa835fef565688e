"""What stands about one baby in a few words, from one query: last visits, waiting questions, what was shown to whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from sessions.babies.questions import Question
from sessions.babies.visits import Visit
from sessions.plans.demonstrations import ReturnDemonstration

VISITS = 5


@dataclass(frozen=True)
class Row:
    pk: int
    at: datetime
    who: str
    text: str
    more: str  # who was there at a visit; the level of a demonstration
    person: int  # to whom it was shown

    @property
    def level(self):
        return ReturnDemonstration.Level(self.more)


def notes_of(baby) -> dict[str, list[Row]]:
    """Return {"visit": newest first, "question": oldest first, "shown": oldest first}."""
    last = Visit.objects.filter(baby=baby).order_by("-at").values("pk")[:VISITS]
    visits = Visit.objects.filter(pk__in=last).order_by()
    questions = Question.objects.waiting().filter(baby=baby).order_by()
    shown = ReturnDemonstration.objects.current().filter(baby=baby).order_by()
    text = Cast("what_was_shown", CharField())
    found = visits.values_list(Value("visit"), "pk", "at", "by__name", text, "who_was_there", F("by")).union(
        questions.values_list(Value("question"), "pk", "asked_at", "author__name", "text", Value(""), F("author")),
        shown.values_list(Value("shown"), "pk", "at", "by__name", "version__family_name", "level", F("person")),
        all=True,
    )
    rows = {"visit": [], "question": [], "shown": []}
    for kind, *facts in sorted(found, key=lambda row: row[2]):
        rows[kind].append(Row(*facts))
    rows["visit"].reverse()
    return rows
