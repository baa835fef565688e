"""Codes that wait when a baby leaves."""

from .invitations import Invitation


def shut(baby, *, now, kinds=tuple(Invitation.Kind)):
    """End what waits for this baby. A code for twins goes on for the other one. Returns how many there were."""
    waiting = list(Invitation.objects.open_at(now).filter(babies=baby, kind__in=kinds))
    for each in waiting:
        if each.babies.exclude(pk=baby.pk).exists():
            each.babies.remove(baby)
        else:
            each.revoke(now)
    return len(waiting)
