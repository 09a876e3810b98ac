"""A file that only the operator's recovery key opens, however large: frames of AES-256-GCM under a key sealed by HPKE.

Each frame is bound to its place and the last one says so (as in the STREAM construction), so that a file cut short,
reordered or joined from two does not open. Knows bytes; refuses to know what they hold.
"""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.vault.errors import Unusable
from bot.vault.key_pairs import seal_to, unseal_with
from bot.vault.sealing import SealBroken, new_key

_MAGIC = b"faro 1\n"
_LONGEST = 64 * 1024 * 1024


def write_box(path: Path, kind: str, public_key: bytes, frames: Iterable[bytes]) -> None:
    """Write the whole file and put it in its place at once, readable by its owner alone. Raises OSError."""
    key = new_key()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    begun = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC)
            _put(file, seal_to(public_key, _place(kind), key))
            for number, (frame, is_last) in enumerate(_with_last(frames)):
                _put(file, AESGCM(key).encrypt(_nonce(number, is_last), frame, kind.encode()))
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise


def read_box(path: Path, kind: str, private_key: X25519PrivateKey) -> Iterator[bytes]:
    """The frames, each checked before it is given. Raises Unusable naming the file."""
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise Unusable(f"{path}: is no file of this program")
            key = unseal_with(private_key, _place(kind), _get(file))
            yield from _frames(file, key, kind)
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror}") from None
    except (SealBroken, InvalidTag, struct.error, EOFError):
        raise Unusable(f"{path}: does not open with this key, or was cut or changed") from None


def _frames(file: BinaryIO, key: bytes, kind: str) -> Iterator[bytes]:
    number, frame = 0, _get(file)
    while True:
        following = file.read(4)
        yield AESGCM(key).decrypt(_nonce(number, not following), frame, kind.encode())
        if not following:
            return
        number, frame = number + 1, _get(file, following)


def _with_last(frames: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    held: bytes | None = None
    for frame in frames:
        if held is not None:
            yield held, False
        held = frame
    yield held or b"", True


def _place(kind: str) -> bytes:
    return f"faro {kind}".encode()


def _nonce(number: int, is_last: bool) -> bytes:
    return struct.pack(">3xQ?", number, is_last)


def _put(file: BinaryIO, content: bytes) -> None:
    file.write(struct.pack(">I", len(content)) + content)


def _get(file: BinaryIO, length: bytes | None = None) -> bytes:
    (size,) = struct.unpack(">I", file.read(4) if length is None else length)
    content = file.read(min(size, _LONGEST))
    if len(content) != size:
        raise EOFError
    return content
