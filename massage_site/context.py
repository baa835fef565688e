"""What every page needs to know."""

from django.conf import settings

from .theme import appearance


def site(request):
    return appearance(request) | {"demo": settings.DEMO}
