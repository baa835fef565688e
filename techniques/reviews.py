"""A person of a unit has read one version of a technique and stands for it with a name and a day."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit, User
from techniques.versions import TechniqueVersion


class ReviewQuerySet(models.QuerySet):
    def standing(self) -> "ReviewQuerySet":
        return self.filter(taken_back_at=None)

    def of(self, version: TechniqueVersion, units: list[Unit]) -> "ReviewQuerySet":
        """The reviews of exactly this text by these units; an older text is another text."""
        found = self.standing().filter(version=version, unit__in=units)
        return found.select_related("unit", "by").order_by("unit__name")


class TechniqueReview(models.Model):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="technique_reviews")
    version = models.ForeignKey(TechniqueVersion, models.PROTECT, related_name="reviews")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(_("for the team"), max_length=300, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-at",)
        constraints = [
            models.UniqueConstraint(
                name="review_stands_once", fields=("unit", "version"), condition=Q(taken_back_at=None)
            ),
            models.CheckConstraint(
                name="review_taken_back_by_a_person",
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.by}, {self.unit}"

    @classmethod
    def sign(
        cls, version: TechniqueVersion, *, unit: Unit, by: User, now: datetime, words: str = ""
    ) -> "TechniqueReview":
        """The unit's review of this version; a second tap changes nothing."""
        facts = {"by": by, "at": now, "words": words}
        return cls.objects.get_or_create(unit=unit, version=version, taken_back_at=None, defaults=facts)[0]

    def take_back(self, *, by: User, now: datetime) -> None:
        self.taken_back_by, self.taken_back_at = by, now
        self.save(update_fields=["taken_back_by", "taken_back_at"])
