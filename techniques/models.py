"""A technique, and where to find the text that is in force."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from techniques.querysets import SOURCE_LANGUAGE, TechniqueQuerySet, base_language
from techniques.versions import Claim, Place, Side, Step, TechniqueVersion

__all__ = ["Claim", "Place", "Side", "Step", "Technique", "TechniqueVersion", "Timing"]


class Timing(models.TextChoices):
    BEFORE_FEED = "before_feed", _("Before a feed")
    AFTER_BATH = "after_bath", _("After a bath")
    BETWEEN_FEEDS = "between_feeds", _("Between feeds")
    AS_TEAM_SAYS = "as_team_says", _("When the team says")


class Technique(models.Model):
    class Region(models.TextChoices):
        # the rest of the body is here so that the catalogue can grow without code
        WHOLE_LEG = "whole_leg", _("Whole leg")
        FOOT = "foot", _("Foot and sole")
        TOES = "toes", _("Toes")
        BOTH_LEGS = "both_legs", _("Both legs and hips")
        ARMS = "arms", _("Arms and hands")
        TUMMY = "tummy", _("Tummy")
        CHEST = "chest", _("Chest")
        BACK = "back", _("Back")
        HEAD = "head", _("Head and face")
        HANDS = "hands", _("Your own hands")

    class Kind(models.TextChoices):
        STROKING = "stroking", _("Stroking or moving")
        STILL = "still", _("Still hands")
        PREPARATION = "preparation", _("Getting ready")

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
    region = models.CharField(_("region"), max_length=20, choices=Region)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.STROKING)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PUBLISHED)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    needs_before = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="leads_to", verbose_name=_("comes after")
    )
    own_timing = models.CharField(_("own timing"), max_length=20, choices=Timing, blank=True)

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
    def is_stroking(self) -> bool:
        """Counts against "one technique at a time"; still hands and oil do not."""
        return self.kind == self.Kind.STROKING

    @property
    def uses_both_legs(self) -> bool:
        return self.region in (self.Region.BOTH_LEGS, self.Region.HANDS)

    def current(self, language: str = SOURCE_LANGUAGE) -> "TechniqueVersion | None":
        """The text in force in this language, else in English."""
        wanted = base_language(language)
        versions = getattr(self, "newest_versions", None)
        if versions is None:
            versions = list(self.versions.filter(language__in={wanted, SOURCE_LANGUAGE}).newest())
        return max(versions, key=lambda version: version.language == wanted, default=None)
