"""Rows that are written once: a plan points at them, so text in force never changes."""

from typing import Any, Never

from django.db import models


class TextInForce(Exception):
    """Raised when someone tries to change or delete a row that must stay as it was."""


class WriteOnceQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> Never:
        raise TextInForce(f"{self.model.__name__} rows are never changed: make a new version.")

    def delete(self) -> Never:
        raise TextInForce(f"{self.model.__name__} rows are never deleted: plans point at them.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        self.update()


class WriteOnce(models.Model):
    """A model that can be inserted and read, nothing else."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TextInForce(f"{self} is never changed: make a new version.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TextInForce(f"{self} is never deleted: plans point at it.")
