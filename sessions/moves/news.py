"""What a family reads on Today about a move, for two weeks."""

from .discharges import Discharge
from .transfers import Transfer


def news_of(babies, now):
    """Return {baby id: what happened last}, a Discharge or a Transfer, in two queries."""
    sent = Transfer.objects.news_at(now).filter(baby__in=babies).select_related("from_unit", "to_unit")
    home = Discharge.objects.news_at(now).filter(baby__in=babies).select_related("by", "unit")
    rows = [(row.decided_at, row) for row in sent] + [(row.at, row) for row in home]
    return {row.baby_id: row for _, row in sorted(rows, key=lambda each: each[0])}


def came_from(baby, plan):
    """The unit that made the routine in force, when that is another one than the baby's."""
    if plan is None or plan.assigned_at is None:
        return None
    later = baby.transfers.taken().filter(decided_at__gt=plan.assigned_at).select_related("from_unit")
    return later.last().from_unit if later else None
