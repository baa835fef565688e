"""Babies of one birth: linked, and taken apart when it was a mistake."""

from django.db import models, transaction


class Twinned(models.Model):
    """What a baby with a birth and a birth_order can do."""

    class Meta:
        abstract = True

    @property
    def is_single(self):
        """Born alone: there is nobody to mix it up with, so no mark."""
        return self.birth_id is None

    def siblings(self):
        """The other babies of the same birth."""
        babies = type(self).objects
        if self.birth_id is None:
            return babies.none()
        return babies.filter(birth_id=self.birth_id).exclude(pk=self.pk).order_by("birth_order")

    def link_twin(self, twin):
        """Join two records into one birth; the newcomer takes the next free number."""
        if twin.birth_id and twin.birth_id == self.birth_id:
            return
        if twin.birth_id:
            raise ValueError("This baby is already linked to other siblings.")
        if self.birth_id is None:
            self.birth = self._meta.get_field("birth").related_model.objects.create()
            self.save(update_fields=["birth"])
        taken = set(type(self).objects.filter(birth=self.birth).values_list("birth_order", flat=True))
        twin.birth, twin.birth_order = self.birth, min({1, 2, 3, 4} - taken)
        twin.save(update_fields=["birth", "birth_order"])

    @transaction.atomic
    def unlink_twin(self, *, now):
        """Take this baby out of its birth; one that is left alone is single too. Returns how many codes were closed.

        Codes that still wait and would open both are taken back. Logs, routines and families stay as they are.
        """
        left = list(self.siblings().select_for_update())
        shared = self.invitations.open_at(now).filter(babies__in=left)
        closed = self.invitations.model.objects.filter(pk__in=list(shared.values_list("pk", flat=True)))
        count = closed.update(revoked_at=now)
        birth = self.birth
        for baby in [self, *(left if len(left) == 1 else ())]:
            baby.birth, baby.birth_order = None, 1
            baby.save(update_fields=["birth", "birth_order"])
        if len(left) == 1:
            birth.delete()
        return count
