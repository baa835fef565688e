"""One technique on a sheet of A4, to print or as a PDF: as open as its page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from massage_site import paper
from techniques.readers import reader_of
from techniques.views import page_of, show


@login_not_required
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    reader = reader_of(request.user)
    return show(request, reader, "sheet", **_on_it(request, reader, slug))


@login_not_required
@require_safe
def sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    reader = reader_of(request.user)
    context = _on_it(request, reader, slug) | {"reader": reader}
    page = context["page"]
    back = reverse("technique-sheet", args=[slug]) + f"?place={page.place}&side={page.side}"
    html = paper.page("techniques/sheet_paper.html", context)
    return paper.download(request, lambda: paper.kept(html), f"{slug}.pdf", back)


def _on_it(request, reader, slug):
    page = page_of(request, reader, slug)
    if not page.steps:
        raise Http404  # a name alone is nothing to print
    return {"page": page, "reviews": reader.reviews(page.version), "place": page.place}
