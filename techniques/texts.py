"""What a technique says, whether it is in force or still being written: where, how, how often, step by step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from techniques.precautions import PRECAUTIONS_BY_SLUG, Precaution


class Place(models.TextChoices):
    BOTH = "both", _("NICU and home")
    NICU = "nicu", _("NICU")
    HOME = "home", _("Home")


class Side(models.TextChoices):
    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")
    BOTH = "both", _("Both")


class Timing(models.TextChoices):
    BEFORE_FEED = "before_feed", _("Before a feed")
    AFTER_BATH = "after_bath", _("After a bath")
    BETWEEN_FEEDS = "between_feeds", _("Between feeds")
    AS_TEAM_SAYS = "as_team_says", _("When the team says")


class Sort(models.Model):
    """Where on the body, and what sort of touch: it stays the same from version to version."""

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

    region = models.CharField(_("region"), max_length=20, choices=Region)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.STROKING)
    own_timing = models.CharField(_("own timing"), max_length=20, choices=Timing, blank=True)

    class Meta:
        abstract = True

    @property
    def is_stroking(self) -> bool:
        """Counts against "one technique at a time"; still hands and oil do not."""
        return self.kind == self.Kind.STROKING

    @property
    def uses_both_legs(self) -> bool:
        return self.region in (self.Region.BOTH_LEGS, self.Region.HANDS)


class TechniqueText(models.Model):
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
    sources = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    @property
    def pass_seconds(self) -> int:
        """Seconds that one pass takes at the default pace."""
        return self.touches * self.seconds

    def steps_for(self, place: str) -> list["StepText"]:
        """The steps in order for the NICU cot or for home; uses prefetched steps."""
        return [step for step in self.steps.all() if step.place in (Place.BOTH, place)]

    def title_step(self, place: str = Place.HOME) -> "StepText | None":
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


class StepText(models.Model):
    class Drawn(models.TextChoices):
        EACH_SIDE = "each_side", _("One drawing for each side")
        ONCE = "once", _("One drawing for both sides")
        # an uploaded picture of one leg; for the other leg there is none
        LEFT = "left", _("The left leg")
        RIGHT = "right", _("The right leg")

    place = models.CharField(max_length=10, choices=Place, default=Place.BOTH)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=250)
    picture = models.CharField(max_length=100, help_text=_("technique/key; the side is added when shown"))
    drawn = models.CharField(max_length=10, choices=Drawn, default=Drawn.EACH_SIDE)
    alt = models.CharField(max_length=250)
    is_stroke = models.BooleanField(default=False, help_text=_("the step that is repeated for each pass"))
    only_if_faster = models.BooleanField(default=False, help_text=_("only if the plan says may go faster"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.order}. {self.text}"

    def has_picture_of(self, side: str) -> bool:
        """False: what was uploaded shows the other leg than the one that is asked for."""
        return {side, self.drawn} != {Side.LEFT, Side.RIGHT}

    def picture_path(self, side: str) -> str:
        """Path of the drawing of this step on this side, under static/."""
        shown = Side.BOTH if self.drawn == self.Drawn.ONCE else side
        return f"illustrations/{self.picture}-{shown}.svg"
