"""A unit's leaflets: all of them, one to write, one to print."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from massage_site import paper
from techniques.library import TechniquePage
from techniques.models import Leaflet, Side, TechniqueReview
from techniques.own.access import rights_in, unit_for_member
from techniques.own.leaflet_forms import LeafletForm

ROOM = {"current": "unit", "room": "leaflets"}


@require_safe
def leaflets(request: HttpRequest, unit: int) -> HttpResponse:
    here = unit_for_member(request.user, unit)
    found = here.leaflets.select_related("changed_by").prefetch_related("rows")
    context = ROOM | {"unit": here, "leaflets": found} | rights_in(request.user, here)
    return render(request, "units/leaflets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, unit: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    return _write(request, Leaflet(unit=here))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, unit: int, leaflet: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    return _write(request, get_object_or_404(here.leaflets, pk=leaflet))


def _write(request, leaflet):
    form = LeafletForm(request.POST if request.method == "POST" else None, leaflet=leaflet)
    if form.is_valid():
        form.instance.keep(form.chosen, by=request.user, now=timezone.now())
        return redirect("unit-leaflet", unit=leaflet.unit_id, leaflet=leaflet.pk)
    context = ROOM | {"unit": leaflet.unit, "leaflet": leaflet, "form": form}
    return render(request, "units/leaflet_change.html", context, status=422 if form.errors else 200)


@require_safe
def leaflet(request: HttpRequest, unit: int, leaflet: int) -> HttpResponse:
    """The leaflet as it is printed."""
    here = unit_for_member(request.user, unit)
    return render(request, "units/leaflet.html", ROOM | _on_it(here, leaflet) | rights_in(request.user, here))


@require_safe
def leaflet_pdf(request: HttpRequest, unit: int, leaflet: int) -> HttpResponse:
    here = unit_for_member(request.user, unit)
    html = paper.page("units/leaflet_paper.html", _on_it(here, leaflet))
    back = reverse("unit-leaflet", args=[here.pk, leaflet])
    return paper.download(request, lambda: paper.kept(html), "leaflet.pdf", back)


@require_POST
def remove(request: HttpRequest, unit: int, leaflet: int) -> HttpResponse:
    here = unit_for_member(request.user, unit, to="write")
    get_object_or_404(here.leaflets, pk=leaflet).delete()
    messages.success(request, _("The leaflet is gone. The techniques stay."))
    return redirect("unit-leaflets", unit=here.pk)


def _on_it(here, pk):
    """The leaflet with a sheet for each technique: text in force, its reviews in this unit. None of a retired one."""
    language = get_language()
    found = get_object_or_404(here.leaflets.with_techniques(language).select_related("changed_by"), pk=pk)
    rows = [(row.technique, row.technique.current(language)) for row in found.rows.all()]
    texts = [(each, text) for each, text in rows if not each.is_retired]
    read = TechniqueReview.objects.standing().filter(unit=here, version__in=[text for _each, text in texts])
    reviews = {review.version_id: [review] for review in read.select_related("unit", "by")}
    sheets = [
        (TechniquePage(each, text, found.place, Side.LEFT), reviews.get(text.pk, []))
        for each, text in texts
        if text.steps_for(found.place)
    ]
    retired = [text for each, text in rows if each.is_retired]
    return {"unit": here, "leaflet": found, "sheets": sheets, "place": found.place, "retired": retired}
