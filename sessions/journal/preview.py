"""The routine as the family will see it: its block of Today and its steps, to look at and nothing else."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sessions.babies.access import baby_for_member, may
from sessions.massages.course import Course
from sessions.plans.workbench import Workbench

from .blocks import Block


@require_safe
def preview(request, pk):
    """The draft, else the routine in force. No ticket, no key and no form: nothing can be kept from here."""
    baby = baby_for_member(request.user, pk, to="staff")
    bench = Workbench(baby, timezone.now(), with_shelf=False)
    off = {leg.limb.value: leg.restriction.reason for leg in bench.legs.off}
    context = {
        "baby": baby,
        "bench": bench,
        "identity": bench.identity,
        "one": Block(baby, bench.today, False, bench.plan, off),
        "course": Course.of(baby, bench.plan) if bench.items else None,
        "back": "plan" if may(baby, "plan") else "baby",
        "current": "babies",
        "unit": baby.unit,
    }
    return render(request, "journal/preview.html", context)
