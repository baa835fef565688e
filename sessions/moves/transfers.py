"""A baby goes to another unit: one sends, the other takes. Until it is taken, only the sending unit knows whom."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from massage_site.accounts import codes
from sessions.babies.models import Baby
from sessions.babies.moved import locked
from sessions.babies.waiting import shut
from sessions.babies.windows import Window
from sessions.plans.models import Plan

from .discharges import IS_NEWS, Discharge

USER = settings.AUTH_USER_MODEL


def keyed_hash(code):
    return codes.keyed_hash(code, "sessions.transfer")


class TransferQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Transfer.State.WAITING)

    def taken(self):
        return self.filter(state=Transfer.State.TAKEN).order_by("-decided_at")

    def news_at(self, now):
        return self.taken().filter(decided_at__gt=now - IS_NEWS)

    def with_code(self, code):
        return self.waiting().filter(code_hash=keyed_hash(code))


class Transfer(models.Model):
    """One baby on its way. Twins that go together have the same code."""

    class State(models.TextChoices):
        WAITING = "waiting", _("On the way")
        TAKEN = "taken", _("Taken over")
        REFUSED = "refused", _("Not taken over")
        WITHDRAWN = "withdrawn", _("Taken back")

    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="transfers")
    from_unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="sent")
    to_unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="expected")
    day = models.DateField(_("goes there on"))
    reason = models.CharField(_("why"), max_length=200)
    code_hash = models.CharField(max_length=64, editable=False, blank=True)
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["baby"], condition=Q(state="waiting"), name="transfer_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | ~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="transfer_decided_by_a_person",
            ),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="transfer_between_two_units"),
        ]

    def __str__(self):
        return f"{self.baby}: {self.from_unit} – {self.to_unit}"

    @classmethod
    @transaction.atomic
    def start(cls, babies, *, to_unit, day, reason, by, now):
        """Announce them and return the code that is told by telephone, never readable again.

        Whoever was announced before is announced anew.
        """
        code = codes.fresh()
        for baby in locked(babies):
            cls.withdraw(baby, by=by, now=now)
            cls.objects.create(
                baby=baby, from_unit_id=baby.unit_id, to_unit=to_unit, day=day, reason=reason,
                code_hash=keyed_hash(code), started_by=by, started_at=now,
            )  # fmt: skip
        return code

    @classmethod
    def withdraw(cls, baby, *, by, now):
        waiting = cls.objects.waiting().filter(baby=baby, from_unit=baby.unit_id)
        return waiting.update(state=cls.State.WITHDRAWN, decided_by=by, decided_at=now)

    @transaction.atomic
    def refuse(self, *, by, now):
        """For all that were announced together."""
        same = Transfer.objects.waiting().filter(to_unit=self.to_unit_id, code_hash=self.code_hash)
        return same.update(state=self.State.REFUSED, decided_by=by, decided_at=now)

    @classmethod
    @transaction.atomic
    def take(cls, code, units, *, by, now):
        """Take over everybody this code was told for, into one of these units. Returns the babies; none: no code."""
        found = cls.objects.with_code(code).filter(to_unit__in=units)
        list(Baby.objects.select_for_update().filter(transfers__in=found).order_by("pk"))  # before their transfers
        rows = (
            found.filter(from_unit=F("baby__unit"))
            .select_for_update(of=("self",))
            .select_related("to_unit", "from_unit", "baby")
        )
        return [each._move(by, now) for each in rows.order_by("baby__birth_order")]

    def _move(self, by, now):
        """The routine in force goes along as it is. What the old unit had begun, and codes that wait, end."""
        baby = self.baby
        Plan.objects.filter(baby=baby, status=Plan.Status.DRAFT).delete()
        shut(baby, now=now)
        Discharge.objects.lasting().filter(baby=baby).update(ended_by=by, ended_at=now)
        baby.unit, baby.cot, baby.unit_number = self.to_unit, "", ""  # those of the old unit
        baby.save(update_fields=["unit", "cot", "unit_number"])
        Window.put(baby, self.from_unit, why=Window.Why.TRANSFER, by=by, now=now)
        Window.lift(baby, self.to_unit, by=by, now=now)
        self.state, self.decided_by, self.decided_at = self.State.TAKEN, by, now
        self.save(update_fields=["state", "decided_by", "decided_at"])
        return baby
