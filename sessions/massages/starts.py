"""Who opened the steps with a baby a while ago and has sent nothing since. It is said, it never blocks."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from sessions.babies.models import Baby

from .models import Massage

OPEN_FOR = timedelta(hours=1)  # a massage takes minutes; later the device is more likely without a line


class StartQuerySet(models.QuerySet):
    def open_for(self, baby, reader, now):
        """Those of other people of the last hour, without those who have sent a massage of this baby since."""
        sent = Massage.objects.filter(
            baby=models.OuterRef("baby"), author=models.OuterRef("by"), received_at__gte=models.OuterRef("at")
        )
        recent = self.filter(baby=baby, at__gt=now - OPEN_FOR, at__lte=now).exclude(by=reader)
        return recent.exclude(models.Exists(sent)).select_related("by").order_by("at")


class Start(models.Model):
    """The newest time at which somebody began the steps with a baby."""

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="starts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = StartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["baby", "by"], name="start_newest_of_each_person")]

    def __str__(self):
        return f"{self.by} with {self.baby}, {self.at:%H:%M}"

    @property
    def until(self):
        """A copy of a page that is older than this says nothing any more."""
        return self.at + OPEN_FOR

    @classmethod
    def begin(cls, baby, by, now):
        return cls.objects.update_or_create(baby=baby, by=by, defaults={"at": now})[0]
