"""Security headers that Django does not set by itself, or would set on every script and drawing too."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.utils.cache import add_never_cache_headers
from whitenoise.middleware import WhiteNoiseMiddleware

from .cookies import name_of

SWITCHED_OFF = ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
PERMISSIONS = ", ".join([*(f"{name}=()" for name in SWITCHED_OFF), "screen-wake-lock=(self)"])
ALWAYS = {  # some are Django's own; its first refusals do not pass there
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
STAY = ("theme", "device")  # the light; where a family comes back by its PIN


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(response, "is_file", False):
            return response
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if signed_out(request):
            leave_nothing(request, response)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and "Cache-Control" not in response.headers:
            # A page about a baby must not stay behind on a shared tablet.
            add_never_cache_headers(response)
        return response


class FilesMiddleware(WhiteNoiseMiddleware):
    """Thirty files of one page carry what a file needs (nosniff, https from now on) and no more: a line may be thin."""

    @staticmethod
    def serve(static_file, request):
        response = WhiteNoiseMiddleware.serve(static_file, request)
        response._csp_exempt = response.is_file = True
        return response


def signed_out(request):
    """Whether the device came with a login session and goes without it: to nobody's, not to another person's."""
    session, key = getattr(request, "session", None), request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return bool(key) and session is not None and session.session_key != key and SESSION_KEY not in session


def leave_nothing(request, response):
    """Take the browser's copies and our cookies along, but for those that the device keeps on purpose.

    Never its storage: there massages wait. And the cookies one by one: the header's "cookies" would also sign this
    person out of the hospital's other sites.
    """
    response.headers["Clear-Site-Data"] = '"cache"'
    for name in request.COOKIES.keys() - response.cookies.keys() - {*map(name_of, STAY), settings.CSRF_COOKIE_NAME}:
        response.delete_cookie(name, samesite="Lax")
