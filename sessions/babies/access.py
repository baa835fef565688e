"""The only doors to a baby. Every baby view begins with one of these."""

from django.core.exceptions import PermissionDenied
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from massage_site.accounts.models import Unit, UnitMember
from massage_site.audit.noting import opened

from .models import Baby, CareTeamMember
from .windows import Window

NOTHING = Value(None, output_field=CharField())
FORMER = "former"  # staff of a unit that the baby has left
FAMILY = {"guardian", "family"}
PLANNERS = {"therapist", "lead"}
STAFF = PLANNERS | {"nurse"}
EVERYONE = FAMILY | STAFF | {"helper"}
MAY = {  # docs/roles.md says it in words; a test compares the two
    "see": EVERYONE | {FORMER},
    "summary": EVERYONE | {FORMER},
    "card": EVERYONE | {FORMER},
    "follow": FAMILY | {"helper"},
    "log": FAMILY | {"helper"},
    "correct": FAMILY,
    "staff": STAFF | {FORMER},
    "limb": STAFF,
    "hold": STAFF,
    "code": STAFF,
    "lend": STAFF,
    "ask": FAMILY | {"helper"},
    "answer": PLANNERS,
    "plan": PLANNERS,
    "invite": PLANNERS,
    "withdraw-code": STAFF,  # a nurse her own; closing a way in never rests
    "end-place": PLANNERS,
    "discharge": PLANNERS,
    "transfer": PLANNERS,
    "end": PLANNERS | {"guardian"},
    "window": {"lead", "guardian"},  # until when a unit sees a record that has left
    "openings": FAMILY,  # who opened the record
    "leave": FAMILY | {"helper"},
    "export": {"guardian"},  # everything that is kept, to take away
    "ask-erasure": {"guardian"},
    "erase": {"lead"},
}
RESTS = {
    "summary", "card", "follow", "log", "limb", "hold", "code", "lend", "ask", "answer", "plan", "invite", "discharge",
    "transfer",
}  # fmt: skip


class Still(PermissionDenied):
    """To an old page of a family: a link in a browser, a copy on a device. Without a name, as it stands in logs."""

    words = gettext_lazy("These pages are still now. What you wrote is kept.")


def babies_for(user, now=None):
    """All babies this person may see now, each with the roles that open it.

    unit_until: until when its unit sees it, when it has left; is_away: that is over. is_still: it ended quietly.
    opened_by: the unit that the baby has left, if it is that one which opens it.
    """
    now = now or timezone.now()
    team = CareTeamMember.objects.at(now).filter(user=user)
    babies = (
        _lent_for(user)
        .select_related("unit")
        .alias(  # at most one of each, so a baby stays one row
            own=FilteredRelation("windows", condition=Q(windows__unit=F("unit"), windows__lifted_at=None)),
            ended=FilteredRelation("endings", condition=Q(endings__lifted_at=None)),
        )
        .annotate(unit_until=F("own__until"), is_away=_says(Q(own__isnull=False, own__until__lte=now)))
        .annotate(is_still=_says(Q(ended__isnull=False)))
        .annotate(family_role=Subquery(team.filter(baby=OuterRef("pk")).values("role")[:1]))
    )
    mine, places = Q(pk__in=team.values("baby")), user.places
    if not places:
        return babies.annotate(staff_role=NOTHING, opened_by=NOTHING).filter(mine)
    cares = Q(unit__in=places, is_away=False)
    left = Window.objects.open_at(now).filter(baby=OuterRef("pk"), unit__in=places).exclude(unit=OuterRef("unit"))
    role = Case(*(When(unit=unit, then=Value(role)) for unit, role in places.items()))
    return (
        babies.annotate(opened_by=Case(When(cares, then=None), default=Subquery(left.values("unit")[:1])))
        .annotate(staff_role=Case(When(cares, then=role), When(opened_by__isnull=False, then=Value(FORMER))))
        .filter(mine | Q(staff_role__isnull=False))
    )


def _says(condition):
    return ExpressionWrapper(condition, BooleanField())


def _lent_for(user):
    """On a tablet that was lent there are no other babies than those it was lent for."""
    return Baby.objects.all() if user.lent_for is None else Baby.objects.filter(pk__in=user.lent_for)


def family_babies_for(user, now=None):
    """The babies on this person's Today page, twins together in their order of birth."""
    return babies_for(user, now).filter(family_role__isnull=False).order_by("birth", "birth_order", "first_name")


def units_of_family(user, now=None):
    """The units of the babies in whose care team this person is now."""
    mine = CareTeamMember.objects.at(now or timezone.now()).filter(user=user)
    return Unit.objects.filter(pk__in=mine.filter(baby__in=_lent_for(user)).values("baby__unit")).order_by("name")


def show(user, babies):
    """Say which of a person's babies a page shows that is not about one baby. Returns them."""
    for baby in babies:
        opened(user.pk, baby=baby.pk, unit=baby.unit_id)
    return babies


def unit_babies_for(user):
    """The babies that are open to this person as staff."""
    return babies_for(user).filter(staff_role__isnull=False)


def ward_babies_for(user):
    """The babies that the units this person works in care for."""
    return unit_babies_for(user).exclude(staff_role=FORMER).filter(is_still=False)


def babies_open_to(unit, now):
    """The babies whose records a unit sees: those in its care, and those that left a while ago."""
    windows = Window.objects.lasting().filter(baby=OuterRef("pk"), unit=unit)
    cares = Q(unit=unit) & ~Exists(windows)
    return Baby.objects.filter(cares | Exists(windows.open_at(now)))


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
    opened(user.pk, baby=baby.pk, unit=baby.opened_by or baby.unit_id)
    if not may(baby, to):
        raise Still if baby.is_still and baby.family_role else PermissionDenied
    return baby


def may(baby, to):
    """Say whether a baby that came through a door was opened by a role that allows this."""
    return not (baby.is_still and to in RESTS) and not MAY[to].isdisjoint({baby.family_role, baby.staff_role})


def sibling_for_member(user, baby, pk, to="see", now=None):
    """Return another baby of the same birth that this person may also reach."""
    sibling = baby_for_member(user, pk, to, now)
    if baby.birth_id is None or sibling.birth_id != baby.birth_id or sibling.pk == baby.pk:
        raise Http404
    return sibling
