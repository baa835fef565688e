"""The columns of a unit's export: the tables, the dictionary beside them and the schema come from this one list."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sessions.massages.models import Massage
from techniques.cues import CUES
from techniques.moods import MOODS

FORMAT = "handhug-unit-1"
MOOD_SLUGS = tuple(mood.slug for mood in MOODS)
GIVERS = ("guardian", "family", "helper", "other")


@dataclass(frozen=True)
class Column:
    name: str
    kind: str  # "string", "integer" or "boolean", as JSON calls them
    words: str | Promise
    values: tuple[str, ...] = ()
    may_be_empty: bool = False
    least: int | None = None
    most: int | None = None


BABY = Column(
    "baby", "string", _("A made-up name for the baby. New in every export; nobody can turn it back.")
)
MASSAGE = Column("massage", "string", _("A number for the massage, in this export only."))
MASSAGES = (
    BABY,
    MASSAGE,
    Column("day_of_life", "integer", _("Whole days since birth. It stands for the date, which is not here."), least=0),
    Column("postmenstrual_days", "integer", _("Gestational age at birth and days since, in days."), least=154),
    Column("corrected_days", "integer", _("Days since the due date; below 0 before it.")),
    Column("hour", "integer", _("Hour on the family's clock. Empty: no time was written."), (), True, 0, 23),
    Column(
        "routine", "integer", _("Version of the routine for this baby. Empty: there was none."), (), True, 1
    ),
    Column("outcome", "string", _("How it went."), tuple(Massage.Outcome.values)),
    Column("way", "string", _("How it was written down."), tuple(Massage.Way.values)),
    Column("minutes", "integer", _("How long, if the steps were followed. Else empty."), (), True, 0),
    Column("mood_before", "string", _("How the baby was before. Empty: not written down."), MOOD_SLUGS, True),
    Column("mood_after", "string", _("How the baby was after. Empty: not written down."), MOOD_SLUGS, True),
    Column("signs", "string", _("Seen, looked and none seen, or not asked: three facts."), tuple(Massage.Signs.values)),
    Column("enjoyed", "boolean", _("Seemed to enjoy it, as the family says. Empty: not said."), (), True),
    Column("with_staff", "boolean", _("A therapist stood beside it, as the family says.")),
    Column("giver", "string", _("Who gave it, by role only. Empty: has no place in the family."), GIVERS, True),
    Column("techniques", "string", _("Techniques that were done, with a space between."), (), True),
)
CUES_SEEN = (
    BABY,
    MASSAGE,
    Column("cue", "string", _("The sign."), tuple(cue.slug for cue in CUES)),
    Column("technique", "string", _("During which technique. Empty: not known."), (), True),
    Column("step", "integer", _("At which step. Empty: not known."), (), True, 0),
    Column("second", "integer", _("Seconds after the start. Empty: not known."), (), True, 0),
)
TABLES = {"massages": MASSAGES, "cues": CUES_SEEN}
DICTIONARY_HEAD = ("file", "column", "kind", "may be empty", "values", "meaning")


def dictionary():
    """A row for each column of each table."""
    for table, columns in TABLES.items():
        for each in columns:
            empty = "yes" if each.may_be_empty else "no"
            yield (f"{table}.csv", each.name, each.kind, empty, " ".join(each.values), str(each.words))


def schema() -> dict:
    """JSON schema of export.json. What is empty in a table is null there; the signs stand in their massage."""
    seen = _row([each for each in CUES_SEEN if each not in (BABY, MASSAGE)])
    massage = _row(MASSAGES)
    massage["properties"]["cues"] = {"type": "array", "items": seen}
    massage["required"].append("cues")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": str(_("A unit's massages without names and dates")),
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "massages": {"type": "array", "items": massage}},
        "required": ["format", "massages"],
        "additionalProperties": False,
    }


def _row(columns):
    return {
        "type": "object",
        "properties": {each.name: _value(each) for each in columns},
        "required": [each.name for each in columns],
        "additionalProperties": False,
    }


def _value(column):
    rule = {"description": str(column.words), "type": [column.kind, "null"] if column.may_be_empty else column.kind}
    if column.values:
        rule["enum"] = [*column.values, *([None] if column.may_be_empty else [])]
    if column.least is not None:
        rule["minimum"] = column.least
    if column.most is not None:
        rule["maximum"] = column.most
    return rule
