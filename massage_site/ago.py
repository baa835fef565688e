"""How long ago something was, as people say it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 7 * 86400


def ago(seconds: float) -> str:
    """Return words such as "3 hours ago"; whole units, rounded down, never below "a moment ago"."""
    if seconds < 2 * MINUTE:
        return _("a moment ago")
    if seconds < HOUR:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", n := int(seconds // MINUTE)) % {"n": n}
    if seconds < DAY:
        return ngettext("%(n)s hour ago", "%(n)s hours ago", n := int(seconds // HOUR)) % {"n": n}
    if seconds < 2 * WEEK:
        return ngettext("%(n)s day ago", "%(n)s days ago", n := int(seconds // DAY)) % {"n": n}
    return ngettext("%(n)s week ago", "%(n)s weeks ago", n := int(seconds // WEEK)) % {"n": n}
