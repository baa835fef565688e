"""An address that a browser names, such as ?next=: it counts only if it is a path of this site."""

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme


def own_path(named: str) -> str:
    """The path, or nothing: another host, and a view's name, which redirect() would take too, are none of ours."""
    is_ours = named.startswith("/") and url_has_allowed_host_and_scheme(named, allowed_hosts=None)
    return named if is_ours and not urlsplit(named).netloc else ""
