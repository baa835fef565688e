"""A unit's numbers on the screen, small ones hidden, and its export: both for the lead alone."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from massage_site.accounts.access import place_in
from sessions.massages.models import Massage

from .hiding import FEW
from .unit_export import stream
from .unit_figures import months_of, outcomes_of, techniques_of


@require_safe
@never_cache
def numbers(request, unit):
    place, now = place_in(request.user, unit, to="lead"), timezone.now()
    months = months_of(place.unit, now)
    month = _month(request.GET.get("month", ""), months)
    context = {"unit": place.unit, "is_lead": True, "current": "unit", "room": "numbers", "few": FEW}
    context |= {"months": months, "month": month}
    if month:
        outcomes = outcomes_of(place.unit, now, month)
        words = [(Massage.Outcome(name).label, number) for name, number in outcomes.of.items()]
        context |= {"outcomes": words, "total": outcomes.total}
        context["techniques"] = techniques_of(place.unit, now, month)
    return render(request, "rights/unit_numbers.html", context)


@require_POST
@never_cache
def export(request, unit):
    place = place_in(request.user, unit, to="lead")
    answer = StreamingHttpResponse(stream(place.unit, timezone.now()), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="handhug-unit.zip"'
    return answer


def _month(text, months):
    """The one that was chosen, if it is over; else the newest."""
    try:
        chosen = parse_date(f"{text}-01")
    except ValueError:
        chosen = None
    return chosen if chosen in months else next(iter(months), None)
