"""Follow the routine, and keep what happened."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from massage_site import cookies
from massage_site.offline import gone, stays
from sessions.babies.access import babies_for, baby_for_member
from sessions.policies.models import UnitPolicy

from . import tickets
from .answers import kept, refused, signed_in_or_401
from .course import Course, plan_to_follow
from .facts import too_soon
from .followed import MassageForm
from .forms import AfterwardsForm, MoreForm
from .meanwhile import with_meanwhile
from .models import KeyTaken, Massage
from .resting import family_day, family_zone, rests_today
from .sheet import Sheet, legs_left_alone
from .starts import Start

UNDO_FOR = timedelta(minutes=2)
TAKEN = [_("This page has saved something else before. Look at it once more, then save it too.")]


@require_safe
def follow(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="follow", now=now)
    return _open(request, baby, now)


@require_safe
def with_staff(request, pk):
    """The whole routine, also what waits to be shown: a therapist stands beside it. No device keeps this page."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="follow", now=now)
    return _open(request, baby, now, with_staff=True)


def _open(request, baby, now, *, with_staff=False):
    plan = plan_to_follow(baby, request.user)
    if plan is None:
        return gone(render(request, "massages/no_routine.html", {"baby": baby}))
    if plan.held_at:  # it takes the place of an older copy on the device
        days = UnitPolicy.objects.for_unit(baby.unit).copy_days
        return stays(render(request, "massages/held.html", {"baby": baby, "plan": plan}), request.user, days=days)
    zone = family_zone([baby], cookies.kept(request, "zone"))
    day = family_day(zone, now)
    if rests_today([baby.pk], day, {baby.pk: plan.times_a_day})[baby.pk]:
        unsaid = Massage.objects.counted().on(day).unsaid_by(request.user).filter(baby=baby).newest_first().first()
        return render(request, "massages/rests.html", {"baby": baby, "unsaid": unsaid})
    others = Start.objects.open_for(baby, request.user, now)
    context = _page(baby, plan, request.user, now, with_staff) | {"zone": zone, "others": others}
    course = context["course"]
    page = "follow" if course.turns else "with_staff_first" if course.closed else "legs_rest"
    page = render(request, f"massages/{page}.html", context)
    days = context["sheet"].policy.copy_days
    return page if with_staff else stays(page, request.user, version=plan.number, days=days)


@signed_in_or_401
@require_POST
def starts(request, pk):
    """A device says that the steps have begun. Without a connection nothing is said, and nothing is lost."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="follow", now=now)
    Start.begin(baby, request.user, now)
    return HttpResponse(status=204)


@signed_in_or_401
@require_POST
def record(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    form = MassageForm(request.POST, baby=baby, author=request.user, now=now)
    if form.is_valid():
        try:
            return kept(request, *Massage.record(baby=baby, author=request.user, now=now, **form.facts()))
        except KeyTaken:
            return _come_back(request, form, uuid.uuid4(), TAKEN, status=409)
    return _come_back(request, form, form.data.get("key"), form.in_words(), status=422)


@signed_in_or_401
@require_http_methods(["GET", "HEAD", "POST"])
def after(request, pk, key):
    """How the baby was: said a little after the massage itself was kept, by the person who wrote it."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    massage = get_object_or_404(Massage, baby=baby, key=key)
    if massage.author_id != request.user.pk:
        raise PermissionDenied
    form = MoreForm(request.POST if request.method == "POST" else None, baby=baby, author=request.user, now=now)
    if form.is_valid():
        massage.say_more(**form.facts())
        return kept(request, massage, created=False)
    data = form.data if form.is_bound else None
    sentences = form.in_words() if form.is_bound else []
    context = {
        "baby": baby,
        "massage": massage,
        "sheet": Sheet.of(baby, request.user, now, data),
        "sentences": sentences,
    }
    if form.is_bound:
        return refused(request, "massages/after.html", context, sentences=sentences, status=422)
    return render(request, "massages/after.html", context)


@signed_in_or_401
def afterwards(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    form = AfterwardsForm(request.POST if request.method == "POST" else None, baby=baby, author=request.user, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            return kept(request, *Massage.record(baby=baby, author=request.user, now=now, **form.facts()))
        except KeyTaken:
            return _sheet_again(request, form, TAKEN, status=409)
    if request.method == "POST":
        return _sheet_again(request, form, form.in_words(), status=422)
    context = _sheet_page(request, form)
    days = context["sheet"].policy.copy_days
    return stays(render(request, "massages/afterwards.html", context), request.user, days=days)


@require_safe
def saved(request, pk, key):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    massage = get_object_or_404(with_meanwhile(Massage.objects), baby=baby, key=key)
    if massage.is_error:
        return redirect("today")
    undo = massage.author_id == request.user.pk and now - massage.received_at < UNDO_FOR
    ended = massage.ended_at.astimezone(ZoneInfo(massage.time_zone)).strftime("%H:%M")
    context = {"baby": baby, "massage": massage, "undo": undo, "ended": ended, "too_soon": too_soon(massage)}
    together = list(Massage.objects.saved_with(massage, babies_for(request.user, now))) or [massage]
    names = get_text_list([each.baby.first_name for each in together], _("and"))
    return render(request, "massages/saved.html", context | {"all_saved": together, "names": names})


def _page(baby, plan, user, now, with_staff):
    course = Course.of(baby, plan, with_staff=with_staff)
    return {
        "baby": baby,
        "plan": plan,
        "course": course,
        "with_staff": with_staff,
        "left_alone": legs_left_alone(course),
        "sheet": Sheet.of(baby, user, now),
        "key": uuid.uuid4(),
        "ticket": tickets.issue(user, baby, plan, now),
        "now": now,
    }


def _come_back(request, form, key, sentences, *, status):
    """The last page again with all that was typed. A taken key is replaced: the person may save this one too."""
    context = {
        "baby": form.baby,
        "sheet": Sheet.of(form.baby, request.user, form.now, form.data),
        "carried": form.carried(key),
        "sentences": sentences,
    }
    return refused(request, "massages/refused.html", context, sentences=sentences, status=status)


def _sheet_page(request, form, sentences=()):
    baby, plan = form.baby, form.baby.plans.in_force().first()
    return {
        "baby": baby,
        "plan": plan,
        "ticket": tickets.issue(request.user, baby, plan, form.now),
        "sheet": Sheet.of(baby, request.user, form.now, form.data if form.is_bound else None),
        "opened_at": form.now,
        "key": uuid.uuid4(),
        "sentences": sentences,
    }


def _sheet_again(request, form, sentences, *, status):
    context = _sheet_page(request, form, sentences)
    return refused(request, "massages/afterwards.html", context, sentences=sentences, status=status)
