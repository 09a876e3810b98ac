"""Sealing one session's state with a key that only the person's token holds.

The token is 256 random bits and is never stored. From it come, by HKDF-SHA256 (RFC 5869) with separate labels, the
session's name in the database and its AES-256-GCM key; the associated data binds the ciphertext to that session and
field, so that bytes moved to another row do not open. A stolen database opens nothing.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TOKEN_BYTES = 32
_NONCE_BYTES = 12


class SealBroken(Exception):
    """These bytes do not open with this token in this place."""


def new_token() -> str:
    """A fresh bearer token: 256 bits from the system's generator, as unpadded URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(TOKEN_BYTES)).rstrip(b"=").decode()


def session_id(token: str) -> str:
    """The name of the session in the database, 64 hexadecimal digits; the token cannot be had from it."""
    return _derive(token, b"faro session id").hex()


def seal(token: str, field: str, content: bytes) -> bytes:
    """Nonce and ciphertext of `content`."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_derive(token, b"faro seal")).encrypt(nonce, content, _bound_to(token, field))


def unseal(token: str, field: str, sealed: bytes) -> bytes:
    """What was sealed. Raises SealBroken for another token, another field, or altered bytes."""
    nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(_derive(token, b"faro seal")).decrypt(nonce, ciphertext, _bound_to(token, field))
    except (InvalidTag, ValueError) as error:
        raise SealBroken(field) from error


def _bound_to(token: str, field: str) -> bytes:
    return f"{session_id(token)}|{field}".encode()


def _derive(token: str, label: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=label).derive(_raw(token))


def _raw(token: str) -> bytes:
    """The token's bytes. Anything that is no token becomes bytes that open nothing."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b"no token"
    return raw if len(raw) == TOKEN_BYTES else b"no token"
