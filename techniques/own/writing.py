"""Write a technique of the unit. Every button of the page saves what was typed before it does its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from massage_site.accounts.models import Unit
from techniques.drafts import TechniqueDraft
from techniques.own import problems
from techniques.own.access import technique_in, unit_for_member
from techniques.own.forms import BeginForm
from techniques.own.sheet import Sheet


def begin(request: HttpRequest, unit: int) -> HttpResponse:
    """A name and a place on the body are enough to start."""
    here, now = unit_for_member(request.user, unit, to="write"), timezone.now()
    fresh = TechniqueDraft(unit=here, started_by=request.user, started_at=now, changed_by=request.user, changed_at=now)
    form = BeginForm(request.POST if request.method == "POST" else None, instance=fresh)
    if form.is_valid():
        draft = form.save()
        draft.add_step()
        return redirect("unit-draft", unit=here.pk, draft=draft.pk)
    context = {"unit": here, "current": "unit", "room": "techniques", "form": form}
    return render(request, "units/technique_new.html", context, status=422 if form.errors else 200)


@require_POST
def next_version(request: HttpRequest, unit: int, slug: str) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    technique = technique_in(here, slug, own=True)
    draft = TechniqueDraft.next_of(technique, by=request.user, now=timezone.now())
    return redirect("unit-draft", unit=here.pk, draft=draft.pk)


def draft(request: HttpRequest, unit: int, draft: int) -> HttpResponse:
    """The desk. Saving keeps half-written words too, and says beside each field what is still wrong with it."""
    here = unit_for_member(request.user, unit, to="write")
    if request.method != "POST":
        sheet = Sheet(draft_of(here, draft))
        sheet.show(problems.words_of(sheet.draft))
        return _desk(request, here, sheet)
    sheet, is_kept = _kept(request, here, draft)
    if not is_kept:
        return _desk(request, here, sheet, status=422)
    messages.success(request, _("Saved."))
    return redirect("unit-draft", unit=here.pk, draft=draft)


@require_POST
def add_step(request: HttpRequest, unit: int, draft: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    sheet, is_kept = _kept(request, here, draft)
    if not is_kept:
        return _desk(request, here, sheet, status=422)
    try:
        step = sheet.draft.add_step()
    except ValidationError as error:
        messages.error(request, error.message)
        return _at(here, draft, "steps")
    sheet.draft.changed(by=request.user, now=timezone.now())
    return _at(here, draft, f"step-{step.pk}")


@require_POST
def move_step(request: HttpRequest, unit: int, draft: int, step: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    get_object_or_404(draft_of(here, draft).steps, pk=step)
    sheet, is_kept = _kept(request, here, draft)
    if not is_kept:
        return _desk(request, here, sheet, status=422)
    sheet.draft.move(sheet.draft.steps.get(pk=step), {"up": -1, "down": 1}.get(request.POST.get("to"), 0))
    sheet.draft.changed(by=request.user, now=timezone.now())
    return _at(here, draft, f"step-{step}")


@require_POST
def remove_step(request: HttpRequest, unit: int, draft: int, step: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    get_object_or_404(draft_of(here, draft).steps, pk=step)
    sheet, is_kept = _kept(request, here, draft)
    if not is_kept:
        return _desk(request, here, sheet, status=422)
    sheet.draft.remove(sheet.draft.steps.get(pk=step))
    sheet.draft.changed(by=request.user, now=timezone.now())
    return _at(here, draft, "steps")


@require_POST
def remove_picture(request: HttpRequest, unit: int, draft: int, step: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    get_object_or_404(draft_of(here, draft).steps, pk=step)
    sheet, is_kept = _kept(request, here, draft)
    if not is_kept:
        return _desk(request, here, sheet, status=422)
    sheet.draft.steps.get(pk=step).put_picture(None)
    sheet.draft.changed(by=request.user, now=timezone.now())
    return _at(here, draft, f"step-{step}")


@require_POST
def ask(request: HttpRequest, unit: int, draft: int) -> HttpResponse:
    """Save, and ask for a second person; only what is whole may be asked about."""
    here, now = unit_for_member(request.user, unit, to="write"), timezone.now()
    sheet, is_kept = _kept(request, here, draft)
    if not is_kept:
        return _desk(request, here, sheet, status=422)
    if found := problems.all_of(sheet.draft):
        sheet.show(found)
        return _desk(request, here, sheet, status=422, not_yet=len(found))
    sheet.draft.ask(by=request.user, now=now)
    messages.success(request, _("It waits for a second person now."))
    return redirect("unit-draft-review", unit=here.pk, draft=draft)


@require_POST
def discard(request: HttpRequest, unit: int, draft: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    draft_of(here, draft).discard()
    messages.success(request, _("The draft is gone. What is published stays as it is."))
    return redirect("unit-techniques", unit=here.pk)


def draft_of(unit: Unit, pk: int) -> TechniqueDraft:
    people = ("unit", "technique", "started_by", "changed_by", "asked_by", "reviewed_by", "sent_back_by")
    return get_object_or_404(unit.technique_drafts.select_related(*people), pk=pk)


def _kept(request: HttpRequest, here: Unit, pk: int) -> tuple[Sheet, bool]:
    sheet = Sheet(draft_of(here, pk), request.POST, request.FILES)
    return sheet, sheet.keep(by=request.user, now=timezone.now())


def _at(here: Unit, pk: int, place: str) -> HttpResponse:
    return redirect(f"{reverse('unit-draft', args=[here.pk, pk])}#{place}")


def _desk(request: HttpRequest, here: Unit, sheet: Sheet, status: int = 200, **more: object) -> HttpResponse:
    context = {"unit": here, "current": "unit", "room": "techniques", "sheet": sheet, "draft": sheet.draft}
    return render(request, "units/technique_draft.html", context | more, status=status)
