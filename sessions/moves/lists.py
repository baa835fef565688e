"""Who comes to a unit, who leaves it, and whose record it still sees."""

from dataclasses import dataclass

from sessions.babies.access import FORMER, PLANNERS, unit_babies_for, ward_babies_for
from sessions.babies.models import Baby
from sessions.babies.windows import Window

from .transfers import Transfer


def together(user, baby):
    """This baby and those born with it that may leave the same unit together, in order of birth."""
    mine = ward_babies_for(user).filter(unit=baby.unit_id, staff_role__in=PLANNERS)
    same = mine.filter(birth=baby.birth_id) if baby.birth_id else mine.filter(pk=baby.pk)
    return same.order_by("birth_order")


@dataclass(frozen=True)
class Expected:
    """What a unit knows of those on their way to it: no name, no number."""

    first: Transfer
    babies: int


@dataclass(frozen=True)
class ComingAndGoing:
    coming: list[Expected]
    going: list[Transfer]
    gone: list[Baby]  # with another unit now
    home: list[Baby]
    still: list[Baby]

    @classmethod
    def of(cls, user, units, now) -> "ComingAndGoing":
        """units: those in which this person plans."""
        seen = list(unit_babies_for(user).order_by("first_name", "birth_order"))
        waiting = Transfer.objects.waiting().select_related("from_unit", "to_unit", "started_by", "baby")
        together = {}
        for row in waiting.filter(to_unit__in=units).order_by("day", "pk"):
            together.setdefault(row.code_hash, []).append(row)
        cared = [baby for baby in seen if baby.staff_role != FORMER]
        going = waiting.filter(baby__in=[baby.pk for baby in cared]).order_by("day", "pk")
        return cls(
            coming=[Expected(rows[0], len(rows)) for rows in together.values()],
            going=list(going),
            gone=_with_until([baby for baby in seen if baby.staff_role == FORMER], now),
            home=[baby for baby in cared if baby.unit_until and not baby.is_still],
            still=[baby for baby in cared if baby.is_still],
        )

    def __bool__(self):
        return any((self.coming, self.going, self.gone, self.home, self.still))


def _with_until(babies, now):
    windows = Window.objects.open_at(now).filter(baby__in=babies).values_list("baby", "unit", "until")
    until = {(baby, unit): moment for baby, unit, moment in windows}
    for baby in babies:
        baby.unit_until = until.get((baby.pk, baby.opened_by))
    return babies
