"""What happened to the routine while a device knew nothing of it."""

from django.db.models import OuterRef, Q, Subquery

from sessions.plans.holds import PlanHold


def with_meanwhile(massages):
    """Bring the plan, and mark each massage with `held_at`, if the routine was on hold when it began. No query more."""
    then = OuterRef("started_at")
    holds = PlanHold.objects.filter(baby=OuterRef("baby"), held_at__lte=then)
    at_work = holds.filter(Q(ended_at=None) | Q(ended_at__gt=then))
    return massages.select_related("plan").annotate(held_at=Subquery(at_work.values("held_at")[:1]))
