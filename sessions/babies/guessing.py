"""Slows the guessing of codes, by address and for all codes together, in the cache that all workers share.

A wait grows with each wrong try and ends by itself: a ward behind one address is never locked out for good.
When wrong codes come in from everywhere, each address is slowed after its first one; a right code at the first
try still opens, so nobody can shut the door for others.
"""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

TRIES = 5  # the wrong code after which the first wait comes
TRIES_WHEN_BUSY = 1
BUSY = 60  # wrong codes in an hour, from everywhere
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=10)
REMEMBERED = timedelta(hours=1)
EVERYWHERE = "join-guesses:everywhere"


def address_of(request) -> str:
    """Return who is asking: the network of an IPv6 address, as one home or phone has billions of them."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # only our own proxy's word, which is the last one
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).split(",")[-1].strip()
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return known.exploded[:19] if isinstance(known, IPv6Address) else address


def seconds_to_wait(address: str, now: datetime) -> int:
    """Return how many seconds are left before the next try; 0 when it may be made."""
    _, until = cache.get(_key(address), (0, 0.0))
    return max(0, round(until - now.timestamp()))


def count_wrong(address: str, now: datetime) -> int:
    """Note a wrong code and return the seconds to wait before the next one.

    Two tries in the same instant may count as one. Against 8 * 10^11 codes that is a price worth one cache read.
    """
    everywhere, since = cache.get(EVERYWHERE, (0, now.timestamp()))
    left = REMEMBERED.total_seconds() - (now.timestamp() - since)
    cache.set(EVERYWHERE, (everywhere + 1, since), max(1, left))
    wrong = cache.get(_key(address), (0, 0.0))[0] + 1
    wait = wait_after(wrong, busy=everywhere + 1 > BUSY)
    cache.set(_key(address), (wrong, now.timestamp() + wait), REMEMBERED.total_seconds())
    return wait


def wait_after(wrong: int, *, busy: bool) -> int:
    """Return the seconds to wait after so many wrong codes from one address: 30, 60, 120 ... up to ten minutes."""
    over = wrong - (TRIES_WHEN_BUSY if busy else TRIES)
    if over < 0:
        return 0
    return int(min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT).total_seconds())


def _key(address: str) -> str:
    return "join-guesses:" + salted_hmac("sessions.guessing", address).hexdigest()
