"""The builder as a page: the workbench, with what the family wrote down beside each technique."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from sessions.babies.access import baby_for_member
from sessions.plans.builder import show
from sessions.plans.workbench import Workbench

from .insights import Showed, last_done
from .looking_back import gather

ENOUGH = 3  # massages asked about signs, before a count says anything (design 3)


@require_safe
def plan(request, pk):
    """The draft, or the routine in force as the start of one. Looking changes nothing."""
    baby = baby_for_member(request.user, pk, to="plan")
    bench = Workbench(baby, timezone.now())
    if bench.items:
        bench.cues = cue_counts(baby, bench.today)
    return show(request, bench)


def cue_counts(baby, today) -> dict[str, tuple[int, int]]:
    """Return {slug: (massages with a sign during it, of those asked)}, where there is a sign and enough to count."""
    rows, techniques = gather(baby, today)
    massages = last_done(rows)
    found = [Showed.of(massages, slug) for slug in techniques]
    return {each.technique: (each.with_sign, each.asked) for each in found if each.with_sign and each.asked >= ENOUGH}
