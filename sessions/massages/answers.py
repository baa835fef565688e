"""How a page and a device's outbox are answered: the same facts, once as a page and once as JSON."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

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
    url = reverse("massage-saved", args=[massage.baby_id, massage.key])
    if wants_json(request):
        response = JsonResponse({"key": str(massage.key), "url": url}, status=201 if created else 200)
    else:
        response = redirect(url)
    response.headers[KEY] = str(massage.key)
    return response


def refused(request, template, context, *, sentences, status):
    """Nothing typed is lost: the page comes back with it, and a device gets the sentences alone."""
    if wants_json(request):
        return JsonResponse({"errors": [str(each) for each in sentences]}, status=status)
    return render(request, template, context, status=status)
