"""One massage in facts: what the page of it shows, each correction with the value that was there before."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from massage_site.accounts.models import User
from sessions.ages import weeks_and_days
from sessions.plans.words import passes_words, side_words, time_words
from sessions.policies.models import UnitPolicy
from techniques.cues import CUES_BY_SLUG
from techniques.moods import MOODS_BY_SLUG
from techniques.readiness import QUESTIONS_BY_SLUG

from .models import Massage

# which line of the page a corrected field belongs to
LINES = {
    "started_at": "when",
    "ended_at": "when",
    "is_timed": "when",
    "giver": "giver",
    "giver_name": "giver",
    "mood_before": "before",
    "mood_after": "after",
    "signs": "signs",
    "cues": "signs",
    "outcome": "outcome",
    "note": "note",
    "baby": "baby",
}


@dataclass
class Corrected:
    """One saving of a correction, as it shows beside one line: the old values, who, when, why."""

    by: User
    at: datetime
    reason: str
    old: list[str] = field(default_factory=list)


@dataclass
class Answer:
    words: str
    answer: str  # "yes", "no" or "asked"


class Facts:
    """Reads a massage for its page. Ask for it with cues, techniques and corrections (Massage.with_all)."""

    def __init__(self, massage, baby):
        self.massage, self.baby = massage, baby
        self.zone = ZoneInfo(massage.time_zone)

    @property
    def start(self):
        return self._wall(self.massage.started_at)

    @property
    def end(self):
        return self._wall(self.massage.ended_at)

    @property
    def elsewhere(self):
        """The zone's name, where the clock is another than the unit's."""
        return self.massage.time_zone if self.massage.time_zone != self.baby.unit.time_zone else ""

    @property
    def taken_out(self):
        return self._wall(self.massage.error_at)

    @property
    def before(self):
        return MOODS_BY_SLUG.get(self.massage.mood_before)

    @property
    def after(self):
        return MOODS_BY_SLUG.get(self.massage.mood_after)

    @property
    def done(self):
        """One line for each technique on each leg: name, how much of it, whether it was done before it was shown."""
        done = self.massage.done.all()
        return [(each.version.family_name, ", ".join(_how_much(each)), each.before_shown) for each in done]

    @property
    def cues(self):
        return [(cue, _during(cue)) for cue in self.massage.cues.all()]

    @property
    def ages(self):
        massage = self.massage
        words = [_("PMA %(age)s") % {"age": weeks_and_days(massage.postmenstrual_days)}]
        days = massage.chronological_days
        words.append(ngettext("%(days)s day old", "%(days)s days old", days) % {"days": days})
        if massage.corrected_days < 0:
            words.append(_("before the due date"))
        else:
            words.append(_("corrected %(age)s") % {"age": weeks_and_days(massage.corrected_days)})
        return ", ".join(words)

    def answers(self):
        """What was said before the start, in the words of the question; empty when nothing was asked."""
        then = UnitPolicy.objects.for_unit(self.baby.unit, at=self.massage.started_at)
        hours = then.vaccine_hours
        name = self.baby.first_name
        return [
            Answer(QUESTIONS_BY_SLUG[slug].say(baby=name, hours=hours), answer)
            for slug, answer in self.massage.readiness.items()
            if slug in QUESTIONS_BY_SLUG
        ]

    def corrections(self):
        """{line: [Corrected, newest first]}"""
        lines, givers = {}, {}
        rows = list(self.massage.corrections.select_related("by"))
        timed_since = next((row.at for row in rows if row.field == "is_timed"), None)
        numbers = {row.old for row in rows if row.field == "giver" and row.old}
        if numbers:
            givers = {str(pk): name for pk, name in User.objects.filter(pk__in=numbers).values_list("pk", "name")}
        for row in rows:
            line = LINES.get(row.field)
            if line:
                told = lines.setdefault(line, {}).setdefault((row.at, row.by_id), Corrected(row.by, row.at, row.reason))
                told.at = self._wall(row.at)
                day_only = not self.massage.is_timed or bool(timed_since and row.at <= timed_since)
                old = self._old(row, givers, day_only)
                told.old[:0] = [old] if old else []  # rows come newest first
        return {line: list(told.values()) for line, told in lines.items()}

    def _old(self, row, givers, day_only):
        """The value before, in the words in which the page says it now."""
        if row.field == "is_timed":
            return _("time not written")
        if row.field in ("started_at", "ended_at"):
            moment = self._wall(datetime.fromisoformat(row.old))
            same_day = moment.date() == self.start.date()
            if day_only:
                return "" if same_day or row.field == "ended_at" else date_format(moment, "j M")
            return time_format(moment, "H:i") if same_day else date_format(moment, "j M, H:i")
        if row.field in ("mood_before", "mood_after"):
            return str(MOODS_BY_SLUG[row.old].words) if row.old else _("not written")
        if row.field == "cues":
            return ", ".join(str(CUES_BY_SLUG[slug].words) for slug in row.old.split(", ") if slug)
        if row.field in ("signs", "outcome"):
            choices = {"signs": Massage.Signs, "outcome": Massage.Outcome}[row.field]
            return str(choices(row.old).label) if row.old != Massage.Signs.SEEN else ""
        return givers.get(row.old, "") if row.field == "giver" else "" if row.field == "baby" else row.old

    def _wall(self, moment):
        return moment.astimezone(self.zone).replace(tzinfo=None)


def _how_much(each):
    """The leg, how often, and whether it went to the end; one fact each."""
    version, technique = each.version, each.version.technique
    words = [] if technique.region == technique.Region.HANDS else [side_words(each.side, technique.region)]
    if each.passes and version.counted_in != version.Count.HOLD:
        words.append(passes_words(each.passes, version.counted_in))
    return words + [_("not to the end")] * (not each.whole)


def _during(cue):
    """When a sign was seen, as far as it is known."""
    words = {"technique": cue.version.family_name if cue.version else "", "step": cue.step}
    if not cue.version:
        return ""
    if cue.step is None:
        return _("during: %(technique)s") % words
    if cue.second is None:
        return _("during: %(technique)s, step %(step)s") % words
    words["time"] = time_words(cue.second)
    return _("during: %(technique)s, step %(step)s, after %(time)s") % words


def too_soon(massage):
    """The names of what was done alone before it was shown; it is kept, and the next time is together."""
    rows = massage.done.filter(before_shown=True).values_list("version__family_name", flat=True)
    return list(dict.fromkeys(rows))
