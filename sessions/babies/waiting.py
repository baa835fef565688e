"""Codes that wait when a baby leaves."""

from .invitations import Invitation


def shut(baby, *, now, kinds=tuple(Invitation.Kind)):
    """End what waits for this baby. A code for twins goes on for the other one."""
    for each in list(Invitation.objects.open_at(now).filter(babies=baby, kind__in=kinds)):
        if each.babies.exclude(pk=baby.pk).exists():
            each.babies.remove(baby)
        else:
            each.revoke(now)
