"""Codes that people type: eight signs that look alike to nobody, kept as a keyed hash only."""

import secrets

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
