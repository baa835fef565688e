"""A baby goes home: who wrote it down, when, and what the family reads."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby
from sessions.babies.moved import locked
from sessions.babies.waiting import shut
from sessions.babies.windows import Window
from sessions.plans.models import Plan

USER = settings.AUTH_USER_MODEL
IS_NEWS = timedelta(days=14)  # as long as Today tells it
BY_MISTAKE = timedelta(days=1)  # as long as taking it back puts everything in its place again


class DischargeQuerySet(models.QuerySet):
    def lasting(self):
        return self.filter(ended_at=None)

    def news_at(self, now):
        return self.lasting().filter(at__gt=now - IS_NEWS)


class Discharge(models.Model):
    """From going home until coming back."""

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="discharges")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="discharges")
    day = models.DateField(_("goes home on"))
    note = models.CharField(_("for the family"), max_length=300, blank=True)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    cot = models.CharField(max_length=20, blank=True)  # and the next, as they were before
    review_was = models.DateField(null=True, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DischargeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["baby", "unit"], condition=models.Q(ended_at=None), name="discharge_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="discharge_ended_by_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.baby}, {self.day}"

    @classmethod
    @transaction.atomic
    def write(cls, baby, *, by, now, day, note="", review_on=None):
        """Send the baby home. The routine is the same version; only the day on which it is looked at again moves."""
        (baby,) = locked([baby])
        if lasting := cls.objects.lasting().filter(baby=baby, unit=baby.unit).first():
            return lasting
        plans = Plan.objects.in_force().filter(baby=baby)
        was = plans.values_list("review_on", flat=True).first()
        facts = {"day": day, "note": note, "review_on": review_on, "cot": baby.cot, "review_was": was}
        plans.update(review_on=review_on or was)
        baby.place, baby.cot = Baby.Place.HOME, ""
        baby.save(update_fields=["place", "cot"])
        shut(baby, now=now, kinds=[Invitation.Kind.COT])
        Window.put(baby, baby.unit, why=Window.Why.HOME, by=by, now=now)
        return cls.objects.create(baby=baby, unit=baby.unit, by=by, at=now, **facts)

    @classmethod
    @transaction.atomic
    def come_back(cls, baby, *, by, now, cot=""):
        """The baby is on the ward again, or was all the time. Ends the window: the unit cares for it as before."""
        (baby,) = locked([baby])
        lasting = cls.objects.lasting().filter(baby=baby, unit=baby.unit).first()
        if lasting:
            lasting._end(by, now)
            cot = cot or (lasting.cot if lasting.is_fresh(now) else "")
        baby.place, baby.cot = Baby.Place.NICU, cot
        baby.save(update_fields=["place", "cot"])
        Window.lift(baby, baby.unit, by=by, now=now)
        return baby

    def is_fresh(self, now):
        return now - self.at < BY_MISTAKE

    def _end(self, by, now):
        if self.is_fresh(now) and self.review_on:
            plans = Plan.objects.in_force().filter(baby=self.baby_id, review_on=self.review_on)
            plans.update(review_on=self.review_was)
        self.ended_by, self.ended_at = by, now
        self.save(update_fields=["ended_by", "ended_at"])
