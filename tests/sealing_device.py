"""Locks a massage as a lent tablet does (static/js/outbox/seal.js), written down a second time for tests."""

import base64
import os
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def seal(fields, servers_key):
    curve = ec.SECP256R1()
    server = base64.urlsafe_b64decode(servers_key + "=")
    ours = ec.generate_private_key(curve)
    point = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = ours.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(curve, server))
    lock = HKDF(SHA256(), 32, salt=point + server, info=b"handhug.sealed.1").derive(shared)
    nonce = os.urandom(12)
    locked = AESGCM(lock).encrypt(nonce, urlencode(fields, doseq=True).encode(), None)
    return base64.urlsafe_b64encode(point + nonce + locked).decode().rstrip("=")
