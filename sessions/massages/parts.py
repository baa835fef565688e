"""What one massage is made of: the signs that were seen, and how much of each technique was done."""

from django.db import models

from techniques.cues import CUES_BY_SLUG
from techniques.models import TechniqueVersion


class StandingManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(is_taken_out=False)


class MassageCue(models.Model):
    """A sign the baby showed: during which technique and step, after how many seconds.

    One that a correction took out is hidden and kept: put back, it has its step and second again.
    """

    massage = models.ForeignKey("massage_sessions.Massage", on_delete=models.CASCADE, related_name="cues")
    slug = models.SlugField(max_length=40)
    version = models.ForeignKey(TechniqueVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    second = models.PositiveIntegerField(null=True, blank=True)
    is_taken_out = models.BooleanField(default=False)

    objects = StandingManager()  # also behind massage.cues
    ever = models.Manager()  # noqa: DJ012

    class Meta:
        ordering = ["second", "pk"]

    def __str__(self):
        return str(self.cue)

    @property
    def cue(self):
        return CUES_BY_SLUG[self.slug]


class TechniqueDone(models.Model):
    """How much of one technique was done."""

    massage = models.ForeignKey("massage_sessions.Massage", on_delete=models.CASCADE, related_name="done")
    version = models.ForeignKey(TechniqueVersion, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=5)
    passes = models.PositiveSmallIntegerField(default=0)
    whole = models.BooleanField(default=False)
    before_shown = models.BooleanField(default=False)  # without staff, and nobody had signed it yet

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.version.family_name} {self.passes}"
