"""What a unit says about the age for each technique, as part of a version of its policy."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from techniques.immutable import TextInForce
from techniques.models import Technique

from .thresholds import PROPOSED, WEEKS


class DraftsOnly(models.QuerySet):
    """Rows of a policy, or around it, that nobody changes once it is signed."""

    signed_at = "signed_at"

    def signed(self):
        return self.filter(**{f"{self.signed_at}__isnull": False})

    def update(self, **kwargs):
        self._not_signed()
        return super().update(**kwargs)

    def delete(self):
        self._not_signed()
        return super().delete()

    def _not_signed(self):
        if self.signed().exists():
            raise TextInForce(f"{self.model.__name__} rows are never changed once signed: make a new version.")


class GuidanceQuerySet(DraftsOnly):
    signed_at = "policy__signed_at"


class Guidance(models.Model):
    """From and until which postmenstrual week a unit gives a technique. Beside the therapist's choice, never above."""

    policy = models.ForeignKey("massage_sessions.UnitPolicy", on_delete=models.CASCADE, related_name="windows")
    technique = models.ForeignKey(Technique, on_delete=models.PROTECT, related_name="+")
    from_weeks = models.PositiveSmallIntegerField(_("from week"), null=True, blank=True)
    until_weeks = models.PositiveSmallIntegerField(_("until week"), null=True, blank=True)

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "technique"], name="guidance_once_for_a_technique"),
            models.CheckConstraint(
                condition=Q(from_weeks__isnull=False) | Q(until_weeks__isnull=False), name="guidance_says_something"
            ),
            models.CheckConstraint(
                condition=Q(from_weeks=None) | Q(until_weeks=None) | Q(from_weeks__lt=F("until_weeks")),
                name="guidance_from_before_until",
            ),
            models.CheckConstraint(
                condition=(Q(from_weeks=None) | Q(from_weeks__range=WEEKS))
                & (Q(until_weeks=None) | Q(until_weeks__range=WEEKS)),
                name="guidance_weeks_22_to_60",
            ),
        ]

    def __str__(self):
        return f"{self.technique}: {self.from_weeks or ''}-{self.until_weeks or ''}"

    def save(self, **kwargs):
        self.policy._only_a_draft()
        super().save(**kwargs)

    def delete(self, **kwargs):
        self.policy._only_a_draft()
        return super().delete(**kwargs)


def windows_after(current):
    """The guidance that a new draft begins with."""
    if current.is_signed:
        same = current.windows.values_list("technique_id", "from_weeks", "until_weeks")
    else:
        known = Technique.objects.filter(slug__in=PROPOSED)
        same = [(each.pk, PROPOSED[each.slug].from_weeks, None) for each in known]
    return [Guidance(technique_id=pk, from_weeks=low, until_weeks=high) for pk, low, high in same]
