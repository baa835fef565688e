"""Older versions of a routine, and why they changed. The family reads them too."""

from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sessions.babies.access import baby_for_member, may
from sessions.babies.identity import Identity

from .difference import difference
from .holds import PlanHold
from .reasons import kept
from .words import shown

LAYOUTS = {True: "base_staff.html", False: "base_family.html"}


@require_safe
def versions(request, pk):
    """Every version that was ever in force, newest first."""
    baby = baby_for_member(request.user, pk)
    counted = Count("massages", filter=Q(massages__error_at=None))
    holds = Prefetch("holds", PlanHold.objects.select_related("held_by", "ended_by"))
    plans = baby.plans.assigned().select_related("assigned_by").annotate(times=counted).prefetch_related(holds)
    return render(request, "plans/versions.html", _for(request, baby) | {"plans": plans})


@require_safe
def version(request, pk, number):
    """One version as it was, and what changed from the one before."""
    baby = baby_for_member(request.user, pk)
    had = baby.plans.assigned().filter(number__lte=number).select_related("assigned_by", "visit")
    had = had.with_rules().with_hold().with_techniques()
    plan, before = [*had[:2], None, None][:2]
    if plan is None or plan.number != number:
        raise Http404
    context = _for(request, baby) | {"plan": plan, "changes": difference(before, plan), "before": before}
    card = request.GET.get("card", "")  # the version on the paper that was scanned
    context["card_of"] = card if card.isdecimal() and int(card) < number else ""
    context["routine"] = shown(plan, baby.place, baby.limbs_off())
    if context["is_staff"]:
        context |= {"reasons": kept(plan), "visit": plan.visit}
    else:
        mine = baby.demonstrations.current().filter(person=request.user).select_related("by")
        mine = {row.version_id: row for row in mine}
        for each in context["routine"]:
            each.item.mine = mine.get(each.item.version_id)
    return render(request, "plans/version.html", context)


def _for(request, baby):
    """Families get the family's layout; the strip and the reasons are for staff."""
    staff = may(baby, "staff")
    identity = Identity.of(baby, timezone.now()) if staff else None
    return {
        "baby": baby,
        "layout": LAYOUTS[staff],
        "is_staff": staff,
        "may_plan": may(baby, "plan"),
        "identity": identity,
        "current": "babies" if staff else "today",
        "unit": baby.unit,
    }
