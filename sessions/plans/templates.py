"""A unit's templates: routines without a baby, from which a draft is filled in one tap."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit
from sessions.babies.models import Baby
from techniques.models import Technique, Timing

from .planned import Dose

USER = settings.AUTH_USER_MODEL


class PlanTemplateQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None)


class PlanTemplate(models.Model):
    """A routine that the unit starts from. It is kept as it was; another one is another template."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plan_templates")
    name = models.CharField(_("name"), max_length=60)
    place = models.CharField(_("where"), max_length=4, choices=Baby.Place, default=Baby.Place.NICU)
    timing = models.CharField(_("when"), max_length=20, choices=Timing, default=Timing.BEFORE_FEED)
    times_a_day = models.PositiveSmallIntegerField(_("times a day"), default=1)
    kept_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    retired_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = PlanTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "unit", Lower("name"), condition=Q(retired_at=None), name="template_name_once_in_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None) | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="template_retired_by_a_person",
            ),
            models.CheckConstraint(condition=Q(place__in=["nicu", "home"]), name="template_place_known"),
        ]

    def __str__(self):
        return self.name

    @transaction.atomic
    def keep(self, plan, items, *, off=frozenset(), instead_of=None):
        """Keep these rows of a routine. off: legs that this one baby leaves alone, which is no wish of the template.

        instead_of: a template that is retired in the same breath.
        """
        if instead_of:
            instead_of.retire(by=self.kept_by, now=self.kept_at)
        self.timing, self.times_a_day = plan.timing, plan.times_a_day
        self.save()
        fields = ("order", "passes", "touches", "seconds", "gentle", "faster", "supervised")
        PlannedTemplate.objects.bulk_create(
            PlannedTemplate(
                template=self,
                technique=item.technique,
                side="both" if off else item.side,
                **{name: getattr(item, name) for name in fields},
            )
            for item in items
        )

    def rename(self, name):
        self.name = name
        self.save(update_fields=["name"])

    def retire(self, *, by, now):
        self.retired_by, self.retired_at = by, now
        self.save(update_fields=["retired_by", "retired_at"])

    def bring_back(self):
        self.retired_by = self.retired_at = None
        self.save(update_fields=["retired_by", "retired_at"])


class PlannedTemplate(Dose):
    """One technique in a template: whatever text of it is in force when the template is used."""

    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="planned")
    technique = models.ForeignKey(Technique, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["template", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["template", "technique"], name="template_technique_once"),
            models.CheckConstraint(
                condition=Q(passes__range=(0, 10), touches__range=(0, 20), seconds__range=(0, 120)),
                name="template_amounts_in_range",
            ),
            models.CheckConstraint(condition=Q(side__in=["left", "right", "both"]), name="template_side_known"),
        ]

    def __str__(self):
        return f"{self.technique.slug}, {self.get_side_display()}"
