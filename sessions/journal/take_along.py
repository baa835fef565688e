"""Take to the visit: one page and print of the last weeks, for one baby or for all that were born together."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sessions.babies.access import babies_for, baby_for_member, may, show
from sessions.babies.models import Baby
from sessions.babies.questions import Question
from sessions.massages.resting import family_day, family_zone
from sessions.plans.words import family_amount
from techniques.cues import CUES_BY_SLUG
from techniques.moods import MOODS_BY_SLUG

from .days import Change, changes_since, routines_since
from .insights import Row
from .looking_back import LookingBack, gather, since

HOW_IT_WENT = {
    "completed": _("To the end"),
    "stopped": _("Stopped early"),
    "interrupted": _("Something came between"),
    "not_ready": _("Not ready"),
}


@dataclass
class Line:
    """One massage as a line of the table."""

    row: Row

    @property
    def how(self):
        return HOW_IT_WENT[self.row.outcome]

    @property
    def before(self):
        return MOODS_BY_SLUG.get(self.row.before)

    @property
    def after(self):
        return MOODS_BY_SLUG.get(self.row.after)

    @property
    def signs(self):
        return ", ".join(str(CUES_BY_SLUG[slug].words) for slug in self.row.seen())


@dataclass
class Summary:
    """What stands on the paper about one baby."""

    baby: Baby
    looking_back: LookingBack
    changes: list[Change]
    questions: list[Question]

    @property
    def lines(self):
        back = self.looking_back
        return [Line(row) for row in back.rows if back.weeks.first <= row.day <= back.today]

    @property
    def first(self):
        return self.looking_back.weeks.first

    @property
    def counts(self):
        """(words, how often) of what there was; what was not, is not named."""
        times = Counter(line.row.outcome for line in self.lines)
        return [(words, times[outcome]) for outcome, words in HOW_IT_WENT.items() if times[outcome]]

    @property
    def routine(self):
        return self.looking_back.routines[0] if self.looking_back.routines else None

    @property
    def planned(self):
        """(name, amount) of the routine as it is now."""
        items = self.routine.planned.all() if self.routine else ()
        return [(item.version.family_name, family_amount(item)) for item in items]


@require_safe
def take_along(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    born = _born_together(request.user, baby, now)
    shown = show(request.user, born if request.GET.get("for") == "all" and born else [baby])
    zone = family_zone(shown, request.COOKIES.get("handhug-zone", ""))
    asked = Question.objects.waiting().filter(baby__in=shown, author=request.user).order_by("asked_at")
    context = {
        "current": "log",
        "baby": baby,
        "born": born,
        "shown": shown,
        "day": family_day(zone, now),
        "summaries": [_summary(each, family_day(zone, now), list(asked)) for each in shown],
    }
    return render(request, "journal/take_along.html", context)


def _summary(baby, today, asked):
    zone = ZoneInfo(baby.unit.time_zone)
    end = today + timedelta(days=1)
    routines = routines_since(baby, since(end), None, zone)
    looking_back = LookingBack(baby, *gather(baby, end), routines, today)
    changes = changes_since(routines, looking_back.weeks.first, zone)
    return Summary(baby, looking_back, changes, [each for each in asked if each.baby_id == baby.pk])


def _born_together(user, baby, now):
    """This baby and those born with it that this person may log for; nothing for a single baby."""
    if baby.birth_id is None:
        return []
    born = babies_for(user, now).filter(birth=baby.birth_id).order_by("birth_order")
    mine = [each for each in born if may(each, "log")]
    return mine if len(mine) > 1 else []
