"""What a unit's families wrote down in one month, counted over babies: techniques, outcomes, signs by technique.

Only whole months that are over, and each alone: from two windows that overlap the difference could be taken.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Min

from sessions.babies.identity import unit_day
from sessions.journal.insights import is_sign
from sessions.massages.models import Massage, MassageCue, TechniqueDone
from sessions.massages.paper_days import begin_of
from techniques.cues import CUES_BY_SLUG

from .hiding import FEW, Number, Parts
from .in_care import massages_of, planned_of

MONTHS = 12
TECHNIQUE = ("version__technique__order", "version__technique__slug", "version__family_name")
STATES = ("seen", "none_seen", "not_asked")


@dataclass(frozen=True)
class Technique:
    """One technique in a month: in how many babies' routines, what its massages showed, which signs."""

    name: str
    babies: int
    signs: Parts  # seen, none_seen, not_asked
    cues: list[tuple[str, Number]]  # those with babies enough; of the others nothing is said

    @property
    def few_babies(self):
        return self.babies < FEW


def months_of(unit, now) -> list[date]:
    """Return the first days of the months that are over, newest first, back to the first massage."""
    first = massages_of(unit, now).aggregate(Min("family_day"))["family_day__min"]
    month = unit_day(unit, now).replace(day=1)
    found = []
    while first and len(found) < MONTHS and (month := _before(month)) >= first.replace(day=1):
        found.append(month)
    return found


def _before(month):
    return (month - timedelta(days=1)).replace(day=1)


def _after(month):
    return (month + timedelta(days=31)).replace(day=1)


def outcomes_of(unit, now, month: date) -> Parts:
    counted = _massages(unit, now, month).order_by().values("outcome")
    rows = counted.annotate(massages=Count("pk"), babies=Count("baby", distinct=True))
    found = {row["outcome"]: Number(row["massages"], row["babies"]) for row in rows}
    return Parts({each: found.get(each, Number(0, 0)) for each in Massage.Outcome.values})


def techniques_of(unit, now, month: date) -> list[Technique]:
    """Return what was in a routine or in a massage of the month, in the order of the library, in three queries."""
    planned, names = _planned(unit, now, month)
    done, states, cues = defaultdict(set), defaultdict(lambda: defaultdict(set)), defaultdict(lambda: defaultdict(set))
    within = _massages(unit, now, month).exclude(outcome=Massage.Outcome.NOT_READY).order_by().values("pk")
    inside = (*TECHNIQUE, "massage", "massage__baby")
    asked = {}
    for order, slug, name, massage, baby, signs in _rows(TechniqueDone.objects, within, *inside, "massage__signs"):
        names[order, slug] = name
        done[order, slug].add((massage, baby))
        asked[massage] = signs
    for order, slug, name, massage, baby, cue in _rows(MassageCue.objects, within, *inside, "slug"):
        if slug and is_sign(cue):
            names[order, slug] = name
            done[order, slug].add((massage, baby))
            cues[order, slug][cue].add((massage, baby))
    for key, pairs in done.items():
        seen = set().union(*cues[key].values())
        for pair in pairs:
            state = "seen" if pair in seen else "not_asked" if asked.get(pair[0]) == "not_asked" else "none_seen"
            states[key][state].add(pair)
    return [Technique(names[key], planned.get(key, 0), _parts(states[key]), _shown(cues[key])) for key in sorted(names)]


def _rows(rows, within, *fields):
    return rows.filter(massage__in=within).order_by("version").values_list(*fields)


def _parts(states):
    return Parts({state: Number.of(states[state]) for state in STATES})


def _shown(cues):
    numbers = ((str(CUES_BY_SLUG[slug].words), Number.of(pairs)) for slug, pairs in cues.items())
    return sorted((each for each in numbers if not each[1].is_hidden), key=lambda each: (-each[1].massages, each[0]))


def _planned(unit, now, month):
    """{technique: babies with it in a routine of that month}, and the names."""
    zone = ZoneInfo(unit.time_zone)
    rows = planned_of(unit, now, begin_of(month, zone), begin_of(_after(month), zone))
    found, names = defaultdict(set), {}
    for order, slug, name, baby in rows.order_by("version").values_list(*TECHNIQUE, "plan__baby").distinct():
        found[order, slug].add(baby)
        names[order, slug] = name
    return {key: len(babies) for key, babies in found.items()}, names


def _massages(unit, now, month):
    return massages_of(unit, now).filter(family_day__gte=month, family_day__lt=_after(month))
