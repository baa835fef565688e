"""The doors to a unit's work on techniques. Every view of it begins with one of these."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from massage_site.accounts.access import place_in
from massage_site.accounts.models import Unit, UnitMember, User
from techniques.models import Technique

WRITERS = {UnitMember.Role.THERAPIST, UnitMember.Role.LEAD}
MAY = {
    "see": WRITERS | {UnitMember.Role.NURSE},
    "write": WRITERS,  # write, ask for a review, review: always two different people
    "publish": {UnitMember.Role.LEAD},  # publish, retire, bring back
}


def unit_for_member(user: User, pk: int, to: str = "see") -> Unit:
    """Return the unit; where you do not work is 404, where your role may not is 403."""
    place = place_in(user, pk)
    if place.role not in MAY[to]:
        raise PermissionDenied
    return place.unit


def rights_in(user: User, unit: Unit) -> dict[str, bool]:
    """What of it this person may do here, for the buttons of a page."""
    roles = set(UnitMember.objects.active().filter(user=user, unit=unit).values_list("role", flat=True))
    rights = {f"may_{verb}": not roles.isdisjoint(allowed) for verb, allowed in MAY.items()}
    return rights | {"is_lead": UnitMember.Role.LEAD in roles}


def technique_in(unit: Unit, slug: str, *, own: bool = False) -> Technique:
    """One that ships, or (own) one that this unit wrote."""
    techniques = Technique.objects.filter(owner=unit if own else None)
    return get_object_or_404(techniques.with_current(), slug=slug)
