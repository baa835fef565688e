"""A routine that is behind: its techniques have a newer text, or the unit signed other rules. Proposed, never done."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from sessions.policies.models import UnitPolicy
from sessions.safety import concerns, is_young
from techniques.models import Technique, TechniqueVersion

from .draft import open_draft
from .locks import locks
from .models import Plan
from .planned import PlannedTechnique, PlanReason
from .rows import most_passes


@dataclass
class Behind:
    """Why a routine in force is not what would be assigned today."""

    plan: Plan
    texts: list[PlannedTechnique] = field(default_factory=list)  # each with .newer, the number of the text in force
    retired: list[PlannedTechnique] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)  # in words

    def __bool__(self):
        return bool(self.texts or self.retired or self.rules)

    @property
    def names(self) -> list[str]:
        return [item.version.family_name for item in self.texts]

    @property
    def retired_names(self) -> list[str]:
        return [item.version.family_name for item in self.retired]


def behind(plans, policy: UnitPolicy, today) -> list[Behind]:
    """Return those of these plans in force that are behind, in three queries. plans: of one unit, with their baby."""
    plans = list(plans)
    same = TechniqueVersion.objects.filter(
        technique=OuterRef("version__technique"), language=OuterRef("version__language")
    )
    newest = Subquery(same.order_by("-number").values("number")[:1])
    items = PlannedTechnique.objects.filter(plan__in=plans).select_related("version__technique").annotate(newer=newest)
    found = {plan.pk: Behind(plan) for plan in plans}
    rows = {plan.pk: [] for plan in plans}
    for item in items.order_by("plan", "order"):
        rows[item.plan_id].append(item)
        if item.technique.status == Technique.Status.RETIRED:
            found[item.plan_id].retired.append(item)
        elif item.newer > item.version.number:
            found[item.plan_id].texts.append(item)
    said = _said(plans)
    for plan in plans:
        if policy.is_signed and plan.assigned_at < policy.signed_at:
            found[plan.pk].rules = _rules(plan, rows[plan.pk], policy, today, said[plan.pk])
    return [each for each in found.values() if each]


def _said(plans):
    """What therapists answered to a rule when each plan was assigned."""
    said = {plan.pk: set() for plan in plans}
    for plan, kind, about in PlanReason.objects.filter(plan__in=plans).values_list("plan", "kind", "about"):
        said[plan].add((kind, about))
    return said


def _rules(plan, items, policy, today, said):
    """What the signed rules say about a routine that was assigned before them, and nobody has answered."""
    ages = plan.baby.ages_on(max(today, plan.baby.birth_date))
    locked = locks(policy, ages.postmenstrual_days, today)
    young = is_young(ages.stage_months, policy.young_until_months)
    amounts = [item.amount for item in items]
    found = concerns(amounts, (), young=young, minutes_limit=policy.minutes_limit, locked=locked)
    names = {item.technique.slug: item.version.family_name for item in items}
    words = []
    for concern in found:
        if (concern.kind, concern.about) in said:
            continue
        if concern.kind == "guidance":
            words.append(f"{names[concern.about]}: {locked[concern.about]}")
        elif concern.kind == "minutes":
            words.append(_("Not under %(minutes)s min in all") % {"minutes": policy.minutes_limit})
        else:
            words.append(_("More than one stroking technique at this age"))
    many = [item for item in items if item.passes > most_passes(item.version, policy)]
    return words + [_("%(name)s: more passes than now") % {"name": names[item.technique.slug]} for item in many]


@dataclass(frozen=True)
class NewText:
    """One technique with its words before and now: (kind, line), kind is "same", "gone" or "new"."""

    name: str
    lines: list[tuple[str, str]]


def new_texts(texts: list[PlannedTechnique]) -> list[NewText]:
    """Return what is written anew, line by line, in two queries."""
    wanted = [(item.technique.pk, item.version.language) for item in texts]
    now = TechniqueVersion.objects.filter(technique__in=[pk for pk, _language in wanted]).newest()
    now = {(each.technique_id, each.language): each for each in now.prefetch_related("steps")}
    then = TechniqueVersion.objects.filter(pk__in=[item.version_id for item in texts]).prefetch_related("steps")
    then = {each.pk: each for each in then}
    return [
        NewText(item.version.family_name, _lines(then[item.version_id], now[key]))
        for item, key in zip(texts, wanted, strict=True)
    ]


def _lines(then, now):
    before, after = _words(then), _words(now)
    lines = []
    for kind, low, high, start, end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [("same", line) for line in before[low:high]]
        else:
            lines += [("gone", line) for line in before[low:high]] + [("new", line) for line in after[start:end]]
    return lines


def _words(version):
    facts = (version.how_often, version.how_slow, version.how_firm, version.gentle_variant, version.good_to_know)
    return [*(step.text for step in version.steps.all()), *(fact for fact in facts if fact)]


@transaction.atomic
def renew(baby, by, now) -> list[str]:
    """Put the newest texts and the unit's limits into the baby's draft. Returns what is different, in words."""
    draft, policy = open_draft(baby, by, now), UnitPolicy.objects.for_unit(baby.unit)
    newer, fewer, gone = [], [], []
    for item in draft.planned.select_related("version__technique", "plan"):
        if item.technique.status == Technique.Status.RETIRED:
            gone.append(item.version.family_name)
            item.delete()
            continue
        version = item.technique.current(item.version.language)
        if version.pk != item.version_id:
            newer.append(version.family_name)
        if item.passes > most_passes(version, policy):
            fewer.append(version.family_name)
        item.version, item.passes = version, min(item.passes, most_passes(version, policy))
        item.save(update_fields=["version", "passes"])
    words = (
        (_("With the newest steps: %(techniques)s."), newer),
        (_("Fewer times, as the unit’s limit says: %(techniques)s."), fewer),
        (_("No longer in the library, so it is left out: %(techniques)s."), gone),
    )
    return [sentence % {"techniques": ", ".join(names)} for sentence, names in words if names]
