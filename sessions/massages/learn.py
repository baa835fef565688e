"""Learn first: the whole routine with its pictures. No clock, nothing is written down."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from massage_site import cookies
from massage_site.offline import gone, stays
from sessions.babies.access import baby_for_member
from sessions.policies.models import UnitPolicy

from .course import Course, plan_to_follow
from .resting import family_day, family_zone, rests_today
from .sheet import legs_left_alone


@require_safe
def learn(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="follow", now=now)
    plan = plan_to_follow(baby, request.user)
    if plan is None:
        return gone(render(request, "massages/no_routine.html", {"baby": baby}))
    course = Course.of(baby, plan, with_staff=True)  # to look at is not to do
    if not course.turns:
        return render(request, "massages/legs_rest.html", {"baby": baby})
    day = family_day(family_zone([baby], cookies.kept(request, "zone")), now)
    context = {
        "baby": baby,
        "plan": plan,
        "course": course,
        "left_alone": legs_left_alone(course),
        "rests": rests_today([baby.pk], day)[baby.pk],
        "is_held": plan.held_at is not None,
    }
    days = UnitPolicy.objects.for_unit(baby.unit).copy_days
    return stays(render(request, "massages/learn.html", context), request.user, version=plan.number, days=days)
