"""Return demonstration: per person of the family and technique, one tap on how far it went."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sessions.babies.access import baby_for_member, may
from sessions.babies.identity import Identity

from .demonstrations import ReturnDemonstration
from .planned import PlannedTechnique
from .showing_forms import LANGUAGE, ShowingForm


@dataclass(frozen=True)
class Line:
    """One technique for one person: what stands, and whether it opens only after it was shown."""

    item: PlannedTechnique
    stands: ReturnDemonstration | None


@dataclass(frozen=True)
class Person:
    user: object
    relation: str
    language: str
    interpreter: bool
    lines: list[Line]


@require_http_methods(["GET", "HEAD", "POST"])
def demonstrations(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="plan" if request.method == "POST" else "staff", now=now)
    plan = baby.plans.in_force().with_rules().first()
    if plan is None:
        raise Http404
    items = list(plan.planned.select_related("version__technique"))
    team = list(baby.care_team.at(now).select_related("user").order_by("joined_at"))
    form = _form(request, plan, items, team)
    if form and form.is_valid():
        row = form.keep(baby, by=request.user, now=now)
        messages.success(request, str(row))
        return redirect(f"{reverse('demonstrations', args=[baby.pk])}#person-{row.person_id}")
    context = {
        "baby": baby, "unit": baby.unit, "identity": Identity.of(baby, now), "plan": plan,
        "may_plan": may(baby, "plan"),
        "people": _people(baby, items, team), "levels": ReturnDemonstration.Level.choices, "longest": LANGUAGE,
    }  # fmt: skip
    context |= {"errors": [each[0] for each in form.errors.values()] if form else [], "current": "babies"}
    return render(request, "plans/demonstrations.html", context, status=422 if form else 200)


def _form(request, plan, items, team):
    if request.method != "POST":
        return None
    if not plan.asks_first:
        raise PermissionDenied
    versions = {item.version_id: item.version for item in items}
    return ShowingForm(request.POST, team={row.user_id: row.user for row in team}, versions=versions)


def _people(baby, items, team):
    """Who is here now, with what stands for each technique; language and interpreter as the last time."""
    rows = list(baby.demonstrations.current().select_related("by").newest_first())
    stands = {(row.person_id, row.version_id): row for row in rows}
    last = {row.person_id: row for row in reversed(rows)}
    people = []
    for member in team:
        lines = [Line(item, stands.get((member.user_id, item.version_id))) for item in items]
        before = last.get(member.user_id)
        words = (before.language, before.interpreter) if before else ("", False)
        people.append(Person(member.user, member.relation or member.get_role_display(), *words, lines))
    return people
