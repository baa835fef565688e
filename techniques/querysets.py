"""The vocabulary for asking after techniques, versions and claims."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from techniques.immutable import WriteOnceQuerySet

if TYPE_CHECKING:
    from massage_site.accounts.models import Unit

SOURCE_LANGUAGE = "en"


def base_language(language: str | None) -> str:
    """en-gb -> en; nothing -> the language everything is written in."""
    return (language or SOURCE_LANGUAGE).split("-")[0].lower()


class VersionQuerySet(WriteOnceQuerySet):
    def newest(self) -> "VersionQuerySet":
        """One row per technique and language: the text in force."""
        same = self.model._base_manager.filter(technique=OuterRef("technique"), language=OuterRef("language"))
        return self.filter(number=Subquery(same.order_by("-number").values("number")[:1]))


class TechniqueQuerySet(models.QuerySet):
    def published(self) -> "TechniqueQuerySet":
        return self.filter(status="published")

    def listed(self) -> "TechniqueQuerySet":
        """Everything staff see: also what has a name and no steps yet."""
        return self.filter(status__in=("published", "named_only"))

    def of(self, *units: "Unit | None") -> "TechniqueQuerySet":
        """The shared techniques, and those that belong to these units."""
        return self.filter(Q(owner=None) | Q(owner__in=[unit for unit in units if unit]))

    def assignable(self, unit: "Unit | None" = None) -> "TechniqueQuerySet":
        return self.published().of(unit).filter(versions__isnull=False).distinct()

    def with_current(self, language: str = SOURCE_LANGUAGE) -> "TechniqueQuerySet":
        """Brings the text in force and its steps along, in two more queries for any number of rows."""
        texts = self.model.versions.rel.related_model.objects  # the models are above us: they cannot be imported
        wanted = texts.filter(language__in={base_language(language), SOURCE_LANGUAGE})
        versions = wanted.newest().prefetch_related("steps")
        return self.prefetch_related(Prefetch("versions", queryset=versions, to_attr="newest_versions"))


class ClaimQuerySet(WriteOnceQuerySet):
    def for_family(self, units: "list[Unit] | tuple" = ()) -> "ClaimQuerySet":
        """What a family of these units reads: what ships for everybody, and what a unit has turned on."""
        return self.filter(Q(show_to_family=True) | Q(Exists(self._standing(units))))

    def turned_on(self, units: "list[Unit]") -> "ClaimQuerySet":
        return self.filter(Exists(self._standing(units)))

    def _standing(self, units):
        """Words are the same words in a later version of the same technique."""
        shown = self.model.shown.rel.related_model.objects  # it is above us: it cannot be imported
        same = {name: OuterRef(name) for name in ("text", "said_by")} | {
            "version__technique": OuterRef("version__technique")
        }
        return shown.standing().filter(unit__in=units, **{f"claim__{name}": value for name, value in same.items()})
