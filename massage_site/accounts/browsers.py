"""Which browser on what, in words that a person knows their own device by. No more of its long name is kept."""

import re

from django.utils.translation import gettext as _

KEPT = "browser"  # in the login session: two words of the lists below
MOST = 300  # signs that are looked at; a longer name is no browser's
NAMES = {
    "edge": "Microsoft Edge",
    "opera": "Opera",
    "samsung": "Samsung Internet",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
}
BROWSERS = (  # in this order: each says that it is those below it too
    ("edge", r"Edg(e|A|iOS)?/"),
    ("opera", r"OPR/"),
    ("samsung", r"SamsungBrowser/"),
    ("firefox", r"(Firefox|FxiOS)/"),
    ("chrome", r"(Chrome|Chromium|CriOS)/"),
    ("safari", r"Version/.*Safari/"),
)
DEVICES = (
    ("iphone", r"iPhone"),
    ("ipad", r"iPad|Macintosh.*(Mobile/|CriOS/|FxiOS/|EdgiOS/)"),
    ("android-phone", r"Android.*Mobile"),
    ("android-tablet", r"Android"),
    ("windows", r"Windows"),
    ("chromebook", r"CrOS"),
    ("mac", r"Macintosh.*(Chrome|Firefox)/"),
    ("mac-or-ipad", r"Macintosh"),  # Safari on a tablet says that it is on a Mac
    ("linux", r"Linux"),
)


def kind_of(user_agent):
    """Return ["chrome", "android-tablet"]; an empty word for what is not known."""
    text = user_agent[:MOST]
    return [next((name for name, pattern in known if re.search(pattern, text)), "") for known in (BROWSERS, DEVICES)]


def note(request):
    request.session[KEPT] = kind_of(request.headers.get("User-Agent", ""))


def words_of(session):
    """Such as "Chrome on an Android tablet", from what a login session kept; one from before kept nothing."""
    browser, device = session.get(KEPT, ("", ""))
    sentences = {
        "iphone": _("%(browser)s on an iPhone"),
        "ipad": _("%(browser)s on an iPad"),
        "android-phone": _("%(browser)s on an Android phone"),
        "android-tablet": _("%(browser)s on an Android tablet"),
        "windows": _("%(browser)s on a Windows computer"),
        "chromebook": _("%(browser)s on a Chromebook"),
        "mac": _("%(browser)s on a Mac"),
        "mac-or-ipad": _("%(browser)s on a Mac or an iPad"),
        "linux": _("%(browser)s on a Linux computer"),
    }
    return sentences.get(device, "%(browser)s") % {"browser": NAMES.get(browser, _("A browser"))}
