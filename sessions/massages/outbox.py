"""Where a device's outbox sends what waited there. It answers a device only, never a page."""

import json
import logging
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from massage_site import sealing
from massage_site.audit.noting import on_a_loan, opened

from . import tickets
from .answers import KEY, receipt
from .aside import SetAside
from .followed import MassageForm
from .forms import AfterwardsForm, MoreForm
from .models import KeyTaken, Massage

LARGEST = 64 * 1024  # bytes; a long massage with every sign and a thousand letters has about 10
MANY = 60  # from one author in a minute; a full outbox has far fewer
FORMS = {"massage": MassageForm, "afterwards": AfterwardsForm}
REFUSED = {400, 403, 404, 409, 422}
logger = logging.getLogger(__name__)


# Exempt from CSRF because the ticket is the proof: we signed it, it names author, baby and routine, and no other
# site can have it. Cookies decide nothing here, so whoever is signed in by now neither lends nor loses a name.
@csrf_exempt
@login_not_required
@require_POST
def outbox(request):
    now = timezone.now()
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _no(413, _("This is too much to be sent at once."))
    return _unlocked(request, now) if "sealed" in request.POST else _answer(request, now)


def _unlocked(request, now):
    """From a lent tablet. From here on it is as if it had been sent open, but that nothing can go back to be read."""
    try:
        request.POST = QueryDict(sealing.open_box(request.POST["sealed"]))
    except sealing.CannotOpen:
        logger.error(
            "A locked massage cannot be opened. Was SECRET_KEY changed? Then SECRET_KEY_FALLBACKS needs the old."
        )
        return JsonResponse({"error": "cannot-open"}, status=410)
    on_a_loan()
    answer = _answer(request, now)
    ticket, key = tickets.signed(request.POST.get("ticket", "")), _key(request.POST)
    is_whole = ticket is not None and key is not None and request.POST.get("kind") in SetAside.Kind.values
    if answer.status_code not in REFUSED | {401} or not is_whole:
        return answer
    if ticket.has_both:  # else the record or the account was erased, and this with it
        reasons = json.loads(answer.content).get("errors") or [_("This waited too long on the ward’s tablet.")]
        SetAside.put(ticket, key=key, kind=request.POST["kind"], data=request.POST, reasons=reasons, now=now)
    return JsonResponse({"key": str(key), "url": reverse("today")}, status=202, headers={KEY: str(key)})


def _answer(request, now):
    ticket = tickets.read(request.POST.get("ticket", ""))
    if ticket is None or not (ticket.is_good(now) or request.user == ticket.author):
        return JsonResponse({"error": "signed-out"}, status=401)
    if not ticket.is_good(now) and not ticket.is_of_the_family(now):
        return _no(403, _("This waited too long. You no longer have a place with this baby."))
    if not _is_in_time(ticket.author, now):
        return JsonResponse({"error": "slower"}, status=429, headers={"Retry-After": "60"})
    opened(ticket.author.pk, baby=ticket.baby.pk, unit=ticket.baby.unit_id)  # by the ticket, whoever is signed in
    kind = request.POST.get("kind")
    if kind in FORMS:
        return _take(request, FORMS[kind], ticket, now)
    return _add(request, ticket, now) if kind == "after" else _no(400, _("Please open this page again."))


def _take(request, form_class, ticket, now):
    form = form_class(request.POST, baby=ticket.baby, author=ticket.author, now=now)
    if not form.is_valid():
        return _no(422, *form.in_words())
    facts = form.facts()
    if (str(facts["plan"].pk) if facts["plan"] else "") != ticket.plan:
        return _no(400, _("This was begun with another routine. Please write it down again."))
    if not ticket.allows(facts["started_at"], now):
        return _no(403, _("You no longer had a place with this baby when this began."))
    try:
        return receipt(request, *Massage.record(baby=ticket.baby, author=ticket.author, now=now, **facts))
    except KeyTaken:
        return _no(409, _("This was saved before with something else in it."))


def _add(request, ticket, now):
    """By its key and author only: by now it may stand in the twin's log."""
    form = MoreForm(request.POST, baby=ticket.baby, author=ticket.author, now=now)
    if not form.is_valid():
        return _no(422, *form.in_words())
    massage = Massage.objects.filter(key=form.cleaned_data["key"], author=ticket.author).first()
    if massage is None:
        return _no(404, _("The massage that this belongs to was not saved."))
    if not ticket.may_add_to(massage, now):
        return _no(403, _("You no longer have a place with this baby. Nothing can be added to an older massage."))
    massage.say_more(**form.facts())
    return receipt(request, massage, created=False)


def _is_in_time(author, now):
    key = f"outbox:{author.pk}:{now:%H%M}"
    cache.add(key, 0, 120)
    return cache.incr(key) <= MANY


def _key(data):
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        return None


def _no(status, *sentences):
    return JsonResponse({"errors": [str(each) for each in sentences]}, status=status)
