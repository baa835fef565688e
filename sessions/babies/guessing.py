"""Slows the guessing of codes, by device, by address and for all codes together, in the cache that all workers share.

A wait ends by itself, and only the device that guesses waits long. A device is known by its CSRF cookie, which a
guesser can throw away; then the address waits, but a ward behind one address never more than a minute at a time.
When wrong codes come in from everywhere, each address is slowed after its first one; a right code at the first
try still opens, so nobody can shut the door for others. There are 8 * 10^11 codes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Wait:
    tries: int  # the wrong code after which the first wait comes
    first: int  # seconds; twice as long after each further wrong code
    longest: int

    def after(self, wrong: int) -> int:
        """Return the seconds to wait after so many wrong codes."""
        over = wrong - self.tries
        return 0 if over < 0 else min(self.first * 2 ** min(over, 10), self.longest)


DEVICE = Wait(tries=5, first=30, longest=600)
ADDRESS = Wait(tries=30, first=30, longest=60)
ADDRESS_WHEN_BUSY = Wait(tries=1, first=30, longest=60)
BUSY = 60  # wrong codes in an hour, from everywhere
REMEMBERED = timedelta(hours=1)
EVERYWHERE = "join-guesses:everywhere"


@dataclass(frozen=True)
class Asker:
    device: str
    address: str  # the network of an IPv6 address, as one home or phone has billions of them


def asker_of(request) -> Asker:
    """Return who is asking; of X-Forwarded-For only what our own proxies wrote is believed."""
    return Asker(device=request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""), address=get_ip(request))


def seconds_to_wait(asker: Asker, now: datetime) -> int:
    """Return how many seconds are left before the next try; 0 when it may be made."""
    until = max(cache.get(key, (0, 0.0))[1] for key in _keys(asker))
    return max(0, round(until - now.timestamp()))


def count_wrong(asker: Asker, now: datetime) -> int:
    """Note a wrong code and return the seconds to wait before the next one.

    Two tries in the same instant may count as one. Against 8 * 10^11 codes that is a price worth one cache read.
    """
    everywhere, since = cache.get(EVERYWHERE, (0, now.timestamp()))
    left = REMEMBERED.total_seconds() - (now.timestamp() - since)
    cache.set(EVERYWHERE, (everywhere + 1, since), max(1, left))
    by_address = ADDRESS_WHEN_BUSY if everywhere + 1 > BUSY else ADDRESS
    return max(_count(key, wait, now) for key, wait in zip(_keys(asker), (DEVICE, by_address), strict=True))


def wait_in_words(seconds):
    """Say how long to wait; a minute that has begun counts whole."""
    if seconds <= 60:
        words = ngettext("Please wait %(n)s second.", "Please wait %(n)s seconds.", seconds)
        return words % {"n": seconds}
    minutes = -(-seconds // 60)
    words = ngettext("Please wait %(n)s minute.", "Please wait %(n)s minutes.", minutes)
    return words % {"n": minutes}


def _count(key: str, wait: Wait, now: datetime) -> int:
    wrong = cache.get(key, (0, 0.0))[0] + 1
    seconds = wait.after(wrong)
    cache.set(key, (wrong, now.timestamp() + seconds), REMEMBERED.total_seconds())
    return seconds


def _keys(asker: Asker) -> tuple[str, str]:
    kinds = (("device", f"{asker.device} {asker.address}"), ("address", asker.address))
    return tuple(f"join-guesses:{kind}:" + salted_hmac("sessions.guessing", who).hexdigest() for kind, who in kinds)
