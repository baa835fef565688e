"""A unit lets its families read what somebody says about a technique, with who decided it and when."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit, User
from techniques.versions import Claim


class ShownClaimQuerySet(models.QuerySet):
    def standing(self) -> "ShownClaimQuerySet":
        return self.filter(hidden_at=None)


class ShownClaim(models.Model):
    """What is said word for word the same in a later version stays shown; other words are looked at anew."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="shown_claims")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="shown")
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(_("shown since"))
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = ShownClaimQuerySet.as_manager()

    class Meta:
        ordering = ("-shown_at",)
        constraints = [
            models.UniqueConstraint(name="claim_shown_once", fields=("unit", "claim"), condition=Q(hidden_at=None)),
            models.CheckConstraint(
                name="claim_hidden_by_a_person",
                condition=Q(hidden_at=None, hidden_by=None) | Q(hidden_at__isnull=False, hidden_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.claim}"

    @classmethod
    def show(cls, claim: Claim, *, unit: Unit, by: User, now: datetime) -> None:
        """A second tap changes nothing."""
        if not Claim.objects.filter(pk=claim.pk).turned_on([unit]).exists():
            cls.objects.get_or_create(
                unit=unit, claim=claim, hidden_at=None, defaults={"shown_by": by, "shown_at": now}
            )

    @classmethod
    def hide(cls, claim: Claim, *, unit: Unit, by: User, now: datetime) -> None:
        """Also where the same words were turned on in an earlier version."""
        cls.objects.standing().filter(
            unit=unit,
            claim__version__technique=claim.version.technique_id,
            claim__text=claim.text,
            claim__said_by=claim.said_by,
        ).update(hidden_by=by, hidden_at=now)
