"""Who changes where a baby is locks it first, and finds it in the unit in which the door saw it."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy

from .models import Baby


class Moved(PermissionDenied):
    """Another unit took the baby over after the door had opened. Without a name, as it stands in logs."""

    words = gettext_lazy("Another unit took this baby over a moment ago. Nothing was changed. Open the list again.")


def locked(babies):
    """Babies before whatever belongs to them, and always in one order, so that no two acts wait for each other."""
    door = {each.pk: each.unit_id for each in babies}
    rows = Baby.objects.select_for_update(of=("self",)).select_related("unit").filter(pk__in=door).order_by("pk")
    rows = list(rows)
    if any(row.unit_id != door[row.pk] for row in rows):
        raise Moved
    return rows
