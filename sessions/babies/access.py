"""The only doors to a baby. Every baby view begins with one of these."""

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, Subquery
from django.http import Http404
from django.utils import timezone

from massage_site.accounts.models import Unit, UnitMember
from massage_site.audit.noting import opened

from .models import Baby, CareTeamMember

FAMILY = {"guardian", "family"}
PLANNERS = {"therapist", "lead"}
STAFF = PLANNERS | {"nurse"}
EVERYONE = FAMILY | STAFF | {"helper"}
MAY = {  # docs/roles.md says it in words; a test compares the two
    "see": EVERYONE,
    "follow": FAMILY | {"helper"},
    "log": FAMILY | {"helper"},
    "correct": FAMILY,
    "staff": STAFF,
    "limb": STAFF,
    "hold": STAFF,
    "code": STAFF,
    "ask": FAMILY | {"helper"},
    "answer": PLANNERS,
    "plan": PLANNERS,
    "invite": PLANNERS,
    "openings": FAMILY,  # who opened the record
    "leave": FAMILY | {"helper"},
    "export": {"guardian"},  # everything that is kept, to take away
    "ask-erasure": {"guardian"},
    "erase": {"lead"},
}


def babies_for(user, now=None):
    """All babies this person may see now, each with the roles that open it."""
    team = CareTeamMember.objects.at(now or timezone.now()).filter(user=user, baby=OuterRef("pk"))
    staff = UnitMember.objects.active().filter(user=user, unit=OuterRef("unit"))
    return (
        Baby.objects.select_related("unit")
        .annotate(family_role=Subquery(team.values("role")[:1]), staff_role=Subquery(staff.values("role")[:1]))
        .filter(Q(family_role__isnull=False) | Q(staff_role__isnull=False))
    )


def family_babies_for(user, now=None):
    """The babies on this person's Today page, twins together in their order of birth."""
    return babies_for(user, now).filter(family_role__isnull=False).order_by("birth", "birth_order", "first_name")


def units_of_family(user, now=None):
    """The units of the babies in whose care team this person is now."""
    mine = CareTeamMember.objects.at(now or timezone.now()).filter(user=user)
    return Unit.objects.filter(pk__in=mine.values("baby__unit")).order_by("name")


def show(user, babies):
    """Say which of a person's babies a page shows that is not about one baby. Returns them."""
    for baby in babies:
        opened(user.pk, baby=baby.pk, unit=baby.unit_id)
    return babies


def unit_babies_for(user):
    """The babies of the units this person works in."""
    return babies_for(user).filter(staff_role__isnull=False)


def planned_units_of(user):
    """The units in which this person opens records and builds routines."""
    mine = UnitMember.objects.active().filter(user=user, role__in=PLANNERS)
    return Unit.objects.filter(pk__in=mine.values("unit")).order_by("name")


def baby_for_member(user, pk, to="see", now=None):
    """Return the baby; not yours is 404, yours but not allowed is 403."""
    baby = babies_for(user, now).filter(pk=pk).first()
    if baby is None:
        opened(user.pk, baby=pk, unit=Baby.objects.filter(pk=pk).values_list("unit", flat=True).first())
        raise Http404
    opened(user.pk, baby=baby.pk, unit=baby.unit_id)
    if not may(baby, to):
        raise PermissionDenied
    return baby


def may(baby, to):
    """Say whether a baby that came through a door was opened by a role that allows this."""
    return not MAY[to].isdisjoint({baby.family_role, baby.staff_role})


def sibling_for_member(user, baby, pk, to="see", now=None):
    """Return another baby of the same birth that this person may also reach."""
    sibling = baby_for_member(user, pk, to, now)
    if baby.birth_id is None or sibling.birth_id != baby.birth_id or sibling.pk == baby.pk:
        raise Http404
    return sibling
