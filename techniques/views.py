"""The library's pages. Anyone may read them; what is on them depends on who reads."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from techniques.benefits import BENEFITS, NOTE_LINK
from techniques.cues import CUES, Level
from techniques.library import TechniquePage, cards, open_page, shelves
from techniques.moods import MOODS
from techniques.readers import Reader, reader_of


@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request.user)
    query = request.GET.get("q", "").strip()[:80]
    language = get_language()
    found = cards(reader.techniques().with_current(language), language, query, reader.words_on)
    return show(request, reader, "library", query=query, count=len(found), shelves=shelves(found))


@login_not_required
@require_safe
def technique(request: HttpRequest, slug: str) -> HttpResponse:
    reader = reader_of(request.user)
    page = page_of(request, reader, slug)
    before = page.technique.needs_before
    first = before.current(get_language()) if before else None
    claims = reader.claims(page.version)
    reviews = reader.reviews(page.version)
    facts = {"claims": claims, "before": first, "reviews": reviews, "words": reader.words_on(page.technique)}
    return show(request, reader, "technique", page=page, **facts)


@login_not_required
@require_safe
def step(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """One drawing, as large as the screen: where a tap on a picture leads."""
    reader = reader_of(request.user)
    page = page_of(request, reader, slug)
    shown = next((each for each in page.steps if each.order == order), None)
    if shown is None:
        raise Http404
    previous, following = page.beside(shown)
    around = {"previous": previous, "following": following, "words": reader.words_on(page.technique)}
    return show(request, reader, "step", page=page, step=shown, **around)


@login_not_required
@require_safe
def before_you_start(request: HttpRequest) -> HttpResponse:
    return show(request, reader_of(request.user), "before_you_start")


@login_not_required
@require_safe
def reading_your_baby(request: HttpRequest) -> HttpResponse:
    signs = {level.value: [cue for cue in CUES if cue.level is level and not cue.is_open] for level in Level}
    return show(request, reader_of(request.user), "reading_your_baby", moods=MOODS, signs=signs)


@login_not_required
@require_safe
def by_age(request: HttpRequest) -> HttpResponse:
    return show(request, reader_of(request.user), "by_age")


@login_not_required
@require_safe
def why(request: HttpRequest) -> HttpResponse:
    return show(request, reader_of(request.user), "why", benefits=BENEFITS, note_link=NOTE_LINK)


def page_of(request: HttpRequest, reader: Reader, slug: str) -> TechniquePage:
    language = get_language()
    found = reader.readable().with_current(language).select_related("needs_before")
    page = open_page(get_object_or_404(found, slug=slug), language, request.GET.dict(), reader.place)
    if page is None:
        raise Http404
    return page


def show(request: HttpRequest, reader: Reader, name: str, **context: object) -> HttpResponse:
    shared = {"reader": reader, "current": reader.current, "unit": reader.unit}
    return render(request, f"techniques/{name}.html", shared | context)
