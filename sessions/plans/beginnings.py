"""Where a draft may begin: a template of the unit, or the routine of the twin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sessions.babies.access import baby_for_member, planned_units_of
from techniques.models import Technique

from .filling import fill
from .models import Plan
from .offers import offers
from .template_forms import TemplateForm
from .templates import PlanTemplate


@require_safe
def templates(request):
    """The templates of the units where this person works."""
    return _page(request)


def _page(request, naming=None, status=200):
    """naming: the form of a name that came back with an error."""
    units = list(request.user.works_in())
    if not units:
        raise PermissionDenied
    versions = {each: each.current() for each in Technique.objects.listed().of(*units).with_current()}
    found = offers(PlanTemplate.objects.filter(unit__in=units), versions)
    in_use = [offer for offer in found if offer.template.retired_at is None]
    context = {
        "in_use": [(offer, _naming(offer.template, naming)) for offer in in_use],
        "retired": [offer for offer in found if offer.template.retired_at],
        "may_plan": planned_units_of(request.user).exists(),
        "current": "templates",
        "unit": units[0],
    }
    return render(request, "plans/templates.html", context, status=status)


def _naming(template, sent=None, data=None):
    """The form for its name, or the one that was sent for it."""
    if sent and sent.instance == template:
        return sent
    return TemplateForm(data, instance=template, auto_id=f"template-{template.pk}-%s")


@require_POST
def use(request, pk, template):
    baby, now = baby_for_member(request.user, pk, to="plan"), timezone.now()
    template = get_object_or_404(baby.unit.plan_templates.in_use(), pk=template)
    draft, settings = Plan.draft_for(baby, request.user, now), _settings(template)
    words = fill(draft, template.planned.select_related("technique"), **settings)
    messages.success(request, _("“%(template)s” is in the draft.") % {"template": template.name})
    _say(request, words)
    return redirect("plan", pk=baby.pk)


@require_POST
def rename(request, template):
    template = _template_of(request, template)
    old, form = template.name, _naming(template, data=request.POST)
    if not form.is_valid():
        return _page(request, naming=form, status=422)
    template.rename(form.cleaned_data["name"])
    messages.success(request, _("“%(old)s” is called “%(template)s” now.") % {"old": old, "template": template})
    return redirect("templates")


@require_POST
def retire(request, template):
    template = _template_of(request, template)
    template.retire(by=request.user, now=timezone.now())
    messages.success(request, _("“%(template)s” is retired. Routines made from it stay.") % {"template": template})
    return redirect("templates")


@require_POST
def bring_back(request, template):
    template = _template_of(request, template)
    if template.unit.plan_templates.in_use().filter(name__iexact=template.name).exclude(pk=template.pk).exists():
        messages.error(request, _("Another template has this name now. Retire that one first."))
    else:
        template.bring_back()
        messages.success(request, _("“%(template)s” is in use again.") % {"template": template})
    return redirect("templates")


def _template_of(request, pk):
    """Not your unit's is 404; your unit's, but you build no routines, is 403."""
    template = get_object_or_404(PlanTemplate.objects.filter(unit__in=request.user.works_in()), pk=pk)
    if not planned_units_of(request.user).filter(pk=template.unit_id).exists():
        raise PermissionDenied
    return template


def _settings(source):
    return {"timing": source.timing, "times_a_day": source.times_a_day}


def _say(request, words):
    """What is different for this baby stays on the page until the next one."""
    if words:
        messages.warning(request, " ".join(words))
