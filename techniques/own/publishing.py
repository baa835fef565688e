"""Read a draft as the second person, then publish it, retire it, bring it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from massage_site.accounts.models import Unit
from techniques.decisions import TechniqueDecision
from techniques.drafts import TechniqueDraft
from techniques.library import TechniquePage
from techniques.models import Place, Side
from techniques.own.access import rights_in, technique_in, unit_for_member
from techniques.own.forms import ReviewForm
from techniques.own.writing import draft_of


@require_safe
def draft(request: HttpRequest, unit: int, draft: int) -> HttpResponse:
    """The whole draft to read, with what the reader may do with it."""
    here = unit_for_member(request.user, unit, to="write")
    found = draft_of(here, draft)
    return _whole(request, here, found, ReviewForm(digest=found.digest))


@require_POST
def review(request: HttpRequest, unit: int, draft: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    found = draft_of(here, draft)
    form = ReviewForm(request.POST, digest=found.digest)
    if not form.is_valid():
        return _whole(request, here, found, form)
    try:
        found.review(by=request.user, now=timezone.now(), words=form.cleaned_data["words"])
        messages.success(
            request, _("You have read “%(name)s”. The unit lead can publish it.") % {"name": found.family_name}
        )
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("unit-techniques", unit=here.pk)


@require_POST
def send_back(request: HttpRequest, unit: int, draft: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    found = draft_of(here, draft)
    form = ReviewForm(request.POST, digest=found.digest, back=True)
    if not form.is_valid():
        return _whole(request, here, found, form)
    try:
        found.send_back(by=request.user, now=timezone.now(), words=form.cleaned_data["words"])
        messages.success(request, _("“%(name)s” is back with its author.") % {"name": found.family_name})
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("unit-techniques", unit=here.pk)


@require_POST
def publish(request: HttpRequest, unit: int, draft: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="publish")
    found = draft_of(here, draft)
    if request.POST.get("seen") != found.digest:
        messages.error(request, _("The text changed while you were reading. Please read it again."))
        return redirect("unit-draft-review", unit=here.pk, draft=found.pk)
    try:
        technique = TechniqueDecision.publish(found, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("unit-draft-review", unit=here.pk, draft=found.pk)
    messages.success(request, _("“%(name)s” is in your library now.") % {"name": found.family_name})
    return redirect(technique)


@require_POST
def retire(request: HttpRequest, unit: int, slug: str) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="publish")
    TechniqueDecision.retire(technique_in(here, slug, own=True), by=request.user, now=timezone.now())
    messages.success(request, _("It is retired. Routines that have it keep it; nobody can add it."))
    return redirect("unit-techniques", unit=here.pk)


@require_POST
def bring_back(request: HttpRequest, unit: int, slug: str) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="publish")
    TechniqueDecision.bring_back(technique_in(here, slug, own=True), by=request.user, now=timezone.now())
    messages.success(request, _("It is in your library again."))
    return redirect("unit-techniques", unit=here.pk)


def _whole(request: HttpRequest, here: Unit, found: TechniqueDraft, form: ReviewForm) -> HttpResponse:
    page = TechniquePage(found, found, Place.HOME, Side.LEFT)
    context = {"unit": here, "current": "unit", "room": "techniques", "draft": found, "page": page, "form": form}
    context |= {"may_review": found.may_review(request.user), "digest": form.digest}
    context |= rights_in(request.user, here)
    return render(request, "units/technique_draft_review.html", context, status=422 if form.errors else 200)
