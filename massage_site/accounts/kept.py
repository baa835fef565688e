"""How a family keeps its place beside a passkey: a PIN on one device, and an address that gets a code."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models, transaction
from django.db.models import F, Q

from . import codes

PIN_TRIES = 5
PIN_GOOD_FOR = timedelta(days=settings.PIN_DAYS)  # anew with each use


class DevicePinQuerySet(models.QuerySet):
    def on(self, device, now):
        """What waits on the device with this secret; nothing for who works in a unit by now."""
        waiting = self.filter(device_hash__in=codes.keyed_hashes(device, "accounts.device-pin"), expires_at__gt=now)
        pins = waiting.filter(user__is_active=True, wrong__lt=PIN_TRIES).select_related("user").order_by("pk")
        return [pin for pin in pins if not pin.user.needs_password()] if device else []


class DevicePin(models.Model):
    """Six digits that open one person's place, on one device only. The device holds a secret; here is its hash."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="device_pins")
    device_hash = models.CharField(max_length=64, editable=False)
    pin = models.CharField(max_length=128, editable=False)
    wrong = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = DevicePinQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device_hash", "user"], name="device_pin_one_for_a_person"),
            models.CheckConstraint(condition=Q(wrong__lte=PIN_TRIES), name="device_pin_ends_by_tries"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="device_pin_ends"),
        ]

    def __str__(self):
        return f"{self.user}, {self.created_at:%Y-%m-%d}"

    @classmethod
    def keep(cls, user, device, pin, now):
        kept = {"pin": make_password(pin), "wrong": 0, "created_at": now, "expires_at": now + PIN_GOOD_FOR}
        hashed = codes.keyed_hashes(device, "accounts.device-pin")[0]
        return cls.objects.update_or_create(user=user, device_hash=hashed, defaults=kept)[0]

    def opens(self, typed, now):
        """Whether this is the PIN. A try is counted before it is looked at, so that many at once are not more tries."""
        mine = DevicePin.objects.filter(pk=self.pk)
        if not mine.filter(wrong__lt=PIN_TRIES).update(wrong=F("wrong") + 1):
            return False
        if check_password(typed, self.pin):
            return bool(mine.update(wrong=0, expires_at=now + PIN_GOOD_FOR))
        mine.filter(wrong__gte=PIN_TRIES).delete()
        return False


class KeptAddress(models.Model):
    """That codes for this person may go to an address. The address is not here: whoever comes types it, and is asked
    for what was sent there. So nobody reads it, neither in the family nor in a stolen backup."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_address")
    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()

    def __str__(self):
        return f"{self.user}, {self.created_at:%Y-%m-%d}"

    @classmethod
    def find(cls, address):
        """Whose place this address keeps, or None."""
        return cls._that_opens(address_hash__in=hashes_of(address))

    @classmethod
    def at_hand(cls, pk):
        """The same place a few minutes later, or None: it may have ended since."""
        return cls._that_opens(pk=pk)

    @classmethod
    def _that_opens(cls, **which):
        kept = cls.objects.filter(user__is_active=True, **which).select_related("user").first()
        return kept if kept and not kept.user.needs_password() else None  # staff: never without a second step

    @classmethod
    @transaction.atomic
    def keep(cls, user, hashes, now):
        """Keep the place by this address, which was confirmed. Raises ValueError where it opens another place."""
        if cls.objects.filter(address_hash__in=hashes).exclude(user=user).exists():
            raise ValueError("This address opens another place.")
        cls.objects.filter(user=user).delete()
        return cls.objects.create(user=user, address_hash=hashes[0], created_at=now)


def hashes_of(address):
    return codes.keyed_hashes(address.strip().lower(), "accounts.kept-address")
