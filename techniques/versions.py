"""The text of a technique, written once: version, steps, and what is said about it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from techniques.immutable import WriteOnce, WriteOnceQuerySet
from techniques.querysets import SOURCE_LANGUAGE, ClaimQuerySet, VersionQuerySet
from techniques.texts import StepText, TechniqueText


class TechniqueVersion(TechniqueText, WriteOnce):
    class ReviewState(models.TextChoices):
        NOT_REVIEWED = "not_reviewed", _("Not yet reviewed by a clinician")
        REVIEWED = "reviewed", _("Reviewed by a clinician")

    technique = models.ForeignKey("techniques.Technique", models.PROTECT, related_name="versions")
    language = models.CharField(max_length=10, default=SOURCE_LANGUAGE)
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    author = models.CharField(max_length=100)
    review_state = models.CharField(max_length=20, choices=ReviewState, default=ReviewState.NOT_REVIEWED)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("technique", "language", "number")
        constraints = [
            models.UniqueConstraint(name="technique_version_numbered_once", fields=("technique", "language", "number")),
            models.CheckConstraint(name="technique_version_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="technique_version_passes_in_limit",
                condition=Q(passes__lte=F("passes_limit"), passes_limit__lte=10),
            ),
            models.CheckConstraint(
                name="technique_version_direction_known",
                condition=Q(
                    direction__in=(
                        "to_foot",
                        "to_heart",
                        "circle",
                        "press",
                        "side_to_side",
                        "bend_stretch",
                        "none",
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technique_id}/{self.language} {self.number} {self.professional_name}"


class Step(StepText, WriteOnce):
    version = models.ForeignKey(TechniqueVersion, models.PROTECT, related_name="steps")

    objects = WriteOnceQuerySet.as_manager()

    class Meta:
        ordering = ("version", "order")
        constraints = [
            models.UniqueConstraint(name="step_ordered_once", fields=("version", "order")),
            # a step of a unit may have no picture yet; a picture without words would be nothing to who cannot see it
            models.CheckConstraint(name="step_picture_has_alternative_text", condition=Q(picture="") | ~Q(alt="")),
            models.CheckConstraint(name="step_place_known", condition=Q(place__in=("both", "nicu", "home"))),
        ]


class Claim(WriteOnce):
    version = models.ForeignKey(TechniqueVersion, models.PROTECT, related_name="claims")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    said_by = models.CharField(max_length=100)
    evidence = models.CharField(max_length=1, choices=TechniqueVersion.Evidence)
    show_to_family = models.BooleanField(default=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("version", "order")
        constraints = [
            models.UniqueConstraint(name="claim_ordered_once", fields=("version", "order")),
            models.CheckConstraint(name="claim_says_who", condition=~Q(said_by="")),
        ]

    def __str__(self) -> str:
        return f"{self.said_by}: {self.text}"
