"""Codes that people type: eight signs that look alike to nobody, kept as a keyed hash only."""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 O 1 I L, which look alike on paper
LENGTH = 8


def fresh():
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(code):
    """Read a code as people type it: any case, with spaces or hyphens."""
    return "".join(code.split()).replace("-", "").upper()


def keyed_hash(code, kind):
    """kind: what the code opens. A code of one kind is nothing to another."""
    return salted_hmac(kind, tidy(code), algorithm="sha256").hexdigest()


def keyed_hashes(secret, kind):
    """The hash of something that is kept for long, and what it was under each older secret of the site."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(kind, secret, secret=key, algorithm="sha256").hexdigest() for key in keys]
