"""Sealing: what a key seals opens with that key, in that place, and nowhere else.

Every session has a random key of 256 bits. Each way to open the session (a bearer token, a resume code) is a secret
seed from which come, by HKDF-SHA256 (RFC 5869) with separate labels, a name to be found by and a key that wraps the
session's key. Seeds are never stored, so a stolen database opens nothing, and who erases the wraps erases the data.
Knows bytes and places. Refuses to know what is inside, and where anything is kept.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TOKEN_BYTES = 32
KEY_BYTES = 32
_NONCE_BYTES = 12


class SealBroken(Exception):
    """These bytes do not open with this key in this place."""


def new_token() -> str:
    """A fresh bearer token: 256 bits from the system's generator, as unpadded URL-safe base64."""
    return token_of(secrets.token_bytes(TOKEN_BYTES))


def token_of(seed: bytes) -> str:
    """The token that holds these 32 bytes."""
    return base64.urlsafe_b64encode(seed).rstrip(b"=").decode()


def new_key() -> bytes:
    """A fresh session key: 256 bits."""
    return secrets.token_bytes(KEY_BYTES)


def new_id() -> str:
    """A fresh name for something kept: 128 bits, 32 hexadecimal digits."""
    return secrets.token_hex(16)


def place(organisation: str, session: str, of: str) -> bytes:
    """The associated data of one field (`table.column`) of one session of one organisation."""
    return f"{organisation}|{session}|{of}".encode()


def seal(key: bytes, bound_to: bytes, content: bytes) -> bytes:
    """Nonce and AES-256-GCM ciphertext of `content`, bound to its place."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to)


def unseal(key: bytes, bound_to: bytes, sealed: bytes) -> bytes:
    """What was sealed. Raises SealBroken for another key, another place, or altered bytes."""
    nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, bound_to)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def derive(seed: bytes, label: str) -> bytes:
    """32 bytes out of a secret, for one use; none of them tells of another."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=label.encode()).derive(seed)


@dataclass(frozen=True)
class Opener:
    """One way to open a session: what a token or a resume code makes of itself."""

    kind: Literal["token", "code"]
    seed: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """What the wrap is found by, 64 hexadecimal digits; the seed cannot be had from it."""
        return derive(self.seed, f"faro {self.kind} name").hex()

    def wrap(self, session: str, key: bytes) -> bytes:
        """The key of `session`, sealed for this opener."""
        return seal(self._key, self._place(session), key)

    def unwrap(self, session: str, wrapped: bytes) -> bytes:
        """The key that was wrapped for this opener. Raises SealBroken."""
        return unseal(self._key, self._place(session), wrapped)

    @property
    def _key(self) -> bytes:
        return derive(self.seed, f"faro {self.kind} wrap")

    def _place(self, session: str) -> bytes:
        return place(self.name, session, "wraps.wrapped_key")


def token_opener(token: str) -> Opener:
    """The opener of a bearer token. Anything that is no token opens nothing."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    return Opener("token", raw if len(raw) == TOKEN_BYTES else b"no token")
