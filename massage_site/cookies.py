"""What a device keeps for us beside the sign-in, a cookie each. On https its name keeps other hosts out (__Host-).

Scripts write some of them too, when there is no connection: static/js/device.js.
"""

from django.conf import settings


def name_of(what: str) -> str:
    """Return the cookie's name for "theme", "zone", ..."""
    return f"{'__Host-' if settings.SESSION_COOKIE_SECURE else ''}handhug-{what}"


def kept(request, what: str) -> str:
    """Return what the device keeps under this name, or nothing."""
    return request.COOKIES.get(name_of(what), "")


def keep(answer, what: str, value: str, age: int, *, for_scripts: bool = False) -> None:
    """Leave it on the device, for so many seconds."""
    secure, hidden = settings.SESSION_COOKIE_SECURE, not for_scripts
    answer.set_cookie(name_of(what), value, max_age=age, samesite="Lax", secure=secure, httponly=hidden)


def drop(answer, what: str) -> None:
    answer.delete_cookie(name_of(what), samesite="Lax")
