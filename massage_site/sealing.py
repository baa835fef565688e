"""What waits on a tablet that goes from hand to hand is locked there, for this server alone.

The device takes the public key from a page of ours, makes a key pair of its own for one massage, and throws the private
half away (ECDH on P-256, HKDF-SHA256, AES-256-GCM). Our private key is derived from SECRET_KEY, so it lies in no table
and in no backup of one; older ones come from SECRET_KEY_FALLBACKS.
"""

import base64
import binascii
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the curve
ABOUT = b"handhug.sealed.1"
POINT, NONCE = 65, 12  # bytes: a public key as it travels, and what makes a lock unlike any other


class CannotOpen(Exception):
    """Not locked for any key of ours, or no longer whole."""


def public_key() -> str:
    """Return the key that devices lock with, as text for a page."""
    return base64.urlsafe_b64encode(_point(_private(settings.SECRET_KEY))).decode().rstrip("=")


def open_box(text: str) -> bytes:
    """Return what a device locked. Raises CannotOpen."""
    try:
        box = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, box[:POINT])
    except (binascii.Error, ValueError) as error:
        raise CannotOpen from error
    nonce, locked = box[POINT : POINT + NONCE], box[POINT + NONCE :]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        private = _private(secret)
        key = _derive(private.exchange(ec.ECDH(), theirs), 32, salt=box[:POINT] + _point(private))
        try:
            return AESGCM(key).decrypt(nonce, locked, None)
        except (InvalidTag, ValueError):
            continue
    raise CannotOpen


@lru_cache
def _private(secret):
    number = int.from_bytes(_derive(secret.encode(), 48, salt=None))  # half as long again: no number is likelier
    return ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)


def _point(private):
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derive(secret, length, *, salt):
    return HKDF(SHA256(), length, salt=salt, info=ABOUT).derive(secret)
