"""From the browser into the installed app: the same person, who is not asked to join again."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from . import codes

GOOD_FOR = timedelta(minutes=10)


class DeviceCode(models.Model):
    """A code that hands one person over to another browser of theirs, once, within minutes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="device_code_ends"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_at__lt=F("expires_at")), name="device_code_used_in_time"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.issued_at:%Y-%m-%d %H:%M}"

    @classmethod
    @transaction.atomic
    def issue(cls, user, now):
        """Make a code and return it; it is never readable again. An earlier one of this person opens nothing now."""
        cls.objects.filter(user=user).delete()
        code = codes.fresh()
        cls.objects.create(user=user, code_hash=_hash(code), issued_at=now, expires_at=now + GOOD_FOR)
        return code

    @classmethod
    def take(cls, code, now):
        """Use the code and return its person; nobody when it does not wait, or a password is asked of them."""
        waiting = cls.objects.filter(code_hash=_hash(code), used_at=None, expires_at__gt=now, user__is_active=True)
        found = waiting.select_related("user").first()
        if found is None or found.user.needs_password() or not waiting.update(used_at=now):
            return None
        return found.user


def _hash(code):
    return codes.keyed_hash(code, "accounts.device")
