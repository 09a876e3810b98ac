"""Key pairs of those outside: organisations, and the operator's key for backups. Sealing by HPKE (RFC 9180).

The public key stays here; the private one is made once, put in a file under a passphrase, and handed over. Suite:
DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Refuses to keep a private key or a passphrase.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from bot.vault.errors import Unusable
from bot.vault.sealing import SealBroken

SHORTEST_PASSPHRASE = 12
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def new_key_pair(passphrase: str) -> tuple[bytes, bytes]:
    """The public key, and the private one as an encrypted PEM file. Raises Unusable for a short passphrase."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Unusable(f"passphrase: at least {SHORTEST_PASSPHRASE} letters")
    private = X25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    return private.public_key().public_bytes_raw(), pem


def open_private_key(pem: bytes, passphrase: str) -> X25519PrivateKey:
    """The private key in a file. Raises Unusable when file or passphrase are not the right ones."""
    try:
        key = load_pem_private_key(pem, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise Unusable("key file: not one of these, or another passphrase") from None
    if not isinstance(key, X25519PrivateKey):
        raise Unusable("key file: not a key that this program made")
    return key


def seal_to(public_key: bytes, bound_to: bytes, content: bytes) -> bytes:
    """What only the private key opens, and only in this place."""
    return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public_key), info=bound_to)


def unseal_with(private_key: X25519PrivateKey, bound_to: bytes, sealed: bytes) -> bytes:
    """What was sealed. Raises SealBroken."""
    try:
        return _SUITE.decrypt(sealed, private_key, info=bound_to)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error
