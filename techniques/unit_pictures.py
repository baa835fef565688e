"""The pictures that a unit uploaded, drawn anew. Their files are in MEDIA_ROOT, and no address leads there."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from massage_site.accounts.models import Unit, User
from techniques.pictures import OWN, OwnPicture
from techniques.uploads import WIDTHS, CleanPicture


class UnitPicture(models.Model):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pictures")
    name = models.CharField(max_length=32, unique=True)  # a hash: nothing of the name that the file came with
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="unit_picture_has_a_size", condition=models.Q(width__gte=1, height__gte=1))
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, clean: CleanPicture, *, unit: Unit, by: User, now: datetime) -> "UnitPicture":
        """Store a clean picture; the same one again is the same row."""
        name = hashlib.sha256(b"%d:" % unit.pk + clean.files[clean.width]).hexdigest()[:32]
        facts = {"unit": unit, "width": clean.width, "height": clean.height, "kept_by": by, "kept_at": now}
        picture, is_new = cls.objects.get_or_create(name=name, defaults=facts)
        for width, data in clean.files.items():
            path = picture.path(width)
            if is_new and default_storage.exists(path):
                default_storage.delete(path)
            if not default_storage.exists(path):
                default_storage.save(path, ContentFile(data))
        return picture

    @property
    def key(self) -> str:
        """What a step keeps: enough to show the picture without asking for this row."""
        return f"{OWN}{self.name}-{self.width}x{self.height}"

    def path(self, width: int) -> str:
        return f"techniques/{self.unit_id}/{self.name}-{width}.webp"

    def forget(self) -> None:
        """Take row and files away."""
        paths = [self.path(width) for width in {*WIDTHS, self.width}]
        self.delete()
        transaction.on_commit(lambda: [default_storage.delete(path) for path in paths])

    @classmethod
    def of_key(cls, key: str) -> "UnitPicture | None":
        own = OwnPicture.read(key)
        return cls.objects.filter(name=own.name).first() if own else None
