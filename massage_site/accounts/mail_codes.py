"""A code by e-mail: it works ten minutes, in the browser that asked for it, and ends after five wrong tries."""

import logging
from datetime import timedelta
from threading import Thread

from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import consume
from django.core.mail import send_mail
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from . import codes
from .kept import hashes_of

GOOD_FOR = timedelta(minutes=10)
TRIES = 5
WAITING = "mail-code"  # in the login session: the hash of a code, never the code, never the address

logger = logging.getLogger(__name__)


def may_ask(request, address):
    """Whether one more letter may go to this address; asked for every address, whether we know it or not."""
    hashed = hashes_of(address)[0]
    here = consume(request, action="mail_code_here", key=f"{hashed} {get_ip(request)}")
    return here and consume(request, action="mail_code", key=hashed)


def begin(request, now, **about):
    """Let this browser wait for a code, and return it. about: what the code is for."""
    code = codes.fresh()
    until = (now + GOOD_FOR).timestamp()
    request.session[WAITING] = {"hash": _hash(code), "until": until, "left": TRIES, **about}
    return code


def waits(request, now, what):
    """What this browser waits for, or None: when nothing does, when it is too old, when it was guessed at too often."""
    waiting = request.session.get(WAITING)
    alive = waiting and what in waiting and waiting["left"] > 0 and waiting["until"] > now.timestamp()
    return waiting if alive else None


def take(request, typed, now, what):
    """Use the code: return what it was for, or None. Each try is counted."""
    waiting = waits(request, now, what)
    if waiting is None:
        return None
    waiting["left"] -= 1
    request.session[WAITING] = waiting
    if not constant_time_compare(_hash(typed), waiting["hash"]):
        return None
    del request.session[WAITING]
    return waiting


def send(address, code):
    """Send it aside, so that the time of the answer does not tell which address is known."""
    halves = {"first": code[:4], "second": code[4:], "minutes": int(GOOD_FOR.total_seconds()) // 60}
    words = _(
        "%(first)s %(second)s\n\nThis is your code for Handhug. It works once, for %(minutes)s minutes, on the page "
        "where you asked for it.\n\nYou did not ask? Then do nothing. Nobody comes in without this code."
    )
    aside(_deliver, _("Your code"), words % halves, address)


def aside(work, *args):
    Thread(target=work, args=args).start()


def _deliver(subject, words, address):
    try:
        send_mail(subject, words, None, [address])
    except OSError as error:  # smtplib's errors are; their text holds the address
        logger.error("A letter with a code could not be sent: %s", type(error).__name__)


def _hash(code):
    return codes.keyed_hash(code, "accounts.mail-code")
