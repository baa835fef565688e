"""Open one massage, and put it right: correct it, undo it, enter it in error, move it to the other twin."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sessions.babies.access import babies_for, baby_for_member, may, sibling_for_member
from sessions.babies.identity import Identity
from sessions.plans.holds import PlanHold

from .aside import SetAside
from .correcting_forms import CorrectionForm, ReasonForm
from .facts import Facts
from .models import Massage

UNDO_FOR = timedelta(minutes=2)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def massage(request, pk, key):
    now = timezone.now()
    baby, row = _open(request.user, pk, key, "see", now)
    mine = may(baby, "correct") and not row.is_error
    facts = Facts(row, baby)
    context = _context(baby, row) | {
        "me": request.user.pk,
        "identity": Identity.of(baby, now) if may(baby, "staff") else None,
        "facts": facts,
        "corrections": facts.corrections(),
        "answers": facts.answers(),
        "replies": list(row.replies.select_related("by")),
        "may_answer": may(baby, "answer"),
        "may_correct": mine,
        "twins": _twins(request.user, baby, now) if mine else [],
    }
    return render(request, "massages/massage.html", context)


@get_or_post
def correct(request, pk, key):
    now = timezone.now()
    baby, row = _open(request.user, pk, key, "correct", now)
    if row.is_error:
        return redirect("massage", pk, key)
    form = CorrectionForm(request.POST or None, massage=row, now=now)
    if form.is_valid():
        changed = form.save(by=request.user)
        words = _("Saved. What it said before is kept too.") if changed else _("Nothing was changed.")
        messages.success(request, words)
        return redirect("massage", pk, key)
    status = 422 if request.method == "POST" else 200
    return render(request, "massages/correct.html", _context(baby, row) | {"form": form}, status=status)


@require_POST
def undo(request, pk, key):
    """Take back what was saved a moment ago. Only the person who wrote it may, and only at once."""
    now = timezone.now()
    _baby, row = _open(request.user, pk, key, "log", now)
    if row.author_id != request.user.pk:
        raise PermissionDenied
    if now - row.received_at > UNDO_FOR:
        messages.info(request, _("This is saved for good. You can still correct it here."))
        return redirect("massage", pk, key)
    if not row.is_error:
        row.enter_in_error(by=request.user, now=now, reason=_("Undone at once"))
    messages.success(request, _("Undone. It does not count."))
    left = Massage.objects.saved_with(row, babies_for(request.user, now)).first()  # of a twin, from the same sheet
    return redirect("massage-saved", left.baby_id, left.key) if left else redirect("today")


@require_POST
def throw_away(request, pk, key):
    """What came from a lent tablet and was never taken: by whoever finds it on Today, also when the log is still."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, now=now)
    get_object_or_404(SetAside.objects.of(request.user, [baby], now), key=key).delete()
    messages.success(request, _("Thrown away. It was never in the log."))
    return redirect("today")


@get_or_post
def error(request, pk, key):
    now = timezone.now()
    baby, row = _open(request.user, pk, key, "correct", now)
    if row.is_error:
        return redirect("massage", pk, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row.enter_in_error(by=request.user, now=now, reason=form.cleaned_data["reason"])
        messages.success(request, _("Taken out. It stays in the log, struck through."))
        return redirect("log", pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "massages/error.html", _context(baby, row) | {"form": form}, status=status)


@get_or_post
def move(request, pk, key):
    now = timezone.now()
    baby, row = _open(request.user, pk, key, "correct", now)
    twins = _twins(request.user, baby, now)
    if not twins or row.is_error:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    chosen = {str(twin.pk): twin for twin in twins}.get(request.POST.get("to"))
    if chosen and form.is_valid():
        twin = sibling_for_member(request.user, baby, chosen.pk, to="correct", now=now)
        row.move_to(twin, by=request.user, now=now, reason=form.cleaned_data["reason"])
        messages.success(request, _("Moved to %(name)s’s log.") % {"name": twin.first_name})
        return redirect("massage", twin.pk, key)
    context = _context(baby, row) | {"form": form, "twins": twins, "choose": request.method == "POST" and not chosen}
    return render(request, "massages/move.html", context, status=422 if request.method == "POST" else 200)


def _open(user, pk, key, to, now):
    baby = baby_for_member(user, pk, to=to, now=now)
    lasting = Q(ended_at=None) | Q(ended_at__gt=OuterRef("started_at"))
    holds = PlanHold.objects.filter(lasting, baby=OuterRef("baby"), held_at__lte=OuterRef("started_at"))
    rows = Massage.objects.with_all().select_related("author", "error_by", "plan__assigned_by")
    rows = rows.annotate(during_hold=Exists(holds))
    row = get_object_or_404(rows, baby=baby, key=key)
    row.baby = baby
    return baby, row


def _twins(user, baby, now):
    """The other babies of this birth whose log this person may correct too."""
    if baby.birth_id is None:
        return []
    together = babies_for(user, now).filter(birth=baby.birth_id).exclude(pk=baby.pk).order_by("birth_order")
    return [twin for twin in together if may(twin, "correct")]


def _context(baby, row):
    reader = "family" if baby.family_role else "staff"
    return {
        "base": f"base_{reader}.html",
        "reader": reader,
        "current": "log" if reader == "family" else "babies",
        "unit": baby.unit.name,
        "unit_phone": baby.unit.phone,
        "baby": baby,
        "massage": row,
    }
