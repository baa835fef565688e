"""How a page and a device's outbox are answered: the same facts, once as a page and once as JSON."""

import uuid
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from .aside import SetAside

KEY = "Handhug-Key"  # tells an outbox which massage this answer is about


def wants_json(request):
    return request.headers.get("X-Requested-With") == "fetch" or request.accepts("text/html") is False


def signed_in_or_401(view):
    """An outbox must never take the way to the sign-in page for success."""

    @wraps(view)
    def ask(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if wants_json(request):
            return JsonResponse({"error": "signed-out"}, status=401)
        return redirect_to_login(reverse("today"))

    return login_not_required(ask)


def kept(request, massage, created):
    if replaces := _uuid(request.POST.get("replaces", "")):
        SetAside.objects.of(request.user, [massage.baby_id], massage.received_at).filter(key=replaces).delete()
    if wants_json(request):
        return receipt(request, massage, created)
    response = redirect(_saved_page(request, massage))
    response.headers[KEY] = str(massage.key)
    return response


def receipt(request, massage, created):
    """What a device needs to see before it forgets a massage."""
    said = {"key": str(massage.key), "url": _saved_page(request, massage)}
    return JsonResponse(said, status=201 if created else 200, headers={KEY: str(massage.key)})


def _saved_page(request, massage):
    url = reverse("massage-saved", args=[massage.baby_id, massage.key])
    replaces = _uuid(request.POST.get("replaces", ""))  # put right on the device before it could be kept
    return f"{url}?replaces={replaces}" if replaces else url


def _uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def refused(request, template, context, *, sentences, status):
    """Nothing typed is lost: the page comes back with it, and a device gets the sentences alone."""
    if wants_json(request):
        return JsonResponse({"errors": [str(each) for each in sentences]}, status=status)
    return render(request, template, context, status=status)
