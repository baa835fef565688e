"""Claim codes: shown once, kept as a keyed hash, used once, gone after a while."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from massage_site.accounts import codes
from massage_site.accounts.models import UnitMember, User
from sessions.policies.models import UnitPolicy

from .models import Baby, CareTeamMember


def keyed_hash(code):
    return codes.keyed_hash(code, "sessions.invitation")


def is_elsewhere_too(person, unit, now):
    """Whether this person opens a baby of another unit: whoever holds a code for them would open that one as well."""
    return CareTeamMember.objects.at(now).filter(user=person).exclude(baby__unit=unit).exists()


class InvitationQuerySet(models.QuerySet):
    def find(self, code):
        """The invitation with this code in whatever state, or None."""
        return self.vouched().filter(code_hash=keyed_hash(code)).select_related("unit", "for_user", "issued_by").first()

    def vouched(self):
        """Each with `is_vouched_for`, for many at once."""
        here = UnitMember.objects.active().filter(user=OuterRef("issued_by"), unit=OuterRef("unit"))
        return self.annotate(is_vouched_for=Exists(here))

    def open_at(self, now):
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """One person's way in to one baby, or to twins."""

    class Kind(models.TextChoices):
        COT = "cot", _("At the cot")
        PAPER = "paper", _("On paper")

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        USED = "used", _("Used")
        EXPIRED = "expired", _("Too old")
        REVOKED = "revoked", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="invitations")
    babies = models.ManyToManyField(Baby, related_name="invitations")
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("how it is handed over"), max_length=5, choices=Kind, default=Kind.COT)
    role = models.CharField(_("role"), max_length=8, choices=CareTeamMember.Role)
    for_name = models.CharField(_("for whom"), max_length=80)
    relation = models.CharField(_("relation"), max_length=40, blank=True)
    for_user = models.ForeignKey(  # someone already here who needs a new way in
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at=None, used_by=None) | models.Q(used_at__isnull=False, used_by__isnull=False),
                name="invitation_used_by_a_person",
            )
        ]

    def __str__(self):
        return f"{self.for_name}, {self.get_role_display()}"

    @classmethod
    @transaction.atomic
    def issue(cls, babies, *, by, now, role, for_name, relation="", kind=Kind.COT, for_user=None):
        """Make an invitation and return it with its code, which is never readable again.

        Codes of the same person for the same babies that still wait are taken back.
        """
        babies = list(babies)
        unit = babies[0].unit
        if {baby.unit_id for baby in babies} != {unit.pk}:
            raise ValueError("One invitation opens babies of one unit.")
        policy = UnitPolicy.objects.for_unit(unit)
        lasts = {
            cls.Kind.COT: timedelta(hours=policy.cot_code_hours),
            cls.Kind.PAPER: timedelta(days=policy.paper_code_days),
        }[kind]
        waiting = cls.objects.open_at(now).filter(babies__in=babies)
        same = models.Q(for_user=for_user) if for_user else models.Q(for_user=None, for_name__iexact=for_name)
        cls.objects.filter(pk__in=list(waiting.filter(same).values_list("pk", flat=True))).update(revoked_at=now)
        code = codes.fresh()
        invitation = cls.objects.create(
            unit=unit,
            code_hash=keyed_hash(code),
            kind=kind,
            role=role,
            for_name=for_name,
            relation=relation,
            for_user=for_user,
            issued_by=by,
            issued_at=now,
            expires_at=now + lasts,
        )
        invitation.babies.set(babies)
        return invitation, code

    @cached_property
    def is_vouched_for(self):
        """Whether its maker still works in the unit. Nobody leaves with a way in for others."""
        return self.issued_by.works_in().filter(pk=self.unit_id).exists()

    def state(self, now):
        if self.used_at:
            return self.State.USED
        if self.revoked_at or not self.is_vouched_for:
            return self.State.REVOKED
        return self.State.OPEN if now < self.expires_at else self.State.EXPIRED

    def revoke(self, now):
        if self.used_at is None and self.revoked_at is None:
            self.revoked_at = now
            self.save(update_fields=["revoked_at"])

    @transaction.atomic
    def accept(self, *, now, user=None, name=""):
        """Let the person in and return the user; a new one is made if nobody is known yet.

        Raises ValueError when the code no longer waits, also if somebody else was a moment faster.
        """
        if self.state(now) is not self.State.OPEN:
            raise ValueError("This code does not wait any more.")
        if self.for_user and self.for_user.needs_password():  # may have become staff since
            raise ValueError("Staff sign in with a password.")
        if self.for_user and is_elsewhere_too(self.for_user, self.unit, now):
            raise ValueError("This code would open a baby of another unit.")
        person = self.for_user or user or User.objects.create_user(name=name or self.for_name)
        taken = Invitation.objects.filter(pk=self.pk, used_at=None, revoked_at=None)
        if not taken.update(used_at=now, used_by=person):
            raise ValueError("This code was used a moment ago.")
        self.used_at, self.used_by = now, person
        if self.for_user:
            person.device_pins.all().delete()  # who asks anew may have lost the device
        for baby in self.babies.all():
            self._welcome(baby, person, now)
        return person

    def _welcome(self, baby, person, now):
        """Nobody loses a lasting place by a second code; a helper's time starts anew.

        A new way in for somebody who is here changes no role, also where it is another one for the twin.
        """
        places = CareTeamMember.objects.filter(baby=baby, user=person, ended_at=None)
        if places.filter(expires_at=None).exists():
            return
        before = places.first() if self.for_user else None
        role = before.role if before else self.role
        places.update(ended_at=now)
        days = UnitPolicy.objects.for_unit(self.unit).helper_days
        CareTeamMember.objects.create(
            baby=baby,
            user=person,
            role=role,
            relation=self.relation,
            joined_at=now,
            expires_at=now + timedelta(days=days) if role == CareTeamMember.Role.HELPER else None,
        )


class Acceptance(models.Model):
    """A person read a text of ours in this version and agreed to go on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acceptances")
    text = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "text", "version"], name="acceptance_once_for_a_version")
        ]

    def __str__(self):
        return f"{self.user}: {self.text} {self.version}"
