"""Staff reach nothing with a password alone: until the second step is done, every page leads to it."""

from django.shortcuts import redirect

from .opened import is_whole

# What a half-open door may show: the doors themselves, and what has no baby on it and no page either.
OPEN = {"front", "theme", "worker", "manifest", "offline", "outbox", "demo-people", "demo-sign-in"}
DOORS = ("account_", "mfa_")


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name or ""
        if name in OPEN or name.startswith(DOORS) or not request.user.is_authenticated:
            return None
        if is_whole(request) or not request.user.needs_password():
            return None
        return redirect("mfa_index")
