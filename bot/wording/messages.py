"""One message of Faro's, and what may be picked in answer. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "question", "result", "contact", "notice", "crisis"]


@dataclass(frozen=True)
class Choice:
    """One thing a person can pick: the value that travels and the label they read."""

    value: str
    label: str


@dataclass(frozen=True)
class Message:
    """One message. `choices` are what may be picked in answer to it."""

    kind: Kind
    text: str
    choices: tuple[Choice, ...] = ()
