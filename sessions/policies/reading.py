"""A unit's rules as they are read: each with its value in words and its source, and what a draft would change."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from techniques.models import Technique
from techniques.moods import MOODS_BY_SLUG

from .models import UnitPolicy
from .sources import Source
from .thresholds import CHAPTERS, NO_PROPOSAL, PROPOSED, Threshold


@dataclass(frozen=True)
class Line:
    """One rule. was: its value before, when it is another one."""

    name: str
    value: str
    says: str | Promise
    sources: tuple[Source, ...]
    was: str = ""


@dataclass(frozen=True)
class Group:
    heading: str | Promise
    lines: list[Line]


def groups(techniques, policy: UnitPolicy, before: UnitPolicy | None = None) -> list[Group]:
    """Return every rule of a policy by chapter, guidance by age last. techniques: those of guided()."""
    found = [
        Group(chapter.heading, [_line(each, policy, before) for each in chapter.thresholds]) for chapter in CHAPTERS
    ]
    return [*found, Group(_("Guidance by postmenstrual age"), list(_guidance(techniques, policy, before)))]


def changes(found: list[Group]) -> list[Line]:
    return [line for group in found for line in group.lines if line.was]


def window_words(window) -> str:
    """ "from 34 weeks", "until 44 weeks", "from 34 until 44 weeks"."""
    if window is None:
        return _("No guidance")
    words = {"low": window.from_weeks, "high": window.until_weeks}
    if window.until_weeks is None:
        return _("From %(low)s weeks") % words
    if window.from_weeks is None:
        return _("Until %(high)s weeks") % words
    return _("From %(low)s until %(high)s weeks") % words


def guided(unit) -> list[tuple[Technique, str]]:
    """The techniques that guidance can be given for, with their names for staff."""
    listed = Technique.objects.published().of(unit).with_current()
    return [(each, version.professional_name) for each in listed if (version := each.current())]


def _guidance(techniques, policy, before):
    now, then = _windows(policy), _windows(before)
    for technique, name in techniques:
        proposal, value = PROPOSED.get(technique.slug), window_words(now.get(technique.pk))
        was = window_words(then.get(technique.pk)) if before else value
        sources = proposal.sources if proposal else ()
        yield Line(name, value, proposal.says if proposal else NO_PROPOSAL, sources, was if was != value else "")


def _windows(policy):
    return {each.technique_id: each for each in policy.windows.all()} if policy and policy.pk else {}


def _line(threshold: Threshold, policy, before):
    value = _value(threshold, policy)
    was = _value(threshold, before) if before else value
    return Line(str(threshold.name), value, threshold.says, threshold.sources, was if was != value else "")


def _value(threshold, policy):
    value = getattr(policy, threshold.field)
    if threshold.field == "ready_moods":
        return get_text_list([str(MOODS_BY_SLUG[slug].words) for slug in value], _("or"))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if threshold.field.startswith("red_line") and not value:
        return _("The usual words")  # there is always a red line
    return " ".join(str(each) for each in (value, threshold.unit) if each) or _("None")
