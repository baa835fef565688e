"""The only doors to a unit. Every view of a unit begins with one of these."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from .models import UnitMember


def place_in(user, unit, to="see"):
    """Return this person's place in the unit. Where they do not work is 404; to="lead" is 403 for all but its lead."""
    places = UnitMember.objects.active().filter(user=user).select_related("unit")
    place = get_object_or_404(places, unit=unit)
    if to == "lead" and not place.is_lead:
        raise PermissionDenied
    return place
