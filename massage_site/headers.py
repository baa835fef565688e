"""Security headers that Django does not set by itself, or would set on every script and drawing too."""

from django.utils.cache import add_never_cache_headers

SWITCHED_OFF = ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
PERMISSIONS = ", ".join([*(f"{name}=()" for name in SWITCHED_OFF), "screen-wake-lock=(self)"])


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and "Cache-Control" not in response.headers:
            # A page about a baby must not stay behind on a shared tablet.
            add_never_cache_headers(response)
        return response
