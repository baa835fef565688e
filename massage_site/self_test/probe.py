"""Asks the site from outside, through whatever stands in front, and names what came out differently."""

import http.client
import re
import ssl
import time

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from massage_site import uploads
from massage_site.headers import ALWAYS

from . import arriving
from .asking import Asker, Finding


def look(url, ticket):
    """Every finding, the worst first; after one that hides all others, only that one."""
    ask = Asker(url)
    try:
        hidden = arriving.stops(ask, ticket)
        if hidden:
            return hidden
        checks = (arriving.addresses, arriving.other_names, headers, cookies, forms, static, worker, large, clock)
        found = [each for check in checks for each in check(ask, ticket)]
    except ssl.SSLError as error:
        words = _("There is no safe connection to %(url)s: %(why)s") % {"url": url, "why": error.reason or error}
        return [Finding(False, words, _("Look at the proxy's certificate and its chain."))]
    except (OSError, http.client.HTTPException) as error:
        words = _("Nobody answers at %(url)s (%(why)s).") % {"url": url, "why": type(error).__name__}
        return [Finding(False, words, _("Look whether the proxy runs, and whether this machine reaches its own name."))]
    return sorted(found, key=lambda each: each.good)


def headers(ask, ticket):
    """Of a page, of one that is not there, and of a file."""
    wanted = dict(ALWAYS)
    if ask.parts.scheme == "https":
        wanted["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    missing, twice = set(), set()
    file = ask(_static_path(ask))
    of_files = ("X-Content-Type-Options", "Strict-Transport-Security")
    missing |= {name for name in of_files if name in wanted and not file.get(name)}
    for path in ("/", "/handhug-self-test/"):
        answer = ask(path)
        policy = answer.headers.get_all("Content-Security-Policy") or []
        missing |= {"Content-Security-Policy"} if not any("default-src 'none'" in each for each in policy) else set()
        missing |= {name for name, value in wanted.items() if value not in answer.get(name)}
        names = (*wanted, "Content-Security-Policy")
        twice |= {name for name in names if len(answer.headers.get_all(name) or []) > 1}
        if path == "/handhug-self-test/" and b"Handhug" not in answer.body:
            words = _("The proxy shows its own page where something is wrong, without our words and our red line.")
            yield Finding(False, words, _("nginx: proxy_intercept_errors off;"))
    for names, words in ((missing, _("Headers were lost or changed: %(names)s")), (twice, _("Sent twice: %(names)s"))):
        if names:
            do = _("Take add_header and proxy_hide_header for them out of the proxy; the site sets them itself.")
            yield Finding(False, words % {"names": ", ".join(sorted(names))}, do)
    if not missing | twice:
        yield Finding(True, _("The headers that protect a page arrive."))


def cookies(ask, ticket):
    bad = []
    for line in ask(reverse("account_login")).headers.get_all("Set-Cookie") or []:
        facts = {part.strip().lower() for part in line.split(";")[1:]}
        needed = {"samesite=lax", *({"secure"} if ask.parts.scheme == "https" else ())}
        bad += [line.split("=")[0]] * (not needed <= facts)
    if bad:
        words = _("Cookies lost what protects them: %(names)s") % {"names": ", ".join(bad)}
        yield Finding(False, words, _("SITE_URL starts with https://, and the proxy leaves Set-Cookie as it is."))
    else:
        yield Finding(True, _("Cookies travel by https only."))


def forms(ask, ticket):
    """A form that changes nothing: the colours of whoever asks."""
    page = ask(reverse("account_login"))
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.body)
    cookie = "; ".join(line.split(";")[0] for line in page.headers.get_all("Set-Cookie") or [])
    body = f"csrfmiddlewaretoken={token[1].decode() if token else ''}&theme=dim&next=/"
    kind = "application/x-www-form-urlencoded"
    answer = ask(
        reverse("theme"), "POST", body, Cookie=cookie, Origin=ask.url, Referer=f"{ask.url}/", Content_Type=kind
    )
    if answer.status == 302:
        yield Finding(True, _("Forms arrive."))
    else:
        words = _("A form is refused (%(status)s): its origin does not fit, or cookies are lost.")
        do = _("SITE_URL is the address that people see; the proxy passes Host, Origin and Cookie on.")
        yield Finding(False, words % {"status": answer.status}, do)


def static(ask, ticket):
    answer = ask(_static_path(ask), Accept_Encoding="gzip, br")
    if answer.status != 200 or not answer.get("Content-Type").startswith("text/css"):
        words = _("The style sheet does not arrive (%(status)s, %(kind)s).")
        words %= {"status": answer.status, "kind": answer.get("Content-Type")}
        yield Finding(False, words, _("Let the site serve /static/ itself: python3 dev.py serve collects the files."))
    elif not answer.get("Content-Encoding"):
        yield Finding(False, _("Files arrive uncompressed."), _("The proxy passes Accept-Encoding on."))
    else:
        yield Finding(True, _("Files arrive, and compressed."))


def _static_path(ask):
    found = re.search(rb'href="([^"]+/css/app[^"]*)"', ask("/").body)
    return found[1].decode() if found else f"{settings.STATIC_URL}css/app.css"


def worker(ask, ticket):
    answer = ask(reverse("worker"))
    kept = re.search(r"max-age=([1-9]\d*)", answer.get("Cache-Control"))
    if answer.status == 200 and answer.get("Content-Type").startswith("text/javascript") and not kept:
        yield Finding(True, _("Devices get the newest worker."))
    else:
        words = _("The worker for use without a connection comes in a wrong way (%(kind)s, %(cache)s).")
        words %= {"kind": answer.get("Content-Type"), "cache": answer.get("Cache-Control")}
        yield Finding(False, words, _("The proxy neither keeps nor changes /sw.js."))


def large(ask, ticket):
    """As much as the largest picture that staff may send, and the words around it."""
    size = uploads.MOST_OF_ONE + 64 * 1024
    try:
        seen, _answer = ask.seen(ticket, method="POST", body=b"\0" * size, Content_Type="application/octet-stream")
    except (BrokenPipeError, ConnectionResetError):  # it hung up in the middle
        seen = None
    if seen and seen["size"] == size:
        yield Finding(True, _("Large pictures get through."))
    else:
        words = _("The proxy refuses a picture of %(n)s MB, which the site would take.")
        words %= {"n": uploads.MOST_OF_ONE // 1024**2}
        yield Finding(False, words, _("nginx: client_max_body_size 50m;"))


def clock(ask, ticket):
    seen, _answer = ask.seen(ticket)
    apart = abs(seen["now"] - time.time())
    if apart > 60:
        words = _("The clocks of this machine and the server are %(n)s seconds apart.") % {"n": round(apart)}
        yield Finding(False, words, _("Let both set their clocks by the network (NTP)."))
    else:
        yield Finding(True, _("The clocks agree."))
