"""A unit reads the techniques that ship, and says so with a name and a day."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from techniques.library import TechniquePage
from techniques.models import Place, Side, TechniqueReview
from techniques.own.access import rights_in, technique_in, unit_for_member
from techniques.own.forms import ReviewForm
from techniques.own.shelf import shelf_of


@require_safe
def techniques(request: HttpRequest, unit: int) -> HttpResponse:
    here = unit_for_member(request.user, unit)
    context = {"unit": here, "current": "unit", "room": "techniques", "shelf": shelf_of(here)}
    return render(request, "units/techniques.html", context | rights_in(request.user, here))


def review(request: HttpRequest, unit: int, slug: str) -> HttpResponse:
    """The text as it is in force, whole; and the place to say that it was read."""
    here = unit_for_member(request.user, unit, to="write")
    technique = technique_in(here, slug)
    version = technique.current()
    if version is None:
        raise Http404
    form = ReviewForm(request.POST if request.method == "POST" else None, digest=version.digest)
    if form.is_valid():
        TechniqueReview.sign(version, unit=here, by=request.user, now=timezone.now(), words=form.cleaned_data["words"])
        messages.success(
            request, _("“%(name)s” is reviewed for %(unit)s.") % {"name": version.family_name, "unit": here}
        )
        return redirect("unit-techniques", unit=here.pk)
    page = TechniquePage(technique, version, Place.HOME, Side.LEFT)
    context = {"unit": here, "current": "unit", "room": "techniques", "page": page, "form": form}
    context |= {"claims": version.claims.all(), "reviews": list(TechniqueReview.objects.of(version, [here]))}
    return render(request, "units/technique_review.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: HttpRequest, unit: int, slug: str) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    version = technique_in(here, slug).current()
    found = get_object_or_404(TechniqueReview.objects.standing(), unit=here, version=version)
    found.take_back(by=request.user, now=timezone.now())
    messages.success(request, _("The review is taken back. Families read “Not yet reviewed” again."))
    return redirect("unit-technique-review", unit=here.pk, slug=slug)
