"""A baby's whole record as plain data: what a family takes away, and what another server can take in.

People are numbers here, with a name and nothing else; units are names. A routine's techniques are named by the digest
of their text.
"""

from massage_site.accounts.models import Unit, User
from sessions.babies.models import Baby, CareTeamMember
from sessions.babies.questions import Question
from sessions.babies.visits import Visit
from sessions.massages.corrections import Correction
from sessions.massages.starts import Start
from sessions.plans.demonstrations import ReturnDemonstration
from sessions.plans.models import Plan
from techniques.models import TechniqueVersion

from .carried import FORMAT, LEFT_OUT, NOT_YOURS, PARTS, fields_of


def pack(baby, reader=None):
    """Return the record. For a reader of the family: without drafts, and without what is another person's own."""
    return _Packing(baby, reader).record()


class _Packing:
    def __init__(self, baby, reader):
        self.baby, self.reader = baby, reader
        self.people = {}
        self.visits = {}

    def record(self):
        parts = {part.name: self._rows(part) for part in PARTS}
        names = dict(User.objects.filter(pk__in=self.people).values_list("pk", "name"))
        family = set(CareTeamMember.objects.filter(baby=self.baby).values_list("user", flat=True))
        people = [{"name": names[pk], "is_family": pk in family} for pk in self.people]
        own = {field.name: self._value(field, self.baby) for field in fields_of(Baby)}
        own["birth"] = str(self.baby.birth_id) if self.baby.birth_id else None
        left_out = [str(each) for each in (LEFT_OUT + NOT_YOURS if self.reader else LEFT_OUT)]
        head = {"format": FORMAT, "unit": self.baby.unit.name, "left_out": left_out}
        return head | {"people": people, "baby": own} | parts

    def _rows(self, part):
        rows = self._mine(part.model._base_manager.filter(baby=self.baby)).order_by(*part.order)
        below = {child.name: self._below(part, child) for child in part.parts}
        found = []
        for place, row in enumerate(rows):
            if part.model is Visit:
                self.visits[row.pk] = place
            found.append(self._row(part, row) | {name: rows.get(row.pk, []) for name, rows in below.items()})
        return found

    def _below(self, part, child):
        rows = {}
        for row in child.model._base_manager.filter(**{f"{child.parent}__baby": self.baby}).order_by(*child.order):
            rows.setdefault(getattr(row, f"{child.parent}_id"), []).append(self._row(child, row))
        return rows

    def _mine(self, rows):
        """What this reader may take away of them."""
        if self.reader is None:
            return rows
        own = {Question: "author", CareTeamMember: "user", ReturnDemonstration: "person", Start: "by"}
        if rows.model in own:
            return rows.filter(**{own[rows.model]: self.reader})
        return rows.exclude(status=Plan.Status.DRAFT) if rows.model is Plan else rows

    def _row(self, part, row):
        found = {field.name: self._value(field, row) for field in fields_of(part.model, part.parent)}
        if part.model is Correction and row.field == "giver":
            found |= {name: self._person(int(found[name])) if found[name] else None for name in ("old", "new")}
        return found

    def _value(self, field, row):
        value = getattr(row, field.attname)
        if value is None or not field.is_relation:
            kept = value is None or isinstance(value, bool | int | str | list | dict)
            return value if kept else value.isoformat() if hasattr(value, "isoformat") else str(value)
        if field.related_model is User:
            return self._person(value)
        if field.related_model is TechniqueVersion:
            version = getattr(row, field.name)
            return f"{version.technique.slug}/{version.language}/{version.digest}"
        if field.related_model is Unit:
            return getattr(row, field.name).name
        return self.visits[value] if field.related_model is Visit else str(value)

    def _person(self, pk):
        return self.people.setdefault(pk, len(self.people))
