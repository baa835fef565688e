"""Return demonstration: how far one person of the family has come with one technique, seen by staff.

Source: docs/sources.md, clinical 5; the steps of the scale, and that language and interpreter belong to it, are ours.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from sessions.babies.models import Baby
from sessions.policies.models import UnitPolicy
from techniques.models import TechniqueVersion

USER = settings.AUTH_USER_MODEL


class DemonstrationQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-at", "-pk")

    def current(self):
        """What stands: of each person, technique text and baby the newest row."""
        same = {name: OuterRef(name) for name in ("baby", "person", "version")}
        newest = ReturnDemonstration.objects.filter(**same).newest_first()
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


class ReturnDemonstration(models.Model):
    """Seen once, by whom, in which language. It is put right by a newer row, never changed.

    It holds for the text that was shown: steps that are written anew are shown anew.
    """

    class Level(models.TextChoices):
        SHOWN = "shown", _("Shown")
        HELP = "help", _("With help")
        WATCHED = "watched", _("Watched alone")
        INDEPENDENT = "independent", _("Independent")

    OPENS = (Level.WATCHED, Level.INDEPENDENT)  # from here on the family does it without staff

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="demonstrations")
    person = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="demonstrations")
    version = models.ForeignKey(TechniqueVersion, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("how far"), max_length=12, choices=Level)
    language = models.CharField(_("language"), max_length=40, blank=True)
    interpreter = models.BooleanField(_("with an interpreter"), default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DemonstrationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["baby", "person", "version", "-at"], name="demonstration_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=["shown", "help", "watched", "independent"]), name="demonstration_level_known"
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.version.family_name}, {self.get_level_display()}"

    def save(self, **kwargs):
        if not self._state.adding:
            raise ValidationError(_("What was seen stays as it was. Add a newer row."))
        super().save(**kwargs)


def unit_asks(unit):
    """Whether the unit of this reference lets families show a technique first; off until its lead signed it."""
    policies = UnitPolicy.objects.signed().filter(unit=OuterRef(unit)).order_by("-version")
    return Subquery(policies.values("demonstrations")[:1])


def level_of(person, *, baby, version, moment=None):
    """How far this person is at this moment, for a query that knows baby and technique text under these names."""
    rows = ReturnDemonstration.objects.filter(person=person, baby=OuterRef(baby), version=OuterRef(version))
    rows = rows.filter(at__lte=moment) if moment else rows
    return Subquery(rows.newest_first().values("level")[:1])
