"""People, hospital units, and who works where."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from massage_site.zones import known_zones

from .devices import DeviceCode
from .kept import DevicePin, KeptAddress
from .login_sessions import LoginSession  # noqa: F401  Django finds it here


class UserManager(BaseUserManager):
    def create_user(self, email=None, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower() or None if email else None, **fields)
        user.set_password(password)  # None makes it unusable: families start without one
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Families have no e-mail on their first day, so it may be empty but never shared."""

    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    known_places = None  # as PeopleBackend found them, while one request lasts
    lent_for = None  # on a lent tablet: the only babies there are, by their ids, while one request lasts
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name

    def clean(self):
        """One way of writing an address, however the admin types it: two would be two people to a password letter."""
        super().clean()
        self.email = self.email.lower() if self.email else None

    def sign_out_everywhere(self):
        """Close what a code opened in this name, on every device. Behind a password it stays open: that is changed."""
        DeviceCode.objects.filter(user=self).delete()
        if not self.has_usable_password():
            self.forget_second_step()  # with a passkey a family keeps its place
            DevicePin.objects.filter(user=self).delete()
            KeptAddress.objects.filter(user=self).delete()
            self.set_unusable_password()  # another one: every login session carries a hash of it
            self.save(update_fields=["password"])

    def sign_out_of(self, login_sessions):
        """Close these now, and a code for another device: whoever holds the lost one may have made it a moment ago."""
        DeviceCode.objects.filter(user=self).delete()
        login_sessions.delete()

    def works_in(self):
        """Units where this person works now."""
        return Unit.objects.filter(members__user=self, members__ended_at=None)

    @property
    def places(self):
        """Where this person works now, and as what: {id of a unit: role}."""
        if self.known_places is None:
            return dict(UnitMember.objects.active().filter(user=self).values_list("unit", "role"))
        return self.known_places

    def needs_password(self):
        """Whether a code alone may not open this account: behind it are more babies than those of a family."""
        return self.is_staff or self.is_superuser or bool(self.places)

    def forget_second_step(self):
        """The next sign-in of staff sets one up anew, before anything else opens. Passkeys go too."""
        self.authenticator_set.all().delete()
        self.socialaccount_set.all().delete()  # the hospital's sign-in finds its person anew, by the address


class Unit(models.Model):
    """A hospital unit: the wall between babies of different places."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    phone = models.CharField(_("ward phone"), max_length=40, blank=True)
    emergency_number = models.CharField(_("emergency number"), max_length=20, blank=True)
    red_line_nicu = models.CharField(_("red line in the NICU"), max_length=160, blank=True)  # empty: the usual words
    red_line_home = models.CharField(_("red line at home"), max_length=160, blank=True)
    correction_limit_months = models.PositiveSmallIntegerField(_("correct ages until months"), default=24)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self):
        return self.name

    def red_line(self, place):
        """The unit's own words at this place; empty: the usual ones stand."""
        return self.red_line_home if place == "home" else self.red_line_nicu

    def clean(self):
        if self.time_zone not in known_zones():  # no page of the unit would open
            raise ValidationError({"time_zone": _("This is no time zone. Examples: Europe/Berlin, America/Chicago.")})


class UnitMemberQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_at=None)


class UnitMember(models.Model):
    """A person's place in a unit, with a start and an end."""

    class Role(models.TextChoices):
        THERAPIST = "therapist", _("Therapist")
        LEAD = "lead", _("Unit lead")
        NURSE = "nurse", _("Nurse")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    joined_at = models.DateTimeField(db_default=Now())
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = UnitMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "user"], condition=models.Q(ended_at=None), name="unit_member_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["therapist", "lead", "nurse"]), name="unit_member_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by=None) | models.Q(ended_at__isnull=False), name="unit_member_ended_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}, {self.unit}"

    @property
    def is_lead(self):
        return self.role == self.Role.LEAD

    @property
    def may_lose_second_step(self):
        """Whether this unit's lead may clear the way for a lost phone: no other unit's records are behind it."""
        if self.ended_at or self.user.is_staff or self.user.memberships.exclude(unit=self.unit_id).exists():
            return False
        return self.user.authenticator_set.exists() or self.user.socialaccount_set.exists()

    @property
    def may_get_a_link(self):
        """Whether this unit's lead may hand out the way in: no password yet, and no other unit lets this person in."""
        if self.ended_at or self.user.has_usable_password() or self.user.is_staff:
            return False
        return not self.user.memberships.exclude(unit=self.unit_id).exists()

    @transaction.atomic
    def end(self, *, by, now):
        """Take this place away from now on. Raises ValueError for the last lead: nobody could let anybody in again."""
        Unit.objects.select_for_update().get(pk=self.unit_id)  # two leads who end each other at once
        leads = self.unit.members.active().filter(role=self.Role.LEAD)
        if self.is_lead and not leads.exclude(pk=self.pk).exists():
            raise ValueError("A unit keeps at least one lead.")
        self.ended_at, self.ended_by = now, by
        self.save(update_fields=["ended_at", "ended_by"])
