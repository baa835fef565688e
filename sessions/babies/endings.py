"""A quiet end: the routine stops, the pages stay. Nobody is asked which end it is."""

from django.conf import settings
from django.db import models, transaction

from .models import Baby
from .moved import locked
from .waiting import shut
from .windows import Window

USER = settings.AUTH_USER_MODEL


class EndingQuerySet(models.QuerySet):
    def lasting(self):
        return self.filter(lifted_at=None)


class Ending(models.Model):
    """Until it is lifted, or for good. What the family ended it may begin again; what staff ended, staff may."""

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="endings")
    by_family = models.BooleanField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = EndingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["baby"], condition=models.Q(lifted_at=None), name="ending_once_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by=None)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="ending_lifted_by_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def write(cls, baby, *, by_family, by, now):
        """End quietly. Staff who end what the family ended already take it over; a second tap changes nothing."""
        locked([baby])
        lasting = cls.objects.lasting().filter(baby=baby).first()
        if lasting and (by_family or not lasting.by_family):
            return lasting
        if lasting:
            lasting._close(by, now)
        shut(baby, now=now)
        if not Window.objects.lasting().filter(baby=baby, unit=baby.unit_id).exists():
            Window.put(baby, baby.unit, why=Window.Why.ENDING, by=by, now=now)
        return cls.objects.create(baby=baby, by_family=by_family, by=by, at=now)

    @transaction.atomic
    def lift(self, *, by, now):
        """Begin again. The unit cares for a baby in the NICU as before, whatever the window became meanwhile.

        From home a window is open without an end too: of those only the one that the end had opened goes.
        """
        (baby,) = locked([self.baby])
        self._close(by, now)
        ours = Window.objects.lasting().filter(baby=baby, unit=baby.unit)
        if baby.place != Baby.Place.NICU:
            ours = ours.filter(why=Window.Why.ENDING)
        ours.update(lifted_by=by, lifted_at=now)

    def _close(self, by, now):
        self.lifted_by, self.lifted_at = by, now
        self.save(update_fields=["lifted_by", "lifted_at"])
