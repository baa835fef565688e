"""What a family may ask of a record, on one page: who opened it, all of it to take away, to leave, to erase it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sessions.babies.access import baby_for_member, may
from sessions.babies.models import Baby, CareTeamMember
from sessions.babies.windows import Window

from .download import archive
from .erasures import GOES, MUST_KEEP, STAYS, Erasure


@require_safe
@never_cache
def my_record(request, pk):
    baby = baby_for_member(request.user, pk, to="leave")
    context = {
        "baby": baby,
        "born": list(_born(baby).order_by("birth_order")),
        "may_see": may(baby, "openings"),
        "may_export": may(baby, "export"),
        "may_ask": may(baby, "ask-erasure"),
        "may_say_who_sees": may(baby, "window"),
        "may_stop": may(baby, "end"),
        "may_begin_again": baby.endings.lasting().filter(by_family=True).exists(),
        "wish": Erasure.objects.waiting().filter(baby=baby.pk).select_related("asked_by").first(),
        "goes": GOES,
        "stays": STAYS,
        "must_keep": MUST_KEEP,
        "current": "log",
    }
    return render(request, "rights/my_record.html", context)


@require_POST
@never_cache
def download(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="export", now=now)
    answer = HttpResponse(archive(baby, request.user, now), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="handhug-record.zip"'  # no name on a shared device
    return answer


@require_POST
def leave(request, pk):
    """One's own place, for every baby of this birth. What was written stays."""
    baby = baby_for_member(request.user, pk, to="leave")
    CareTeamMember.objects.filter(baby__in=_born(baby), user=request.user).end(by=request.user, now=timezone.now())
    messages.success(request, _("You have left. What you wrote stays with the record."))
    return redirect("today")


@require_POST
def ask(request, pk):
    baby, now = baby_for_member(request.user, pk, to="ask-erasure"), timezone.now()
    Erasure.ask(baby, by=request.user, now=now)
    if baby.is_away:  # nobody could decide about what nobody sees
        Window.put(baby, baby.unit, why=Window.Why.FAMILY, by=request.user, now=now)
    messages.success(request, _("Your unit lead will read your wish and talk with you."))
    return redirect("my-record", pk=baby.pk)


@require_POST
def withdraw(request, pk):
    """Either parent may: nothing is erased while one of them says no."""
    baby = baby_for_member(request.user, pk, to="ask-erasure")
    for wish in Erasure.objects.waiting().filter(baby=baby.pk):
        wish.withdraw(timezone.now())
    messages.success(request, _("The wish is taken back. Nothing was erased."))
    return redirect("my-record", pk=baby.pk)


def _born(baby):
    return Baby.objects.filter(birth=baby.birth_id) if baby.birth_id else Baby.objects.filter(pk=baby.pk)
