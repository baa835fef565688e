"""What counts for a unit: what happened to a baby while this unit cared for it.

A baby's record goes along to the next unit, and the unit before sees it a while longer. Neither counts what was the
other's: at a moment a baby was in the care of the unit that sent it away in the first transfer taken after that
moment or, after the last one, of the unit where it is now.
"""

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, Least

from sessions.babies.access import babies_open_to
from sessions.massages.models import Massage
from sessions.moves.transfers import Transfer
from sessions.plans.models import PlannedTechnique


def massages_of(unit, now):
    """Those given in this unit's care, of the babies whose records it sees now.

    The day on which one was given decides: what a device or paper brought after a transfer is of the unit before it.
    """
    counted = Massage.objects.counted().filter(baby__in=babies_open_to(unit, now).values("pk"))
    return counted.alias(carer=_carer("baby", "started_at")).filter(carer=unit.pk)


def planned_of(unit, now, start, end):
    """The techniques of routines that were in force in this unit's care at some moment between start and end."""
    rows = PlannedTechnique.objects.filter(plan__baby__in=babies_open_to(unit, now).values("pk"))
    rows = rows.alias(since=Greatest("plan__assigned_at", start), until=Least(Coalesce("plan__ended_at", end), end))
    inside = rows.filter(since__lt=F("until")).alias(carer=_carer("plan__baby", "since"))
    came = _taken("plan__baby").filter(to_unit=unit, decided_at__gt=OuterRef("since"), decided_at__lt=OuterRef("until"))
    return inside.filter(Q(carer=unit.pk) | Exists(came))


def _carer(baby, moment):
    """The id of the unit in whose care the baby was. baby, moment: the paths to them from a row."""
    later = _taken(baby).filter(decided_at__gt=OuterRef(moment)).order_by("decided_at")
    return Coalesce(Subquery(later.values("from_unit")[:1]), F(f"{baby}__unit"), output_field=BigIntegerField())


def _taken(baby):
    return Transfer.objects.filter(state=Transfer.State.TAKEN, baby=OuterRef(baby))
