"""What the library asks of routines: whose have a technique and whose not, and which show a picture."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from sessions.babies.access import family_babies_for, show, unit_babies_for
from sessions.babies.models import Baby

from .models import Plan, PlannedTechnique


@dataclass(frozen=True)
class Words:
    is_in: bool
    text: str


@dataclass(frozen=True)
class Routine:
    """One baby with the techniques it has now, and who assigned them."""

    baby: str
    techniques: frozenset[int]
    therapist: str


@dataclass(frozen=True)
class Routines:
    rows: tuple[Routine, ...]
    place: str = Baby.Place.HOME
    only_place: str = ""  # of all of them; empty when one is at home and another is not

    def words_on(self, technique) -> list[Words]:
        """One sentence for the babies that have it, one for those that do not."""
        has = [row for row in self.rows if technique.pk in row.techniques]
        lacks = [row for row in self.rows if technique.pk not in row.techniques]
        return [_in(has)] * bool(has) + [_not_in(lacks)] * bool(lacks)


def shows_picture(user, key) -> bool:
    """Whether a routine has this picture that the person may open, wherever its technique comes from.

    A baby that moves to another unit takes its routine along. Families open what was assigned, staff drafts too.
    """
    theirs = Plan.objects.assigned().filter(baby__in=family_babies_for(user).order_by().values("pk"))
    units = Plan.objects.filter(baby__in=unit_babies_for(user).values("pk"))
    with_it = PlannedTechnique.objects.filter(version__steps__picture=key)
    return with_it.filter(Q(plan__in=theirs.values("pk")) | Q(plan__in=units.values("pk"))).exists()


def routines_of_family(user) -> Routines:
    """The routines in force of this person's babies, in three queries."""
    babies = show(user, list(family_babies_for(user).filter(is_still=False)))
    planned = PlannedTechnique.objects.select_related("version")
    plans = Plan.objects.in_force().filter(baby__in=babies).select_related("assigned_by")
    by_baby = {plan.baby_id: plan for plan in plans.prefetch_related(Prefetch("planned", planned))}
    place = Baby.Place.NICU if any(baby.place == Baby.Place.NICU for baby in babies) else Baby.Place.HOME
    only = place if len({baby.place for baby in babies}) == 1 else ""
    return Routines(tuple(_routine(baby, by_baby.get(baby.pk)) for baby in babies), place, only)


def _routine(baby, plan):
    techniques = frozenset(item.version.technique_id for item in plan.planned.all()) if plan else frozenset()
    return Routine(baby.first_name, techniques, plan.assigned_by.name if plan else "")


def _in(rows):
    return Words(True, _("In the routine of %(names)s.") % {"names": _names(rows)})


def _not_in(rows):
    therapists = {row.therapist for row in rows}
    words = {"names": _names(rows), "therapist": therapists.pop() if len(therapists) == 1 else ""}
    if words["therapist"]:
        return Words(False, _("Not in the routine of %(names)s. Ask %(therapist)s first.") % words)
    return Words(False, _("Not in the routine of %(names)s. Ask your therapist first.") % words)


def _names(rows):
    return get_text_list([row.baby for row in rows], _("and"))
