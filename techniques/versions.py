"""The text of a technique, written once: version, steps, and what is said about it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from techniques.immutable import WriteOnce, WriteOnceQuerySet
from techniques.precautions import PRECAUTIONS_BY_SLUG, Precaution
from techniques.querysets import SOURCE_LANGUAGE, ClaimQuerySet, VersionQuerySet


class Place(models.TextChoices):
    BOTH = "both", _("NICU and home")
    NICU = "nicu", _("NICU")
    HOME = "home", _("Home")


class Side(models.TextChoices):
    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")
    BOTH = "both", _("Both")


class TechniqueVersion(WriteOnce):
    class Direction(models.TextChoices):
        TO_FOOT = "to_foot", _("Towards the foot")
        TO_HEART = "to_heart", _("Towards the heart")
        CIRCLE = "circle", _("In circles")
        PRESS = "press", _("Pressing")
        SIDE_TO_SIDE = "side_to_side", _("Side to side")
        BEND_STRETCH = "bend_stretch", _("Bending and stretching")
        NONE = "none", _("No movement")

    class Evidence(models.TextChoices):
        TRADITION = "T", _("Tradition")
        INDIRECT = "I", _("Studies of other kinds of massage")
        DIRECT = "D", _("Small studies of leg or foot massage")

    class Count(models.TextChoices):
        """What one pass is called."""

        STROKE = "stroke", _("Stroke")
        ROUND = "round", _("Round")
        HOLD = "hold", _("Hold")

    class ReviewState(models.TextChoices):
        NOT_REVIEWED = "not_reviewed", _("Not yet reviewed by a clinician")
        REVIEWED = "reviewed", _("Reviewed by a clinician")

    technique = models.ForeignKey("techniques.Technique", models.PROTECT, related_name="versions")
    language = models.CharField(max_length=10, default=SOURCE_LANGUAGE)
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    family_name = models.CharField(max_length=100)
    professional_name = models.CharField(max_length=100)
    synonyms = models.JSONField(default=list, blank=True)
    position = models.CharField(max_length=200)
    hands = models.CharField(max_length=200)
    direction = models.CharField(max_length=20, choices=Direction)
    # the three defaults of a plan; 0 = does not apply (oil has no clock, a named page has no dose)
    passes = models.PositiveSmallIntegerField()
    touches = models.PositiveSmallIntegerField(help_text=_("touches in one pass"))
    seconds = models.PositiveSmallIntegerField(help_text=_("for one touch; for still hands the least"))
    passes_limit = models.PositiveSmallIntegerField(default=3)
    counted_in = models.CharField(max_length=10, choices=Count, default=Count.STROKE)
    source_value = models.CharField(max_length=300, help_text=_("what the source says about the number"))
    how_often = models.CharField(max_length=120)
    how_slow = models.CharField(max_length=120)
    how_firm = models.CharField(max_length=160)
    gentle_variant = models.CharField(max_length=300, blank=True)
    good_to_know = models.CharField(max_length=300, blank=True)
    precautions = models.JSONField(default=list, blank=True)
    stops = models.JSONField(default=list, blank=True, help_text=_("those precautions that rule it out"))
    evidence = models.CharField(max_length=1, choices=Evidence)
    known = models.CharField(max_length=400)
    author = models.CharField(max_length=100)
    review_state = models.CharField(max_length=20, choices=ReviewState, default=ReviewState.NOT_REVIEWED)
    sources = models.JSONField(default=list, blank=True)
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

    @property
    def pass_seconds(self) -> int:
        """Seconds that one pass takes at the default pace."""
        return self.touches * self.seconds

    def steps_for(self, place: str) -> list["Step"]:
        """The steps in order for the NICU cot or for home; uses prefetched steps."""
        return [step for step in self.steps.all() if step.place in (Place.BOTH, place)]

    def title_step(self, place: str = Place.HOME) -> "Step | None":
        """The step whose picture stands for the whole technique."""
        steps = self.steps_for(place)
        return next((step for step in steps if step.is_stroke), steps[0] if steps else None)

    @property
    def stop_list(self) -> list[Precaution]:
        return [PRECAUTIONS_BY_SLUG[slug] for slug in self.stops]

    @property
    def care_list(self) -> list[Precaution]:
        """Precautions that ask for care, not for leaving the leg alone."""
        return [PRECAUTIONS_BY_SLUG[slug] for slug in self.precautions if slug not in self.stops]


class Step(WriteOnce):
    class Drawn(models.TextChoices):
        EACH_SIDE = "each_side", _("One drawing for each side")
        ONCE = "once", _("One drawing for both sides")

    version = models.ForeignKey(TechniqueVersion, models.PROTECT, related_name="steps")
    place = models.CharField(max_length=10, choices=Place, default=Place.BOTH)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=250)
    picture = models.CharField(max_length=100, help_text=_("technique/key; the side is added when shown"))
    drawn = models.CharField(max_length=10, choices=Drawn, default=Drawn.EACH_SIDE)
    alt = models.CharField(max_length=250)
    is_stroke = models.BooleanField(default=False, help_text=_("the step that is repeated for each pass"))
    only_if_faster = models.BooleanField(default=False, help_text=_("only if the plan says may go faster"))

    objects = WriteOnceQuerySet.as_manager()

    class Meta:
        ordering = ("version", "order")
        constraints = [
            models.UniqueConstraint(name="step_ordered_once", fields=("version", "order")),
            models.CheckConstraint(name="step_has_picture", condition=~Q(picture="")),
            models.CheckConstraint(name="step_has_alternative_text", condition=~Q(alt="")),
            models.CheckConstraint(name="step_place_known", condition=Q(place__in=("both", "nicu", "home"))),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.text}"

    def picture_path(self, side: str) -> str:
        """Path of the drawing of this step on this side, under static/."""
        shown = Side.BOTH if self.drawn == self.Drawn.ONCE else side
        return f"illustrations/{self.picture}-{shown}.svg"


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
