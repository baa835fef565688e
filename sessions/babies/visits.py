"""A therapist's visit, and the tick that says "I have looked at this"."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sessions.babies.models import Baby

USER = settings.AUTH_USER_MODEL


class Visit(models.Model):
    """A therapist's visit: who was there and what was shown."""

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="visits")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    who_was_there = models.CharField(_("who was there"), max_length=120, blank=True)
    what_was_shown = models.TextField(_("what was shown"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d}"


class Look(models.Model):
    """A therapist's tick: I have looked at this baby's log up to here."""

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["baby", "-at"], name="look_newest_first")]

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"
