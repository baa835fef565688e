"""A unit's own numbers for the rules. Proposed until the unit lead signs them."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit


def only_calm():
    return ["calm"]


class UnitPolicyQuerySet(models.QuerySet):
    def for_unit(self, unit):
        """The unit's newest policy, or the proposed defaults."""
        return self.filter(unit=unit).order_by("-version").first() or UnitPolicy(unit=unit)


class UnitPolicy(models.Model):
    """One version of a unit's settings. Guidance by age is in force only once it is signed."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="policies")
    version = models.PositiveSmallIntegerField(default=1)
    minutes_limit = models.PositiveSmallIntegerField(_("minutes for the youngest, less than"), default=5)
    young_until_months = models.PositiveSmallIntegerField(_("youngest until corrected months"), default=2)
    passes_cap = models.PositiveSmallIntegerField(_("passes, at most"), default=3)
    correction_limit_months = models.PositiveSmallIntegerField(_("correct ages until months"), default=24)
    vaccine_hours = models.PositiveSmallIntegerField(_("hours after a vaccine"), default=72)
    ready_moods = models.JSONField(_("moods to start with"), default=only_calm)
    oil = models.CharField(_("oil that the unit uses"), max_length=80, blank=True)
    review_days = models.PositiveSmallIntegerField(_("days until a routine is looked at again"), default=7)
    cot_code_hours = models.PositiveSmallIntegerField(_("hours a code at the cot works"), default=24)
    paper_code_days = models.PositiveSmallIntegerField(_("days a code on paper works"), default=7)
    helper_days = models.PositiveSmallIntegerField(_("days a helper may see a baby"), default=14)
    copy_days = models.PositiveSmallIntegerField(_("days a copy stays on a device"), default=14)
    copy_ask_hours = models.PositiveSmallIntegerField(_("hours until an old copy asks what changed"), default=12)
    demonstrations = models.BooleanField(_("families show a technique before they do it alone"), default=False)
    created_at = models.DateTimeField(db_default=Now())
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = UnitPolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="policy_version_once"),
            models.CheckConstraint(
                condition=models.Q(signed_at=None, signed_by=None)
                | models.Q(signed_at__isnull=False, signed_by__isnull=False),
                name="policy_signed_by_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.version}"
