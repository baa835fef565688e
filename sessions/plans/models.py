"""Routines: one draft, one in force, and every older version as it was."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, FilteredRelation, Max, Q
from django.utils.translation import gettext_lazy as _

from sessions import safety
from sessions.babies.models import Baby
from sessions.babies.visits import Visit
from sessions.plans.demonstrations import unit_asks
from sessions.plans.holds import PlanHold
from sessions.plans.planned import PlannedTechnique, PlanReason
from techniques.models import Side, Timing

USER = settings.AUTH_USER_MODEL


class PlanQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(status=Plan.Status.ACTIVE)

    def assigned(self):
        """Every version the family ever had, newest first."""
        return self.exclude(status=Plan.Status.DRAFT).order_by("-number")

    def with_hold(self):
        """Each with what stands about the hold that lasts now: held_at, held_by, held_reason, all None without one."""
        lasting = FilteredRelation("baby__holds", condition=Q(baby__holds__ended_at=None))
        return self.annotate(
            lasting=lasting,
            held_at=F("lasting__held_at"),
            held_by=F("lasting__held_by__name"),
            held_reason=F("lasting__reason"),
        )

    def with_rules(self):
        """Each with `asks_first`: whether the unit lets families show a technique before they do it alone."""
        return self.annotate(asks_first=unit_asks("baby__unit"))

    def with_techniques(self):
        return self.prefetch_related("planned__version__technique", "planned__version__steps")


class Plan(models.Model):
    """One version of one baby's routine. Once assigned it is never edited, only superseded."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("In force")
        SUPERSEDED = "superseded", _("Older version")
        ENDED = "ended", _("Ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    timing = models.CharField(_("when"), max_length=20, choices=Timing, default=Timing.BEFORE_FEED)
    times_a_day = models.PositiveSmallIntegerField(_("times a day"), default=1)
    oil = models.CharField(_("oil"), max_length=80, blank=True)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    note = models.CharField(_("for the family"), max_length=300, blank=True)
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    assigned_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assigned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")

    objects = PlanQuerySet.as_manager()
    held_at = held_by = held_reason = None  # told by with_hold()
    asks_first = None  # told by with_rules()

    class Meta:
        ordering = ["baby", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["baby", "number"], name="plan_version_once"),
            models.UniqueConstraint(fields=["baby"], condition=Q(status="draft"), name="plan_one_draft"),
            models.UniqueConstraint(fields=["baby"], condition=Q(status="active"), name="plan_one_in_force"),
            models.CheckConstraint(
                condition=Q(status="draft", assigned_at=None, assigned_by=None)
                | (~Q(status="draft") & Q(assigned_at__isnull=False, assigned_by__isnull=False)),
                name="plan_assigned_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "active"]) | Q(ended_at__isnull=False), name="plan_past_has_an_end"
            ),
            models.CheckConstraint(condition=Q(times_a_day__range=(1, 6)), name="plan_one_to_six_times_a_day"),
        ]

    def __str__(self):
        return f"{self.baby} {self.number}"

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT

    @transaction.atomic
    def pause(self, *, by, now, reason):
        """Hold the baby's routine. A reason that was there before ends with this moment."""
        for earlier in PlanHold.objects.active().filter(baby=self.baby_id):
            earlier.end(by=by, now=now)
        return PlanHold.objects.create(baby_id=self.baby_id, plan=self, reason=reason, held_by=by, held_at=now)

    @property
    def seconds(self):
        return sum(item.whole_seconds for item in self.planned.all())

    @classmethod
    @transaction.atomic
    def draft_for(cls, baby, by, now):
        """Open the baby's draft; a new one starts as a copy of the version in force."""
        current = cls.objects.in_force().filter(baby=baby).first()
        last = cls.objects.filter(baby=baby).aggregate(Max("number"))["number__max"] or 0
        kept = {name: getattr(current, name) for name in ("timing", "times_a_day", "oil")} if current else {}
        draft, is_new = cls.objects.get_or_create(  # two therapists may open it in the same instant
            baby=baby,
            status=cls.Status.DRAFT,
            defaults={"number": last + 1, "started_by": by, "started_at": now, **kept},
        )
        for item in current.planned.all() if is_new and current else ():
            item.copy_to(draft)
        return draft

    def add(self, technique, side):
        """Append a technique with its default amount. A technique without steps cannot be added."""
        if not technique.is_assignable:
            raise ValidationError(_("This technique has no steps yet. It cannot be in a routine."))
        version = technique.current()
        last = self.planned.aggregate(Max("order"))["order__max"] or 0
        return PlannedTechnique.objects.create(
            plan=self,
            version=version,
            order=last + 1,
            passes=version.passes,
            touches=version.touches,
            seconds=version.seconds,
            side=Side.BOTH if technique.uses_both_legs else side,
        )

    @transaction.atomic
    def move(self, item, steps):
        """Move a technique up (-1) or down (+1) in the order; one that was taken out a moment ago stays out."""
        Plan.objects.select_for_update().get(pk=self.pk)
        items = list(self.planned.all())
        if item not in items:
            return
        at = items.index(item)
        to = max(0, min(len(items) - 1, at + steps))
        items.insert(to, items.pop(at))
        for order, each in enumerate(items, start=1):
            PlannedTechnique.objects.filter(pk=each.pk, plan__status=self.Status.DRAFT).update(order=order)

    def concerns(self, ticked, *, young, minutes_limit, locked=()):
        """What needs a therapist's words before this routine is assigned (safety.concerns)."""
        amounts = [item.amount for item in self.planned.all()]
        return safety.concerns(amounts, ticked, young=young, minutes_limit=minutes_limit, locked=locked)

    def off_limits(self):
        """The planned techniques that would touch a leg that is left alone."""
        off = self.baby.limbs_off()
        return [item for item in self.planned.all() if not item.sides.isdisjoint(off)]

    @transaction.atomic
    def assign(self, *, by, now, note="", visit=None, reasons=None):
        """Put this draft in force; the version before it is superseded. reasons: {Concern: text}.

        Raises ValidationError for an empty routine, a leg off limits, or a version that is no draft.
        """
        if not self.is_draft:
            raise ValidationError(_("This version is already assigned. Start a new one."))
        if not self.planned.exists():
            raise ValidationError(_("Add at least one technique first."))
        if self.off_limits():
            raise ValidationError(_("A technique is on a leg that is off limits. Choose the other leg or take it out."))
        Plan.objects.in_force().filter(baby=self.baby).update(status=self.Status.SUPERSEDED, ended_at=now)
        self.status, self.assigned_by, self.assigned_at = self.Status.ACTIVE, by, now
        self.note, self.visit = note, visit
        self.save(update_fields=["status", "assigned_by", "assigned_at", "note", "visit"])
        for concern, text in (reasons or {}).items():
            PlanReason.objects.create(plan=self, kind=concern.kind, about=concern.about, text=text, by=by, at=now)
