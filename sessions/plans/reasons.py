"""What the app points at before a routine is assigned, in words, and how a therapist answers."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.babies.models import BabyPrecaution
from sessions.safety import Concern
from techniques.precautions import PRECAUTIONS_BY_SLUG, Reach

from .models import PlanReason

OTHER = "other"
TICKED = "ticked"  # a row that is a precaution, beside the kinds of reasons


@dataclass(frozen=True)
class Matter:
    """One thing to answer; a precaution that concerns several techniques is answered once."""

    key: str
    title: str
    words: str
    concerns: tuple[Concern, ...]
    about: tuple[str, ...] = ()  # names of the techniques
    mark: str = ""  # a precaution's letter, as on the shelf
    answers: dict[str, str] = field(default_factory=dict)  # chip -> the words that are kept

    @property
    def chips(self) -> list[tuple[str, str]]:
        return [*self.answers.items(), (OTHER, _("Another reason"))]


def matters(plan, ticked, *, name: str, policy, young: bool, locks: dict, earlier: dict[Concern, str]) -> list[Matter]:
    """Return what needs a therapist's words, each once. earlier: what was said to the same before."""
    concerns = plan.concerns(ticked, young=young, minutes_limit=policy.minutes_limit, locked=locks)
    items = {item.technique.slug: item for item in plan.planned.all()}
    found, precautions = [], defaultdict(list)
    for concern in concerns:
        if concern.kind == "precaution":
            precautions[concern.about.split(":")[1]].append(concern)
        elif concern.kind == "guidance":
            continue
        elif concern.kind == "minutes":
            found.append(_minutes(concern, policy))
        else:
            strokes = sum(item.technique.is_stroking for item in items.values())
            found.append(_strokes(concern, policy, strokes, name))
    if outside := tuple(concern for concern in concerns if concern.kind == "guidance"):
        found.append(_guidance(outside, items, locks, name))
    found += [_precaution(slug, group, items) for slug, group in precautions.items()]
    return [_with_earlier(matter, earlier) for matter in found]


def _minutes(concern, policy):
    return Matter(
        "minutes",
        _("Longer than the time for this age."),
        ngettext(
            "At this age the source says under %(count)s minute in all. You decide. Please say why.",
            "At this age the source says under %(count)s minutes in all. You decide. Please say why.",
            policy.minutes_limit,
        )
        % {"count": policy.minutes_limit},
        (concern,),
        answers={"rests": _("There are rests in between"), "asked": _("The parents asked")},
    )


def _strokes(concern, policy, strokes, name):
    return Matter(
        "strokes",
        _("Two stroking techniques.") if strokes == 2 else _("%(count)s stroking techniques.") % {"count": strokes},
        ngettext(
            "For babies up to %(count)s month corrected, the source says one at a time. You decide. Please say why.",
            "For babies up to %(count)s months corrected, the source says one at a time. You decide. Please say why.",
            policy.young_until_months,
        )
        % {"count": policy.young_until_months},
        (concern,),
        answers={"used": _("%(name)s is used to massage") % {"name": name}, "asked": _("The parents asked")},
    )


def _guidance(concerns, items, locks, name):
    about = tuple(
        _("%(technique)s (%(when)s)") % {"technique": items[each.about].version.family_name, "when": locks[each.about]}
        for each in concerns
    )
    return Matter(
        "guidance",
        _("Outside your unit’s guidance at this age."),
        _("It sits beside your choice. You decide. Please say why."),
        concerns,
        about=about,
        answers={"team": _("The team has agreed"), "used": _("%(name)s is used to massage") % {"name": name}},
    )


def _precaution(slug, group, items):
    precaution = PRECAUTIONS_BY_SLUG[slug]
    answers = {"team": _("The team has agreed")}
    if precaution.reach == Reach.LIMB:
        answers["leg"] = _("That leg is left out")
    return Matter(
        f"precaution-{slug}",
        str(precaution.name),
        str(precaution.meaning),
        tuple(group),
        mark=precaution.key,
        about=tuple(items[concern.about.split(":")[0]].version.family_name for concern in group),
        answers=answers | {"gentle": _("Still or gentle hands only")},
    )


def _with_earlier(matter, earlier):
    said = next((earlier[concern] for concern in matter.concerns if concern in earlier), "")
    if said and said not in matter.answers.values():
        matter.answers["before"] = said
    return matter


def kept(plan) -> list[tuple[str, str, str]]:
    """What was said when a version was assigned, each once: about what, the words, who."""
    return [words for _plan, *words in kept_with([plan])]


def kept_with(plans) -> list[tuple]:
    """The same of several versions with their techniques, in one query: (plan, about what, the words, who)."""
    by_pk = {plan.pk: plan for plan in plans}
    names = {item.technique.slug: item.version.family_name for plan in plans for item in plan.planned.all()}
    rows = PlanReason.objects.filter(plan__in=by_pk).select_related("by").order_by("-plan__number", "pk")
    found = dict.fromkeys(
        (by_pk[row.plan_id], _title(row.kind, row.about, names), row.text, row.by.name) for row in rows
    )
    return list(found)


def _title(kind, about, names):
    if kind == "precaution":
        return str(PRECAUTIONS_BY_SLUG[about.split(":")[1]])
    if kind == "guidance":
        return _("Outside the unit’s guidance: %(technique)s") % {"technique": names.get(about, about)}
    return _("Time") if kind == "minutes" else _("More than one stroking technique")


def ticked_and_said(baby) -> tuple[set[str], dict[Concern, str]]:
    """The ticked precautions, and the therapists' words kept with the version in force, in one query."""
    ticked = BabyPrecaution.objects.active().filter(baby=baby).values_list(Value(TICKED), "slug", Value(""))
    in_force = PlanReason.objects.filter(plan__in=baby.plans.in_force()).values_list("kind", "about", "text")
    rows = list(ticked.union(in_force, all=True))
    said = {Concern(kind, about): text for kind, about, text in rows if kind != TICKED}
    return {slug for kind, slug, _text in rows if kind == TICKED}, said
