"""What the vault refuses. None of them carries a value: a driver's words may hold an address or a statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError


class VaultDown(Exception):
    """The database does not answer."""


class NoSuchSession(Exception):
    """Nothing opens with this: never opened, expired, or deleted."""


class ChangedMeanwhile(Exception):
    """Another turn of the same session was written first."""


class Unusable(ValueError):
    """What an operator gave cannot be used; says what and what would be right."""


Refusal = Literal["unknown", "expired", "withdrawn", "other_recipient"]


class NoRelease(Exception):
    """Nothing may be handed over: there is no release, it is over, or it names somebody else."""

    def __init__(self, reason: Refusal) -> None:
        self.reason: Refusal = reason
        super().__init__(reason)


@contextmanager
def failing_closed() -> Iterator[None]:
    """Turn whatever a driver says into VaultDown, without its words."""
    try:
        yield
    except SQLAlchemyError:
        raise VaultDown from None
