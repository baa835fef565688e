"""A technique, and where to find the text that is in force."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from techniques.querysets import SOURCE_LANGUAGE, TechniqueQuerySet, base_language
from techniques.texts import Sort
from techniques.versions import TechniqueVersion


class Technique(Sort):
    class Status(models.TextChoices):
        PUBLISHED = "published", _("Published")
        NAMED_ONLY = "named_only", _("Named only, no steps yet")
        RETIRED = "retired", _("Retired")

    slug = models.SlugField(_("field name"), unique=True)
    owner = models.ForeignKey(
        "accounts.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="techniques",
        verbose_name=_("unit"),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PUBLISHED)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    needs_before = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="leads_to", verbose_name=_("comes after")
    )

    objects = TechniqueQuerySet.as_manager()

    class Meta:
        ordering = ("order", "slug")
        constraints = [
            models.CheckConstraint(name="technique_not_before_itself", condition=~Q(needs_before=F("pk"))),
            models.CheckConstraint(
                name="technique_status_known", condition=Q(status__in=("published", "named_only", "retired"))
            ),
            models.CheckConstraint(
                name="technique_kind_known", condition=Q(kind__in=("stroking", "still", "preparation"))
            ),
        ]

    newest_versions: list["TechniqueVersion"]  # filled by with_current()

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("technique", args=[self.slug])

    @property
    def is_assignable(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def is_retired(self) -> bool:
        return self.status == self.Status.RETIRED

    def current(self, language: str = SOURCE_LANGUAGE) -> "TechniqueVersion | None":
        """The text in force in this language, else in English."""
        wanted = base_language(language)
        versions = getattr(self, "newest_versions", None)
        if versions is None:
            versions = list(self.versions.filter(language__in={wanted, SOURCE_LANGUAGE}).newest())
        return max(versions, key=lambda version: version.language == wanted, default=None)
