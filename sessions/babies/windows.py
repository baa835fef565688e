"""How long a unit still opens the record of a baby that has left its care."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from sessions.policies.models import UnitPolicy

from .models import Baby

USER = settings.AUTH_USER_MODEL


class WindowQuerySet(models.QuerySet):
    def lasting(self):
        """What holds now: a baby without one is in the unit's care as ever."""
        return self.filter(lifted_at=None)

    def open_at(self, now):
        return self.lasting().filter(until__gt=now)


class Window(models.Model):
    """From a baby's leaving until a moment. Whoever sets another one writes a new row; the old one stays."""

    class Why(models.TextChoices):
        HOME = "home", _("Went home")
        TRANSFER = "transfer", _("Went to another unit")
        ENDING = "ending", _("Stopped")
        LONGER = "longer", _("The unit keeps it open")
        FAMILY = "family", _("The family’s wish")
        CONSENT = "consent", _("Came back, with the family’s yes")

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="windows")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="windows")
    why = models.CharField(max_length=8, choices=Why)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    until = models.DateTimeField()
    set_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = WindowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["baby", "unit"], condition=models.Q(lifted_at=None), name="window_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by=None)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="window_lifted_by_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.until:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def put(cls, baby, unit, *, why, by, now, days=None, reason=""):
        """Let the unit see the record for so many days more; without a number, for as long as the unit's rules say."""
        Baby.objects.select_for_update().get(pk=baby.pk)  # two people at once
        days = UnitPolicy.objects.for_unit(unit).window_days if days is None else days
        cls.lift(baby, unit, by=by, now=now)
        facts = {"why": why, "reason": reason, "set_by": by, "set_at": now}
        return cls.objects.create(baby=baby, unit=unit, until=now + timedelta(days=days), **facts)

    @classmethod
    def lift(cls, baby, unit, *, by, now):
        """The unit has the baby in its care again, or something else holds from now on."""
        return cls.objects.lasting().filter(baby=baby, unit=unit).update(lifted_by=by, lifted_at=now)

    def is_open(self, now):
        return self.lifted_at is None and now < self.until
