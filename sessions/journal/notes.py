"""What stands about one baby in a few words, from one query: last visits, waiting questions, what was shown to whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from sessions.babies.questions import Question
from sessions.babies.visits import Visit
from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.holds import PlanHold

VISITS = 5


@dataclass(frozen=True)
class Row:
    pk: int
    at: datetime
    who: str
    text: str
    more: str  # who was there at a visit; the level of a demonstration
    person: int  # to whom it was shown, who asks
    name: str  # of that person

    @property
    def level(self):
        return ReturnDemonstration.Level(self.more)


def notes_of(baby) -> dict[str, list[Row]]:
    """Return {"visit": newest first, "question": oldest first, "shown": oldest first, "hold": that of now}."""
    last = Visit.objects.filter(baby=baby).order_by("-at").values("pk")[:VISITS]
    visits = Visit.objects.filter(pk__in=last).order_by()
    questions = Question.objects.waiting().filter(baby=baby).order_by()
    shown = ReturnDemonstration.objects.current().filter(baby=baby).order_by()
    hold = PlanHold.objects.active().filter(baby=baby).order_by()
    was_shown, none = Cast("what_was_shown", CharField()), Value("")
    found = _told(visits, "visit", "at", "by", was_shown, "who_was_there", "by").union(
        _told(questions, "question", "asked_at", "author", "text", none, "author"),
        _told(shown, "shown", "at", "by", "version__family_name", "level", "person"),
        _told(hold, "hold", "held_at", "held_by", "reason", none, "held_by"),
        all=True,
    )
    rows = {"visit": [], "question": [], "shown": [], "hold": []}
    for kind, *facts in sorted(found, key=lambda row: row[2]):
        rows[kind].append(Row(*facts))
    rows["visit"].reverse()
    return rows


def _told(rows, kind, at, who, text, more, person):
    return rows.values_list(Value(kind), "pk", at, f"{who}__name", text, more, F(person), F(f"{person}__name"))
