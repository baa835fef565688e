"""Writes down, once a request is over, which doors it went to: one more statement for a page, whatever it showed."""

from uuid import UUID

from django.apps import apps
from django.utils import timezone

from massage_site.accounts.models import User

from .models import LENT, Entry
from .noting import noting, opened

# a right answer sends on, a wrong one does not; a passkey is sent on either way, and only a right one is somebody
SIGN_IN = {
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "join",
    "join-open",
    "come-in-pin",
    "come-in-mail-code",
}
MOST_NAMES = 20


class AuditMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with noting() as notes:
            response = self.get_response(request)
            match = request.resolver_match
            if match is None:
                return response
            if match.app_names[:1] == ["admin"]:
                _note_admin(request, match)
            wrote = request.method not in ("GET", "HEAD", "OPTIONS")
            if match.url_name in SIGN_IN and wrote and not notes.opened:
                _note_signing_in(request, response)
            if notes.opened:
                _write(request, response, match, notes, wrote)
        return response


def _write(request, response, match, notes, wrote):
    lent = [LENT] if notes.lent or getattr(request, "loan", None) else []
    names = lent + sorted((notes.changed or _sent(request)) if wrote else ())
    Entry.objects.bulk_create(
        Entry(
            at=timezone.now(),
            who_id=who,
            unit_id=unit,
            baby=baby,
            act=(match.url_name or "")[:80] or "?",
            wrote=wrote,
            status=response.status_code,
            ids=_ids(match.kwargs),
            fields=",".join(names[:MOST_NAMES])[:400],
        )
        for who, unit, baby in notes.opened
    )


def _sent(request):
    """Names of fields that were sent, as far as a table of ours has a field of that name: nobody writes into a name."""
    return set(request.POST) & field_names()


def field_names():
    return {field.name for model in apps.get_models() for field in model._meta.get_fields()}


def _ids(kwargs):
    """What else the address names, numbers and keys only."""
    more = {name: value for name, value in kwargs.items() if name not in ("pk", "unit")}
    return ",".join(f"{name}={value}" for name, value in more.items() if isinstance(value, int | UUID))[:120]


def _note_admin(request, match):
    """The admin has doors of its own; behind them are whole records."""
    if request.user.is_authenticated:
        is_baby = (match.url_name or "").startswith("massage_sessions_baby_")
        about = match.kwargs.get("object_id", "") if is_baby else ""
        opened(request.user.pk, baby=_uuid(about))


def _note_signing_in(request, response):
    if response.status_code in (301, 302, 303):
        if request.user.is_authenticated:
            opened(request.user.pk)
    elif response.status_code != 403:  # a form that grew too old is nobody's mistake
        opened(_meant(request))


def _meant(request):
    """Whose account it was tried with: the id, where there is such an account. What was typed is not kept."""
    typed = request.POST.get("login", "").strip().lower()
    return User.objects.filter(email=typed).values_list("pk", flat=True).first() if typed else None


def _uuid(text):
    try:
        return UUID(text.replace("_2D", "-"))
    except ValueError:
        return None
