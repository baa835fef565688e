"""The templates of a unit as a therapist reads them: name, what is in it, how long."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from techniques.models import Technique, TechniqueVersion

from .templates import PlannedTemplate, PlanTemplate
from .words import amount_line, time_words


@dataclass
class Offer:
    template: PlanTemplate
    rows: list[PlannedTemplate] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [row.version.family_name for row in self.rows]

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(row.version.family_name, amount_line(row)) for row in self.rows]

    @property
    def time(self) -> str:
        return time_words(sum(row.whole_seconds for row in self.rows))


def offers(templates, versions: dict[Technique, TechniqueVersion]) -> list[Offer]:
    """Return these templates with their rows, in one query. versions: the texts in force; no text, no row."""
    found: dict[int, Offer] = {}
    rows = PlannedTemplate.objects.filter(template__in=templates).select_related("template__kept_by", "technique")
    for row in rows.order_by("template__name", "template", "order"):
        offer = found.setdefault(row.template_id, Offer(row.template))
        if version := versions.get(row.technique):
            row.version = version
            offer.rows.append(row)
    return list(found.values())


def for_place(found: Iterable[Offer], place: str) -> list[Offer]:
    """Those for where the baby is first."""
    return sorted(found, key=lambda offer: offer.template.place != place)
