"""The server's own secrets: a file beside the database and never in it, newest first, readable by its owner alone.

From them come the salt of resume codes, the chain of the audit log and the tokens of phone numbers, each under its
own label. A secret that was replaced stays in the file, so that what it made can still be read. Refuses to know any
session.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.vault.errors import Unusable
from bot.vault.sealing import derive, new_id, token_of

_BYTES = 32


@dataclass(frozen=True)
class Secret:
    """One secret: its name, 256 bits, and when it was made (seconds since 1970, UTC)."""

    id: str
    value: bytes = field(repr=False)
    made_at: int

    def derive(self, label: str) -> bytes:
        """32 bytes for one use."""
        return derive(self.value, f"faro server {label}")

    @property
    def fingerprint(self) -> bytes:
        """Tells this secret from another, and nothing about it."""
        return self.derive("fingerprint")[:16]


class Secrets:
    """All of them, the one in use first."""

    def __init__(self, every: Sequence[Secret]) -> None:
        self.every = tuple(every)

    @property
    def newest(self) -> Secret:
        return self.every[0]

    def by_id(self, name: str) -> Secret | None:
        return next((one for one in self.every if one.id == name), None)

    def used_since(self, moment: int) -> tuple[Secret, ...]:
        """The newest, and those that were the newest at some time after `moment`."""
        ended = [one.made_at for one in self.every[:-1]]
        return (self.newest, *(old for old, end in zip(self.every[1:], ended, strict=True) if end > moment))

    def phone_token(self, number: str) -> str:
        """The token of a phone number's session, for channels on which nobody can carry one.

        Whoever holds this secret and the database can try every number; see docs/threat-model.md.
        """
        return token_of(derive(self.newest.derive("phone"), f"number {number}"))

    def rotated(self, now: int) -> Secrets:
        """With a new one in front."""
        return Secrets((_fresh(now), *self.every))

    def text(self) -> str:
        """As the file holds them: a line each, of name, second and hexadecimal digits."""
        return "".join(f"{one.id} {one.made_at} {one.value.hex()}\n" for one in self.every)

    def keep(self, path: Path) -> None:
        """Put the whole file in its place at once."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        begun = path.with_name(f"{path.name}.new")
        with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(self.text())
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)


def fresh_secrets(now: int) -> Secrets:
    """One new secret, kept nowhere yet."""
    return Secrets((_fresh(now),))


def read_secrets(path: Path) -> Secrets:
    """Those of the file. Raises Unusable naming the file when it is missing or not of this shape."""
    try:
        return parse_secrets(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        raise Unusable(f"{path}: no file of secrets that can be read") from None


def open_secrets(path: Path, now: int) -> Secrets:
    """Those of the file, made on the first start. Raises Unusable."""
    if not path.exists():
        begun = path.with_name(f"{path.name}.{new_id()}")
        fresh_secrets(now).keep(begun)
        with contextlib.suppress(FileExistsError):  # whoever starts at the same moment and is first has made it
            os.link(begun, path)
        begun.unlink()
    return read_secrets(path)


def parse_secrets(text: str) -> Secrets:
    """Secrets as `text()` writes them. Raises ValueError."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    every = [Secret(name, bytes.fromhex(value), int(made)) for name, made, value in lines]
    if not every or any(len(one.value) != _BYTES for one in every):
        raise ValueError("each line holds a name, a second and 64 hexadecimal digits")
    return Secrets(every)


def _fresh(now: int) -> Secret:
    return Secret(new_id(), secrets.token_bytes(_BYTES), now)
