"""What a routine holds, and a therapist's words on it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sessions import safety
from sessions.plans.demonstrations import ReturnDemonstration, level_of, unit_asks
from techniques.models import Side, Technique, TechniqueVersion

USER = settings.AUTH_USER_MODEL


class Dose(models.Model):
    """How much of one technique: passes x touches a pass x seconds a touch, on a side."""

    order = models.PositiveSmallIntegerField()
    passes = models.PositiveSmallIntegerField(_("passes"))
    touches = models.PositiveSmallIntegerField(_("touches in a pass"))
    seconds = models.PositiveSmallIntegerField(_("seconds"))
    side = models.CharField(_("side"), max_length=5, choices=Side)
    gentle = models.BooleanField(_("gentle way"), default=False)
    faster = models.BooleanField(_("may go faster"), default=False)
    supervised = models.BooleanField(_("with staff until shown"), default=False)

    class Meta:
        abstract = True

    @property
    def whole_seconds(self):
        """Both legs one after the other take twice as long; a technique on both legs at once does not."""
        twice = self.side == Side.BOTH and not self.technique.uses_both_legs
        return safety.whole_seconds(self.passes, self.touches, self.seconds, 2 if twice else 1)


class PlannedTechniqueQuerySet(models.QuerySet):
    def opened_for(self, person, moment=None):
        """Each with what decides whether this person may do it without staff. No query of its own."""
        level = level_of(person, baby="plan__baby", version="version", moment=moment)
        return self.annotate(asks_first=unit_asks("plan__baby__unit"), level=level)


class PlannedTechnique(Dose):
    """One technique in a routine, with its amount."""

    plan = models.ForeignKey("massage_sessions.Plan", on_delete=models.CASCADE, related_name="planned")
    version = models.ForeignKey(TechniqueVersion, on_delete=models.PROTECT, related_name="planned")

    objects = PlannedTechniqueQuerySet.as_manager()
    asks_first = level = None  # told by opened_for()

    class Meta:
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(passes__range=(0, 10)), name="planned_passes_0_to_10"),
            models.CheckConstraint(condition=Q(touches__range=(0, 20)), name="planned_touches_0_to_20"),
            models.CheckConstraint(condition=Q(seconds__range=(0, 120)), name="planned_seconds_0_to_120"),
            models.CheckConstraint(condition=Q(side__in=["left", "right", "both"]), name="planned_side_known"),
        ]

    def __str__(self):
        return f"{self.version.family_name}, {self.get_side_display()}"

    def save(self, **kwargs):
        self._only_in_a_draft()
        super().save(**kwargs)

    def delete(self, **kwargs):
        self._only_in_a_draft()
        return super().delete(**kwargs)

    def _only_in_a_draft(self):
        if not self.plan.is_draft:
            raise ValidationError(_("A routine in force is never edited. Start a new version."))

    @property
    def technique(self) -> Technique:
        return self.version.technique

    @property
    def is_closed(self):
        """Only together with staff, until the person of opened_for() has shown it."""
        return bool(self.supervised and self.asks_first and self.level not in ReturnDemonstration.OPENS)

    @property
    def sides(self):
        """The legs that are touched."""
        if self.technique.region == Technique.Region.HANDS:
            return frozenset()  # the adult's own hands
        return frozenset({"left", "right"}) if self.side == Side.BOTH else frozenset({self.side})

    @property
    def amount(self):
        return safety.Amount(
            slug=self.technique.slug,
            stroking=self.technique.is_stroking,
            seconds=self.whole_seconds,
            precautions=frozenset(self.version.precautions),
        )

    def copy_to(self, plan):
        fields = ("version", "order", "passes", "touches", "seconds", "side", "gentle", "faster", "supervised")
        PlannedTechnique.objects.create(plan=plan, **{name: getattr(self, name) for name in fields})


class PlanReason(models.Model):
    """A therapist's words on something the app pointed at before this version was assigned."""

    plan = models.ForeignKey("massage_sessions.Plan", on_delete=models.CASCADE, related_name="reasons")
    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=300)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.kind}: {self.text}"
