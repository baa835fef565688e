"""Staff look up and see who has just come in with a code at the cot: one row, who looked and when."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from .invitations import Invitation
from .models import CareTeamMember

USER = settings.AUTH_USER_MODEL


class Sighting(models.Model):
    """The answer to "Do you see this person?". Until there is one, the baby's page asks; nothing ends by itself."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="sighting")
    is_them = models.BooleanField(_("it is the person the code was for"))
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    @transaction.atomic
    def write(cls, invitation, *, is_them, by, now):
        """The first answer stands. Somebody else's way in closes with this moment, on every device, for every baby."""
        seen, is_new = cls.objects.get_or_create(
            invitation=invitation, defaults={"is_them": is_them, "by": by, "at": now}
        )
        if is_new and not is_them:
            places = CareTeamMember.objects.filter(baby__in=invitation.babies.all(), user=invitation.used_by_id)
            places.end(by=by, now=now)
            invitation.used_by.sign_out_everywhere()
        return seen


def unconfirmed():
    """The newest code at the cot with which a care team's member came in and was not seen yet. For annotations."""
    codes = Invitation.objects.filter(
        kind=Invitation.Kind.COT,
        used_by=OuterRef("user"),
        babies=OuterRef("baby"),
        used_at__gte=OuterRef("joined_at"),
        sighting=None,
    )
    return codes.order_by("-used_at")
