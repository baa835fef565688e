"""Whether a question arrives at the site as it was asked: its name, https, the address of who asks."""

from django.utils.translation import gettext as _

from .asking import Finding

STRANGER = "203.0.113.77"  # an address of nobody (RFC 5737), put into a header as a liar would


def stops(ask, ticket):
    """Whether a question reaches the site as it was asked."""
    seen, answer = ask.seen(ticket)
    if seen is None:
        return [_why_not(ask, answer)]
    if seen["host"].lower() != ask.parts.netloc.lower():
        words = _("The site is asked for as %(seen)s and not as %(wanted)s.")
        words %= {"seen": seen["host"], "wanted": ask.parts.netloc}
        return [Finding(False, words, _("Pass the name on. nginx: proxy_set_header Host $host;"))]
    if ask.parts.scheme == "https" and not seen["secure"]:
        return [_no_proto()]
    return []


def _why_not(ask, answer):
    if answer.status in (301, 302, 307, 308) and answer.get("Location").startswith(ask.url):
        return _no_proto()
    if answer.status == 400:
        words = _("The site refuses the name or the length of what is sent on to it (400).")
        return Finding(False, words, _("Pass the name on. nginx: proxy_set_header Host $host;"))
    if answer.status == 404:
        words = _("The site does not know this test (404): another program answers, or another secret.")
        return Finding(False, words, _("Run the test where the site runs, with the same SECRET_KEY and SITE_URL."))
    words = _("The proxy answers %(status)s for the site.") % {"status": answer.status}
    return Finding(False, words, _("Look whether the site runs and whether the proxy is told its port."))


def _no_proto():
    words = _("The site is not told that people come by https (X-Forwarded-Proto is missing or wrong).")
    return Finding(False, words, _("nginx: proxy_set_header X-Forwarded-Proto $scheme; and set BEHIND_PROXY=1."))


def addresses(ask, ticket):
    """Whether a stranger can choose the address by which guessing is slowed, or the word https."""
    seen, _answer = ask.seen(ticket, X_Forwarded_For=STRANGER)
    if not seen["proxies"]:
        if seen["forwarded"][1:]:
            words = _("A proxy is in front, and the site is not told: all people look like one address.")
            yield Finding(False, words, _("Set BEHIND_PROXY=1, or TRUSTED_PROXIES to their number."))
        return
    honest, _answer = ask.seen(ticket)
    if not seen["forwarded"]:
        words = _("X-Forwarded-For does not arrive: all people look like one address, and one who guesses stops all.")
        yield Finding(False, words, _append())
    elif not seen["address"] or not honest["address"]:
        words = _("X-Forwarded-For has fewer addresses than there are proxies: nobody can sign in.")
        yield Finding(False, words, _append())
    elif seen["address"] == STRANGER:
        words = _("Anybody can choose the address that the site believes: guessing is not slowed.")
        do = _("TRUSTED_PROXIES is %(n)s. Is it too high?") % {"n": seen["proxies"]}
        yield Finding(False, words, f"{do} {_append()}")
    else:
        yield Finding(True, _("The address of who asks is the one that our proxy saw."))
    if ask.parts.scheme == "https":
        seen, _answer = ask.seen(ticket, X_Forwarded_Proto="http")
        if seen is None or not seen["secure"]:
            words = _("The proxy passes X-Forwarded-Proto on as a stranger sent it.")
            yield Finding(False, words, _("nginx: proxy_set_header X-Forwarded-Proto $scheme;"))


def _append():
    return _("nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")


def other_names(ask, ticket):
    answer = ask("/", Host="handhug-self-test.invalid")
    if answer.status == 200 and b"Handhug" in answer.body:
        words = _("The proxy gives the site to whoever asks for any name.")
        yield Finding(False, words, _("Pass the name on as it was asked, and let unknown names end at the proxy."))
    else:
        yield Finding(True, _("The site answers to its own name only."))
