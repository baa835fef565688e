"""A routine on hold: who asked for it, when and why, and who let it go on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sessions.babies.models import ActiveQuerySet, Baby

USER = settings.AUTH_USER_MODEL


class PlanHold(models.Model):
    """From one moment to another nobody starts the routine. A new version does not end it; a person does."""

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="holds")
    plan = models.ForeignKey("massage_sessions.Plan", on_delete=models.CASCADE, related_name="holds")  # when it began
    reason = models.CharField(_("reason"), max_length=120)
    held_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["baby"], condition=Q(ended_at=None), name="plan_held_once_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="plan_held_for_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="plan_let_go_by_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.baby}: {self.reason}"

    def end(self, *, by, now):
        self.ended_by, self.ended_at = by, now
        self.save(update_fields=["ended_by", "ended_at"])
