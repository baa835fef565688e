"""The builder as a page: the workbench, with what the family wrote down beside each technique."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sessions.babies.access import baby_for_member
from sessions.babies.forms import REASONS
from sessions.plans.draft import keep_settings, open_draft
from sessions.plans.forms import SettingsForm
from sessions.plans.models import Plan
from sessions.plans.template_forms import KeepForm
from sessions.plans.templates import PlanTemplate
from sessions.plans.workbench import Workbench

from .insights import Showed, last_done
from .looking_back import gather

ENOUGH = 3  # massages asked about signs, before a count says anything


@require_safe
def plan(request, pk):
    """The draft, or the routine in force as the start of one. Looking changes nothing."""
    baby = baby_for_member(request.user, pk, to="plan")
    return _page(request, Workbench(baby, timezone.now()))


@require_POST
def settings(request, pk):
    baby, now = baby_for_member(request.user, pk, to="plan"), timezone.now()
    draft = open_draft(baby, request.user, now)
    form = SettingsForm(request.POST, instance=draft, bench=Workbench(baby, now, with_shelf=False))
    if form.is_valid():
        try:
            keep_settings(draft, form)
        except ValidationError as error:
            messages.error(request, error.message)
        return redirect("plan", pk=baby.pk)
    status = 200 if request.htmx else 422  # htmx drops a 422
    return _page(request, Workbench(baby, now), settings=form, status=status)


@require_POST
def keep(request, pk):
    """Keep the routine that stands in the builder as a template of the unit."""
    baby, now = baby_for_member(request.user, pk, to="plan"), timezone.now()
    bench = Workbench(baby, now)
    if not bench.items:
        messages.error(request, _("Add a technique first."))
        return redirect("plan", pk=baby.pk)
    template = PlanTemplate(unit=baby.unit, place=baby.place, kept_by=request.user, kept_at=now)
    form = _keeping(bench, request.POST, template)
    if not form.is_valid():
        return _page(request, bench, keeping=form, status=422)
    older = form.gives_way()
    form.instance.keep(bench.plan, bench.items, off=bench.legs.off_limbs, instead_of=older)
    messages.success(request, _("Kept as “%(template)s”. The unit can start from it now.") % {"template": template})
    if older:
        messages.success(
            request, _("The older “%(template)s” is retired. It stays under Templates.") % {"template": older}
        )
    return redirect("plan", pk=baby.pk)


def _keeping(bench, data=None, template=None):
    template = template or PlanTemplate(unit=bench.baby.unit)
    return KeepForm(data, instance=template, templates=[offer.template for offer in bench.offers])


def cue_counts(baby, today) -> dict[str, tuple[int, int]]:
    """Return {slug: (massages with a sign during it, of those asked)}, where there is a sign and enough to count."""
    rows, techniques = gather(baby, today)
    massages = last_done(rows)
    found = [Showed.of(massages, slug) for slug in techniques]
    return {each.technique: (each.with_sign, each.asked) for each in found if each.with_sign and each.asked >= ENOUGH}


def _page(request, bench, settings=None, keeping=None, status=200):
    """settings, keeping: the form, or the name of a template, that came back with an error."""
    baby = bench.baby
    if bench.items:
        bench.cues = cue_counts(baby, bench.today)
    touched = next((row for row in bench.rows if row.item.technique.slug == request.GET.get("row")), None)
    context = {
        "baby": baby,
        "bench": bench,
        "identity": bench.identity,
        "unit": baby.unit,
        "settings": settings or SettingsForm(instance=bench.plan or Plan(baby=baby), bench=bench),
        "keeping": keeping or _keeping(bench),
        "limb_reasons": REASONS,
        "touched": touched,
        "did": request.GET.get("did", ""),
    }
    return render(request, "plans/builder.html", context, status=status)
