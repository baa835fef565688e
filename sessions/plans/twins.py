"""Copy a routine into the twin's draft, where the twin's own legs, precautions and age are looked at again."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sessions.babies.access import PLANNERS, baby_for_member, sibling_for_member, ward_babies_for
from sessions.babies.models import Baby

from .filling import fill
from .models import Plan
from .words import shown
from .workbench import Workbench


@dataclass(frozen=True)
class Sibling:
    baby: Baby
    draft: Plan | None  # it would be replaced


@require_safe
def siblings(request, pk):
    """Whose draft the routine may go to, and what it would take the place of."""
    baby = baby_for_member(request.user, pk, to="plan")
    bench = Workbench(baby, timezone.now(), with_shelf=False)
    context = {
        "baby": baby,
        "bench": bench,
        "identity": bench.identity,
        "routine": shown(bench.plan, baby.place, bench.legs.off_limbs),
        "siblings": _siblings(request.user, baby),
        "current": "babies",
        "unit": baby.unit,
    }
    return render(request, "plans/twins.html", context)


@require_POST
def copy(request, pk, twin):
    baby, now = baby_for_member(request.user, pk, to="plan"), timezone.now()
    twin = sibling_for_member(request.user, baby, twin, to="plan")
    source = Workbench(baby, now, with_shelf=False)
    if not source.items:
        messages.error(request, _("There is nothing to copy yet."))
        return redirect("plan", pk=baby.pk)
    draft, plan = Plan.draft_for(twin, request.user, now), source.plan
    words = fill(draft, source.items, timing=plan.timing, times_a_day=plan.times_a_day)
    names = {"name": twin.first_name, "twin": baby.first_name}
    messages.success(request, _("Copied from %(twin)s. You are with %(name)s now.") % names)
    words += _to_look_at(Workbench(twin, now, with_shelf=False), oil=plan.oil)
    if words:
        messages.warning(request, " ".join(words))  # stays until the next page
    return redirect("plan", pk=twin.pk)


def _siblings(user, baby):
    same = ward_babies_for(user).filter(staff_role__in=PLANNERS, birth=baby.birth_id, birth__isnull=False)
    found = list(same.exclude(pk=baby.pk).order_by("birth_order"))
    drafts = Plan.objects.filter(baby__in=found, status=Plan.Status.DRAFT).select_related("started_by")
    by_baby = {draft.baby_id: draft for draft in drafts}
    return [Sibling(each, by_baby.get(each.pk)) for each in found]


def _to_look_at(bench, oil):
    """What holds for this twin and asks for a therapist's words before it is assigned."""
    words, name = [], bench.baby.first_name
    for matter in bench.matters:
        facts = {"name": name, "matter": matter.title.rstrip("."), "techniques": ", ".join(matter.about)}
        if matter.about:
            words.append(_("%(matter)s: for %(name)s this concerns %(techniques)s.") % facts)
        else:
            words.append(_("%(matter)s: for %(name)s the app asks why.") % facts)
    if oil:
        words.append(_("The oil is not copied. Test it on %(name)s first.") % {"name": name})
    return words
