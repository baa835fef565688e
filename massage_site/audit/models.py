"""One line for each thing that somebody opened or did."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from .triggers import DAYS

KEPT_FOR = timedelta(days=DAYS)  # the database refuses to forget earlier
LENT = "lent"  # the first of the fields: it was done on the ward's tablet while that was lent
STAYS = {"on_delete": models.DO_NOTHING, "db_constraint": False, "related_name": "+"}


class EntryQuerySet(models.QuerySet):
    def forgettable(self, now):
        return self.filter(at__lt=now - KEPT_FOR)

    def newest_first(self):
        return self.order_by("-at", "-pk")


class Entry(models.Model):
    """Who, when, where, and names of fields. No value of a field is ever here, so it can outlive what it is about.

    Nothing it points at can hold it or take it along: the line stays when a record is erased or an account is gone.
    """

    at = models.DateTimeField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **STAYS)
    unit = models.ForeignKey("accounts.Unit", null=True, **STAYS)
    baby = models.UUIDField(null=True)
    act = models.CharField(max_length=80)  # the name of the address
    wrote = models.BooleanField()  # sent something, not only looked
    status = models.PositiveSmallIntegerField()
    ids = models.CharField(max_length=120, blank=True)  # what else the address named: "person=12"
    fields = models.CharField(max_length=400, blank=True)  # names only

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-at"], name="audit_of_a_unit"),
            models.Index(fields=["baby", "-at"], name="audit_of_a_baby"),
            models.Index(fields=["who", "-at"], name="audit_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__range=(100, 599)), name="audit_status_is_one"),
            models.CheckConstraint(condition=~models.Q(act=""), name="audit_names_an_act"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.who_id} {self.act}"

    @property
    def was_refused(self):
        return self.status in (401, 403, 404)

    @property
    def was_done(self):
        """Whether the site answered as if it had been right."""
        return self.status < 400

    @property
    def was_lent(self):
        return f"{self.fields},".startswith(f"{LENT},")

    @cached_property
    def names(self):
        names = self.fields.split(",") if self.fields else []
        return names[1:] if self.was_lent else names
