"""The only doors to a unit. Every view of a unit begins with one of these."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from massage_site.audit.noting import opened

from .models import Unit, UnitMember


def place_in(user, unit, to="see"):
    """Return this person's place in the unit. Where they do not work is 404; to="lead" is 403 for all but its lead."""
    place = UnitMember.objects.active().filter(user=user, unit=unit).select_related("unit").first()
    if place is None:
        opened(user.pk, unit=Unit.objects.filter(pk=unit).values_list("pk", flat=True).first())
        raise Http404
    opened(user.pk, unit=place.unit_id)
    if to == "lead" and not place.is_lead:
        raise PermissionDenied
    return place
