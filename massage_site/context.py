"""What every page needs to know."""

from django.conf import settings

from .theme import appearance


def site(request):
    lent = getattr(request, "loan", None)
    return appearance(request) | {"demo": settings.DEMO, "hospital_name": _hospital(), "lent": lent}


def _hospital():
    """Whose own sign-in the staff may use; nothing where there is none."""
    return settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else ""
