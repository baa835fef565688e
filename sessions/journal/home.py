"""The unit's babies, and one baby's page for staff."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from massage_site import cookies
from massage_site.audit.noting import opened
from sessions.babies.access import FORMER, PLANNERS, baby_for_member, may, planned_units_of, ward_babies_for
from sessions.babies.forms import REASONS
from sessions.babies.visits import Look
from sessions.moves.transfers import Transfer
from sessions.plans.hold_forms import HOLD_REASONS

from .baby_home import BabyHome
from .unit_babies import UnitBabies

WORDS = "babies-looked-for"  # in the login session
DENSITY, COMPACT = "density", "compact"
A_YEAR = 365 * 24 * 3600
KINDS = {
    "": gettext_lazy("All"),
    "stops": gettext_lazy("Questions and stops"),
    "reviews": gettext_lazy("Reviews due"),
    "rest": gettext_lazy("Everything else"),
}


@require_safe
def babies(request):
    """Everybody in the unit with what happened since this person last looked."""
    units = list(request.user.works_in())
    if not units:
        raise PermissionDenied
    for unit in units:
        opened(request.user.pk, unit=unit.pk)
    words = request.session.get(WORDS, "") if "found" in request.GET else ""
    kind = request.GET.get("kind", "")
    context = {
        "page": UnitBabies.of(
            ward_babies_for(request.user), request.user, units, timezone.now(), words, kind, _uuid(request.GET)
        ),
        "words": words,
        "kind": kind if kind in KINDS else "",
        "kinds": KINDS,
        "query": _query(request.GET),
        "compact": cookies.kept(request, DENSITY) == COMPACT,
        **_planned(request.user),
        "current": "babies",
        "unit": units[0],
    }
    return render(request, "journal/babies.html", context)


@require_POST
def find(request):
    """What is looked for is a name: it waits in the session, and no address, log or history of a browser holds it."""
    words = request.POST.get("q", "").replace("\0", "").strip()[:80]
    request.session[WORDS] = words
    kind = request.POST.get("kind", "")
    query = urlencode(({"found": 1} if words else {}) | ({"kind": kind} if kind in KINDS and kind else {}))
    return redirect(f"{reverse('babies')}?{query}" if query else "babies")


@require_safe
def baby(request, pk):
    baby = baby_for_member(request.user, pk, to="staff")
    home = BabyHome(baby, request.user, timezone.now())
    context = {
        "baby": baby,
        "home": home,
        "identity": home.identity,
        "may_plan": may(baby, "plan"),
        "may_answer": may(baby, "answer"),
        "may_act": may(baby, "hold"),
        "may_keep_open": baby.staff_role == "lead" and baby.unit_until,
        "made_at": home.made_at,
        "reads_only": baby.staff_role == FORMER,
        "may_undo": baby.staff_role in PLANNERS,
        "limb_reasons": REASONS,
        "hold_reasons": HOLD_REASONS,
        "current": "babies",
        "unit": baby.unit,
    }
    return render(request, "journal/baby.html", context)


@require_POST
def look(request, pk):
    """Tick: I have looked at this baby's log up to here. The toast carries the way to take it back."""
    baby = baby_for_member(request.user, pk, to="staff")
    look = Look.objects.create(baby=baby, by=request.user, at=timezone.now())
    if may(baby, "answer"):
        baby.questions.see(by=request.user, now=look.at)
    back = {name: request.POST[name] for name in ("next", "query") if name in request.POST}
    undo = f"{reverse('look-undo', args=[baby.pk, look.pk])}?{urlencode(back)}"
    messages.success(request, _("Looked at %(name)s.") % {"name": baby.first_name}, extra_tags=undo)
    return _back(request.POST, baby)


@require_POST
def undo_look(request, pk, look):
    """Only one's own tick."""
    baby = baby_for_member(request.user, pk, to="staff")
    look = get_object_or_404(baby.looks.filter(by=request.user), pk=look)
    baby.questions.waiting().filter(seen_by=request.user, seen_at=look.at).update(seen_by=None, seen_at=None)
    look.delete()
    messages.success(request, _("%(name)s is on your list as before.") % {"name": baby.first_name})
    return _back(request.GET, baby)


@require_POST
def density(request):
    """How close the lines of the list stand: this device's own choice."""
    answer = redirect(_list(request.POST))
    choice = COMPACT if request.POST.get("density") == COMPACT else "wide"
    cookies.keep(answer, DENSITY, choice, A_YEAR)
    return answer


def _planned(user):
    """Whether this person adds babies, and how many are on their way, in one query."""
    waiting = Count("expected", filter=Q(expected__state=Transfer.State.WAITING), distinct=True)
    return planned_units_of(user).aggregate(may_add=Count("pk", distinct=True), expected=waiting)


def _back(data, baby):
    return redirect(_list(data)) if data.get("next") == "babies" else redirect("baby", pk=baby.pk)


def _list(data):
    """The list as it was filtered."""
    query = _query(QueryDict(data.get("query", "")))
    return f"{reverse('babies')}?{query}" if query else reverse("babies")


def _query(data):
    return urlencode({name: data[name] for name in ("found", "kind") if data.get(name)})


def _uuid(query):
    """Where the page before ended; nonsense starts from the top."""
    try:
        return UUID(query.get("after", ""))
    except ValueError:
        return None
