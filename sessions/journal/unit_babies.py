"""The unit's babies, one line each: who, where, how old, what happened."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sessions.ages import weeks_and_days
from sessions.babies.access import unit_babies_for
from sessions.babies.identity import unit_day
from sessions.babies.models import Baby, LimbRestriction

from .happenings import NEVER, Rank, after, facts_of, with_news

PAGE = 100
GROUPS = {  # in this order; none weighs more than another
    "stops": ({Rank.ASKED, Rank.STOPPED}, _("Questions and stops since you last looked")),
    "reviews": ({Rank.REVIEW}, _("Reviews due")),
    "rest": ({Rank.REST}, _("Everything else")),
}


@dataclass(frozen=True)
class Line:
    baby: Baby
    age: str
    facts: list[str]
    legs_off: list[LimbRestriction]
    siblings: list[str]

    @property
    def is_quiet(self) -> bool:
        """Nothing happened since the look, and nothing is due."""
        return self.baby.rank == Rank.REST and self.baby.happened_at == NEVER.value

    @property
    def is_single(self) -> bool:
        """Born alone: there is nobody to mix it up with, so no mark."""
        return self.baby.birth_id is None


@dataclass(frozen=True)
class Group:
    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class UnitBabies:
    """A page of lines in three groups; those with nothing new are only named, at the end."""

    lines: list[Line]
    total: int
    next_after: UUID | None

    @property
    def groups(self) -> list[Group]:
        news = [line for line in self.lines if not line.is_quiet]
        groups = (Group(words, [line for line in news if line.baby.rank in ranks]) for ranks, words in GROUPS.values())
        return [group for group in groups if group.lines]

    @property
    def quiet(self) -> list[Line]:
        return [line for line in self.lines if line.is_quiet]

    @classmethod
    def of(cls, babies, user, units, now, words="", kind="", after_pk=None) -> "UnitBabies":
        """babies: those of these units; words: searched in name, cot, unit number; kind: of GROUPS, or all.

        after_pk: for the next page.
        """
        if words:
            known = Q(first_name__icontains=words) | Q(unit_number__icontains=words) | Q(cot__iexact=words)
            babies = babies.filter(known)
        total = babies.count()
        today = max(unit_day(unit, now) for unit in units)
        rows = with_news(babies, user, today)
        if kind in GROUPS:
            rows = rows.filter(rank__in=GROUPS[kind][0])
        if after_pk and (last := rows.filter(pk=after_pk).first()):
            rows = after(rows, last)
        found = list(rows[: PAGE + 1])
        shown = found[:PAGE]
        return cls(_lines(shown, user, now, today), total, shown[-1].pk if len(found) > PAGE else None)


def _lines(babies, user, now, today):
    legs, siblings = defaultdict(list), defaultdict(list)
    for limb in LimbRestriction.objects.active().filter(baby__in=[baby.pk for baby in babies]):
        legs[limb.baby_id].append(limb)
    facts = facts_of(babies, user, today, legs)
    births = {baby.birth_id for baby in babies if baby.birth_id}
    seen = unit_babies_for(user).filter(birth__in=births, is_still=False)  # nor a twin in another unit
    for pk, birth, name in seen.values_list("pk", "birth_id", "first_name"):
        siblings[birth].append((pk, name))
    return [
        Line(
            baby,
            _age(baby, now),
            facts[baby.pk],
            legs[baby.pk],
            [name for pk, name in siblings.get(baby.birth_id, ()) if pk != baby.pk],
        )
        for baby in babies
    ]


def _age(baby, now):
    """Postmenstrual age on the unit's day."""
    lived = max((unit_day(baby.unit, now) - baby.birth_date).days, 0)
    return weeks_and_days(baby.gestational_days + lived)
