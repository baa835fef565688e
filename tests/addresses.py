"""The addresses of the site by their names, with whatever each of them asks for."""

from django.urls import get_resolver, reverse

ODD = {  # allauth's: a key that fits nobody
    "account_confirm_email": {"key": "x"},
    "account_reset_password_from_key": {"uidb36": "x", "key": "x-y"},
}


def names(patterns=None):
    """The names of all addresses; the admin counts as one."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not hasattr(pattern, "url_patterns"):
            yield pattern.name
        elif pattern.namespace == "admin":
            yield "admin:index"
        else:
            yield from names(pattern.url_patterns)


def address(name, ids):
    """The address of this name, filled from ids: {"pk": a baby's, "key": a massage's, ...}"""
    if ":" in name:
        return reverse(name)
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs=ODD.get(name) or {each: ids[each] for each in wanted})
