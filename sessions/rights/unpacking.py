"""A record that was carried here, written down as it was."""

from django.db import models, transaction

from massage_site.accounts.models import Unit, User
from sessions.babies.models import Baby, MultipleBirth
from sessions.babies.visits import Visit
from sessions.massages.corrections import Correction
from sessions.plans.holds import PlanHold
from sessions.plans.models import Plan
from techniques.models import TechniqueVersion

from .carried import FORMAT, LATER, PARTS, fields_of


class CannotRead(Exception):
    """The file holds something that this server does not have, or is none of ours."""


@transaction.atomic
def unpack(data):
    """Write a record down and return its baby; one that is here already stays as it is, and the answer is None."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CannotRead(f"This is no {FORMAT}.")
    if Baby.objects.filter(pk=data["baby"]["id"]).exists():
        return None
    return _Unpacking(data).baby()


class _Unpacking:
    def __init__(self, data):
        self.data = data
        self.unit = self._unit(data["unit"])
        self.versions = {}
        self.visits = []

    def baby(self):
        self.people = [
            User.objects.create_user(name=each["name"], is_active=each["is_family"]) for each in self.data["people"]
        ]
        values = self._values(Baby, self.data["baby"])
        if birth := self.data["baby"]["birth"]:
            values["birth"], _ = MultipleBirth.objects.get_or_create(pk=birth)
        self.here = Baby.objects.create(unit=self.unit, **values)
        for part in PARTS:
            rows = self.data.get(part.name, []) if part.name in LATER else self.data[part.name]
            self._write(part, rows, self.here)
        return self.here

    def _write(self, part, rows, up):
        made = []
        for row in rows:
            values = self._values(part.model, row, part.parent) | {part.parent: up}
            if part.model is PlanHold:
                values["baby"] = self.here
            made.append(part.model(**values))
        part.model._base_manager.bulk_create(made)
        if part.model is Visit:
            self.visits = made
        for child in part.parts:
            for one, row in zip(made, rows, strict=True):
                self._write(child, row[child.name], one)

    def _values(self, model, row, parent=None):
        known = [field for field in fields_of(model, parent) if field.name in row]  # an older record lacks the newest
        values = {field.name: self._value(field, row[field.name]) for field in known}
        if model is Correction and values["field"] == "giver":
            old, new = (row[name] for name in ("old", "new"))
            values |= {"old": self._number(old), "new": self._number(new)}
        return values

    def _value(self, field, value):
        if value is None:
            return None
        if not field.is_relation:
            return value if isinstance(field, models.JSONField) else field.to_python(value)
        if field.related_model is User:
            return self.people[value]
        if field.related_model is TechniqueVersion:
            return self._version(value)
        if field.related_model is Unit:
            return self._unit(value)
        return self.visits[value] if field.related_model is Visit else Plan.objects.get(pk=value)

    @staticmethod
    def _unit(name):
        if found := Unit.objects.filter(name=name).first():
            return found
        raise CannotRead(f"There is no unit “{name}” here. Open it first.")

    def _number(self, person):
        return "" if person is None else str(self.people[person].pk)

    def _version(self, name):
        if name not in self.versions:
            slug, language, digest = name.split("/")
            found = TechniqueVersion.objects.filter(technique__slug=slug, language=language, digest=digest).first()
            if found is None:
                raise CannotRead(f"The text of “{slug}” that was followed is not here. Load the same catalogue first.")
            self.versions[name] = found
        return self.versions[name]
