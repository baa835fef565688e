"""Erasing a record: who asked, who did it, what stays, and the list by which a restored backup forgets it again."""

import json
import os

from django.conf import settings
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from massage_site.accounts.models import Unit, User
from sessions.babies.invitations import Invitation
from sessions.babies.models import Baby, CareTeamMember, MultipleBirth
from sessions.massages.models import Massage
from sessions.plans.models import Plan

USER = settings.AUTH_USER_MODEL
STAYS = (  # said by name to whoever asks, and to whoever does it
    gettext_lazy("Who opened this record, and when. Never what stood in it."),
    gettext_lazy("That it was erased, when, and by whom."),
    gettext_lazy("The unit’s own rules, techniques and staff."),
    gettext_lazy("What the hospital keeps in its own files. Handhug does not reach them."),
)
MUST_KEEP = (  # it may be part of the hospital's own record; that is decided there, and before
    gettext_lazy("Routines as they were assigned, with the reasons."),
    gettext_lazy("Legs that were left alone, and precautions."),
    gettext_lazy("Visits, and what each person was shown."),
)
GOES = (
    gettext_lazy("The baby’s name, dates, legs and precautions."),
    gettext_lazy("Every massage, with its signs, notes and corrections."),
    gettext_lazy("Every routine, with all its versions."),
    gettext_lazy("Questions and answers, visits, and what was shown."),
    gettext_lazy("The codes, and the family’s names, unless they have another baby here."),
)


class ErasureQuerySet(models.QuerySet):
    def waiting(self):
        name = Baby.objects.filter(pk=OuterRef("baby")).values("first_name")[:1]
        return self.filter(done_at=None, withdrawn_at=None).annotate(baby_name=Subquery(name)).order_by("asked_at")


class Erasure(models.Model):
    """A wish to erase, and the erasing. It holds the id of the record only, so it can stay."""

    baby = models.UUIDField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="erasures")
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["baby"], condition=Q(done_at=None, withdrawn_at=None), name="erasure_one_wish_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(asked_at=None, asked_by=None) | Q(asked_at__isnull=False, asked_by__isnull=False),
                name="erasure_asked_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False) | Q(done_at__isnull=False), name="erasure_asked_or_done"
            ),
        ]

    def __str__(self):
        return str(self.baby)

    @classmethod
    def ask(cls, baby, *, by, now):
        """Two taps are one wish."""
        facts = {"unit": baby.unit, "asked_by": by, "asked_at": now}
        return cls.objects.get_or_create(baby=baby.pk, done_at=None, withdrawn_at=None, defaults=facts)[0]

    def withdraw(self, now):
        self.withdrawn_at = now
        self.save(update_fields=["withdrawn_at"])

    @classmethod
    @transaction.atomic
    def do(cls, baby, *, by, now):
        """Erase the record and put it on the list, before anybody can see that it is gone."""
        wish = cls.objects.waiting().filter(baby=baby.pk).first() or cls(baby=baby.pk, unit=baby.unit)
        wish.unit, wish.done_by, wish.done_at = baby.unit, by, now
        wish.save()
        _forget(baby)
        _put_on_the_list({"baby": str(wish.baby), "at": now.isoformat()})
        return wish


def listed():
    """The ids of all records that were ever erased, as the list beside the database has them."""
    if not settings.ERASURES.exists():
        return []
    return [json.loads(line)["baby"] for line in settings.ERASURES.read_text().splitlines() if line.strip()]


def _put_on_the_list(line):
    settings.ERASURES.parent.mkdir(parents=True, exist_ok=True)
    with settings.ERASURES.open("a") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _forget(baby):
    """In an order in which nothing holds anything."""
    people = list(User.objects.filter(care_team__baby=baby).distinct())
    Massage.objects.filter(baby=baby).delete()
    baby.questions.all().delete()
    Plan.objects.filter(baby=baby).delete()
    only_here = Invitation.objects.filter(babies=baby).exclude(babies__in=Baby.objects.exclude(pk=baby.pk))
    Invitation.objects.filter(pk__in=list(only_here.values_list("pk", flat=True))).delete()
    baby.visits.all().delete()
    birth = baby.birth_id
    baby.delete()
    MultipleBirth.objects.filter(pk=birth, babies=None).delete()
    for person in people:
        if not CareTeamMember.objects.filter(user=person).exists() and not person.memberships.exists():
            _forget_person(person)


def _forget_person(person):
    """The row stays, because the audit names its number; nothing on it says who it was, and nobody signs in with it."""
    for each in User._meta.related_objects:
        if each.on_delete is models.CASCADE:
            each.related_model._base_manager.filter(**{each.field.name: person}).delete()
    person.name, person.email, person.is_active = _("Somebody of a family"), None, False
    person.set_unusable_password()
    person.save()
