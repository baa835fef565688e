"""Staff reach nothing with a password alone: until the second step is done, every page leads to it."""

from django.shortcuts import redirect

from .opened import is_whole

# What a half-open door may show: the doors themselves, and what has no baby on it and no page either.
OPEN = {"front", "theme", "worker", "manifest", "offline", "outbox", "demo-people", "demo-sign-in"}
DOORS = ("account_", "mfa_")


def is_open(match):
    """Not in the admin: its lists of addresses and second steps have names that begin like a door of allauth's."""
    name = match.url_name or ""
    return not match.namespaces and (name in OPEN or name.startswith(DOORS))


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if is_open(request.resolver_match) or not request.user.is_authenticated:
            return None
        if is_whole(request) or not request.user.needs_password():
            return None
        return redirect("mfa_index")
