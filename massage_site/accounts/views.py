"""In by name, in the demo only; and what allauth would open that stays closed here."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from . import demo, opened
from .models import User


@login_not_required
def demo_people(request):
    only_in_the_demo()
    return render(request, "demo.html", {"groups": demo.people_by_group(), "thumbnails": demo.THUMBNAILS})


@login_not_required
@require_POST
def demo_sign_in(request, pk):
    only_in_the_demo()
    user = get_object_or_404(User, pk=pk, is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    opened.note(request, "demo")
    return redirect("home")


@require_safe
def alive(request):
    """Steps that run say so every few minutes, for nobody touches the device meanwhile."""
    return HttpResponse(status=204)


@login_not_required
def closed(request):
    """An address of allauth that leads nowhere here."""
    raise Http404


def only_in_the_demo():
    if not settings.DEMO:
        raise Http404
