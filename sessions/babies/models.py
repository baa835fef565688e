"""Babies and the people around them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.models import Unit
from sessions import ages
from techniques.precautions import PRECAUTIONS_BY_SLUG

from .twinning import Twinned

USER = settings.AUTH_USER_MODEL
MARKS = ("fish", "leaf", "shell", "moon")


class MultipleBirth(models.Model):
    """Twins, triplets, quadruplets: one row that their records share."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    def __str__(self):
        return str(self.id)


class Baby(Twinned):
    """One baby, with as little about it as the routine needs."""

    class Place(models.TextChoices):
        NICU = "nicu", _("In the NICU")
        HOME = "home", _("At home")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="babies")
    first_name = models.CharField(_("first name"), max_length=40)
    unit_number = models.CharField(_("unit number"), max_length=30, blank=True)
    cot = models.CharField(_("cot"), max_length=20, blank=True)
    birth_date = models.DateField(_("birth date"))
    ga_weeks = models.PositiveSmallIntegerField(_("gestational age, weeks"))
    ga_days = models.PositiveSmallIntegerField(_("gestational age, extra days"), default=0)
    place = models.CharField(_("where"), max_length=4, choices=Place, default=Place.NICU)
    birth = models.ForeignKey(MultipleBirth, on_delete=models.PROTECT, null=True, blank=True, related_name="babies")
    birth_order = models.PositiveSmallIntegerField(_("born as number"), default=1)
    pause_first = models.BooleanField(_("pause first, then look again"), default=False)
    created_at = models.DateTimeField(db_default=Now())

    is_still = is_away = False  # told by the doors, with unit_until
    unit_until = None

    class Meta:
        verbose_name_plural = _("babies")
        ordering = ["first_name", "birth_order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ga_weeks__range=(22, 43), ga_days__range=(0, 6)),
                name="baby_gestational_age_22w0d_to_43w6d",
            ),
            models.CheckConstraint(condition=models.Q(birth_order__range=(1, 4)), name="baby_birth_order_1_to_4"),
            models.CheckConstraint(condition=models.Q(place__in=["nicu", "home"]), name="baby_place_known"),
            models.UniqueConstraint(fields=["birth", "birth_order"], name="baby_order_once_in_a_birth"),
        ]

    def __str__(self):
        return self.first_name

    @property
    def mark(self):
        """The small picture that tells twins apart beside name and colour."""
        return MARKS[self.birth_order - 1]

    @property
    def gestational_days(self):
        return ages.gestational_days(self.ga_weeks, self.ga_days)

    def ages_on(self, day):
        """The ages as this baby's unit says them."""
        return ages.ages_on(day, self.birth_date, self.gestational_days, self.unit.correction_limit_months)

    def limbs_off(self):
        return set(self.limb_restrictions.active().values_list("limb", flat=True))

    def precaution_slugs(self):
        return set(self.precautions.active().values_list("slug", flat=True))


class ActiveQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_at=None)


class LimbRestriction(models.Model):
    """A leg that is left alone, from one moment to another, with the reason people see."""

    class Limb(models.TextChoices):
        LEFT = "left", _("Left leg")
        RIGHT = "right", _("Right leg")

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="limb_restrictions")
    limb = models.CharField(max_length=5, choices=Limb)
    reason = models.CharField(_("reason"), max_length=120)
    noted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["baby", "limb"], condition=models.Q(ended_at=None), name="limb_off_once_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.get_limb_display()}: {self.reason}"

    def free(self, by, now):
        self.ended_by, self.ended_at = by, now
        self.save(update_fields=["ended_by", "ended_at"])


class BabyPrecaution(models.Model):
    """A precaution that a therapist ticked for this baby, from the list with sources."""

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="precautions")
    slug = models.SlugField(max_length=40)
    noted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ActiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["baby", "slug"], condition=models.Q(ended_at=None), name="precaution_once_at_a_time"
            )
        ]

    def __str__(self):
        return str(PRECAUTIONS_BY_SLUG[self.slug])


class CareTeamQuerySet(models.QuerySet):
    def at(self, now):
        """Those who belong at this moment: not ended, not expired."""
        return self.filter(ended_at=None).filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now))

    def end(self, *, by, now):
        """End those that go on; returns how many."""
        return self.filter(ended_at=None).update(ended_at=now, ended_by=by)


class CareTeamMember(models.Model):
    """A family member or helper of one baby."""

    class Role(models.TextChoices):
        GUARDIAN = "guardian", _("Parent or guardian")
        FAMILY = "family", _("Family")
        HELPER = "helper", _("Helper")

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="care_team")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="care_team")
    role = models.CharField(_("role"), max_length=8, choices=Role)
    relation = models.CharField(_("relation"), max_length=40, blank=True)
    joined_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CareTeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["baby", "user"], condition=models.Q(ended_at=None), name="care_team_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(role="helper") | models.Q(expires_at__isnull=False),
                name="helper_always_expires",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by=None) | models.Q(ended_at__isnull=False), name="care_team_ended_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}"
