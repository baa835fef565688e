"""What came locked from a lent tablet and could not be taken as it was: kept here, until its author puts it right.

On the tablet nobody could read it any more, so it cannot wait there. When the author has no place with the baby any
more, the baby's guardians find it: had it been taken in time, they would read it in the log.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sessions.babies.models import Baby, CareTeamMember

ADDRESSES = {"massage": "massages", "afterwards": "massage-afterwards", "after": "massage-after"}
NOT_KEPT = {"ticket", "kind", "replaces", "csrfmiddlewaretoken"}


class SetAsideQuerySet(models.QuerySet):
    def open_to(self, person, now):
        """Their own; and to a guardian what its author cannot open any more, because the place has ended."""
        places = CareTeamMember.objects.at(now).filter(baby=OuterRef("baby"))
        authors = places.filter(user=OuterRef("author"), user__is_active=True)
        guards = places.filter(user=person, role=CareTeamMember.Role.GUARDIAN)
        own = Q(author=person)
        rows = self.annotate(is_own=ExpressionWrapper(own, output_field=models.BooleanField()))
        return rows.filter(own | Q(~Exists(authors), Exists(guards)))

    def of(self, person, babies, now):
        return self.open_to(person, now).filter(baby__in=babies).select_related("author").order_by("at")


class SetAside(models.Model):
    """One massage, with what was said of it afterwards, as the author wrote it."""

    class Kind(models.TextChoices):
        MASSAGE = "massage", _("followed")
        AFTERWARDS = "afterwards", _("logged afterwards")
        AFTER = "after", _("said afterwards")

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    baby = models.ForeignKey(Baby, on_delete=models.CASCADE, related_name="set_aside")
    key = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind)
    fields = models.JSONField(default=list)  # pairs of name and value, as the form sends them
    reasons = models.JSONField(default=list)  # the sentences with which it was refused
    at = models.DateTimeField()

    is_own = True  # told by open_to()
    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="set_aside_once_of_each_massage"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["massage", "afterwards", "after"]), name="set_aside_kind_known"
            ),
        ]

    def __str__(self):
        return f"{self.author}, {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def put(cls, ticket, *, key, kind, data, reasons, now):
        """Keep it. What is said afterwards joins the massage that it belongs to."""
        said = [[name, value] for name in data if name not in NOT_KEPT for value in data.getlist(name)]
        facts = {"baby": ticket.baby, "kind": kind, "fields": said, "reasons": reasons, "at": now}
        row, is_new = cls.objects.get_or_create(author=ticket.author, key=key, defaults=facts)
        if not is_new:
            row.fields = [pair for pair in row.fields if pair[0] not in data] + said
            row.save(update_fields=["fields"])
        return row

    @classmethod
    def noted(cls, babies, person, now):
        """Each with whether something was set aside for this person: mostly not, and then nothing more is asked."""
        rows = cls.objects.open_to(person, now).filter(baby=OuterRef("pk"))
        return babies.annotate(has_set_aside=Exists(rows))

    @cached_property
    def offered(self):
        """The fields, to be sent again. When a guardian does it, the author stays the one who gave the massage."""
        if self.is_own or dict(self.fields).get("giver"):
            return self.fields
        return [pair for pair in self.fields if pair[0] != "giver"] + [["giver", str(self.author_id)]]

    @property
    def note(self):
        return dict(self.fields).get("note", "")

    @property
    def may_be_taken(self):
        """Into the log. Words about a massage are added to it by its author alone. Needs the baby from a door."""
        return not self.baby.is_still and (self.is_own or self.kind != self.Kind.AFTER)

    @cached_property
    def address(self):
        """The page that says what is wrong beside what was typed."""
        name = ADDRESSES[self.kind]
        return reverse(name, args=[self.baby_id, self.key] if self.kind == self.Kind.AFTER else [self.baby_id])
