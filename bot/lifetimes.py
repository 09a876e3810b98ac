"""How long things are kept, in seconds. Defaults here; an operator may change them, never past the ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
Kind = Literal["web", "sms"]


@dataclass(frozen=True)
class Lifetimes:
    """The life of a session by its kind, of a token nobody uses, of what was saved, and the day nothing goes past."""

    web: int = 24 * HOUR
    sms: int = 72 * HOUR
    idle: int = 15 * MINUTE
    saved: int = 30 * DAY
    ceiling: int = 365 * DAY

    def of(self, kind: Kind) -> int:
        """How long a session of this kind lives unless it is saved."""
        return self.web if kind == "web" else self.sms

    def token_ends(self, kind: Kind, now: int) -> int:
        """When a token used now stops opening its session. A phone's number is its token, and does not idle."""
        return now + (self.idle if kind == "web" else self.ceiling)
