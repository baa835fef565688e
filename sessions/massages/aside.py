"""What came locked from a lent tablet and could not be taken as it was: kept here, until its author puts it right.

On the tablet nobody could read it any more, so it cannot wait there.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sessions.babies.models import Baby

ADDRESSES = {"massage": "massages", "afterwards": "massage-afterwards", "after": "massage-after"}
NOT_KEPT = {"ticket", "kind", "replaces", "csrfmiddlewaretoken"}


class SetAsideQuerySet(models.QuerySet):
    def of(self, author, babies):
        return self.filter(author=author, baby__in=babies).select_related("baby").order_by("at")


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
    def noted(cls, babies, author):
        """Each with whether something of this author's was set aside: mostly not, and then nothing more is asked."""
        return babies.annotate(
            has_set_aside=models.Exists(cls.objects.filter(author=author, baby=models.OuterRef("pk")))
        )

    @cached_property
    def address(self):
        """The page that says what is wrong beside what was typed."""
        name = ADDRESSES[self.kind]
        return reverse(name, args=[self.baby_id, self.key] if self.kind == self.Kind.AFTER else [self.baby_id])
