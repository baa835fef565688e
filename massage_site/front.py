"""The first page, and where a signed-in person starts."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def front(request):
    """What Handhug is, for visitors; whoever is signed in goes on to their own page."""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "front.html")


@require_safe
def home(request):
    """Staff start with their babies, families with today."""
    return redirect("babies" if request.user.places else "today")


urlpatterns = [path("", front, name="front"), path("home/", home, name="home")]
