"""The grid of a card on paper comes back into the log: typed in as one sheet, taken back as one."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_list_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from massage_site import cookies
from sessions.babies.access import babies_for, baby_for_member, may
from sessions.babies.models import Baby

from .models import KeyTaken, Massage
from .paper_sheet import PaperSheet

UNDO_FOR = timedelta(hours=1)  # the wrong card is noticed late


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request, pk):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    if request.method == "POST":
        return _keep(request, baby, now)
    return _page(request, _sheet(request, baby, now), born=_born(request.user, baby, now))


@require_POST
def rows(request, pk):
    """The same page with what was typed, and with one more row or the days before. Nothing is kept."""
    now = timezone.now()
    sheet = _sheet(request, baby_for_member(request.user, pk, to="log", now=now), now)
    sheet.add(request.POST.get("add", ""))
    return _page(request, sheet)


@require_safe
def kept(request, pk, batch):
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    found = get_list_or_404(Massage.objects.filter(baby=baby, batch=batch, author=request.user).newest_first())
    standing = [row for row in found if not row.is_error]
    undo = bool(standing) and now - found[0].received_at < UNDO_FOR
    context = {"baby": baby, "batch": batch, "massages": standing, "undo": undo, "current": "log"}
    return render(request, "massages/paper_kept.html", context)


@require_POST
def undo(request, pk, batch):
    """Take the whole sheet back. Only who typed it may, and only for a while."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="log", now=now)
    found = Massage.objects.filter(baby=baby, batch=batch, author=request.user)
    newest = get_list_or_404(found.order_by("-received_at"))[0]
    if now - newest.received_at > UNDO_FOR:
        messages.info(request, _("This is saved for good. You can still correct each massage in the log."))
        return redirect("massage-paper-kept", pk, batch)
    count = found.enter_in_error(by=request.user, now=now, reason=_("The sheet was taken back"))
    words = ngettext("Undone. %(count)s massage does not count.", "Undone. %(count)s massages do not count.", count)
    messages.success(request, words % {"count": count})
    return redirect("log", pk)


@transaction.atomic
def _keep(request, baby, now):
    Baby.objects.select_for_update().get(pk=baby.pk)  # two people with one card: the second is asked
    sheet = _sheet(request, baby, now)
    if sheet.is_too_much:
        sentence = _("Nothing is saved yet: these are too many lines for one page. Empty or save some of them first.")
        return _page(request, sheet, sentence=sentence, status=422)
    if not sheet.is_valid():
        return _page(request, sheet, status=422)
    if not sheet.kept:
        return _nothing(request, sheet)
    try:
        sheet.keep()
    except KeyTaken:
        sheet.renew()
        sentence = _("This page was saved before. Look at it once more, then save it too.")
        return _page(request, sheet, sentence=sentence, status=409)
    return redirect("massage-paper-kept", baby.pk, sheet.key)


def _nothing(request, sheet):
    if any(row.is_filled for row in sheet.rows):
        messages.success(request, _("All of it was written down already. Nothing is added."))
        return redirect("log", sheet.baby.pk)
    return _page(request, sheet, sentence=_("Tap “Done” or a face for at least one day."), status=422)


def _sheet(request, baby, now):
    data = request.POST if request.method == "POST" else None
    return PaperSheet(baby, request.user, now, data, cookies.kept(request, "zone"))


def _born(user, baby, now):
    """The babies of this birth for whom this person may write; nothing for a single baby."""
    if baby.birth_id is None:
        return []
    return [
        each for each in babies_for(user, now).filter(birth=baby.birth_id).order_by("birth_order") if may(each, "log")
    ]


def _page(request, sheet, *, sentence="", born=(), status=200):
    context = {"baby": sheet.baby, "sheet": sheet, "sentence": sentence, "born": born, "current": "log"}
    return render(request, "massages/paper.html", context, status=status)
