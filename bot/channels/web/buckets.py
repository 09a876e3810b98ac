"""How often each of many may do a thing: a burst at once, then so many a minute. In memory, bounded, under no name.

Who it is stands here as a keyed hash that is made anew each day under a random key that is kept nowhere. Refuses to
know whose hash it is, and what is counted.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MOST = 50_000
"""How many are remembered at once, some 8 MB."""
_HASH_BYTES = 16


@dataclass(frozen=True)
class Limit:
    """`burst` at once by one, and `per_minute` after that."""

    burst: int
    per_minute: float

    @property
    def seconds(self) -> float:
        """How long one costs."""
        return 60 / self.per_minute


class Buckets:
    """Counts by kind and by whom. `day` is today, by any name; `ticks` are seconds that never run backwards."""

    def __init__(
        self, limits: Mapping[str, Limit], day: Callable[[], object], ticks: Callable[[], float], most: int = MOST
    ) -> None:
        self._limits, self._day, self._ticks, self._most = dict(limits), day, ticks, most
        self._of_day: object = None
        self._key = b""
        self._paid_until: dict[bytes, float] = {}

    def wait(self, kind: str, who: str) -> float:
        """Take one: 0 where it is allowed, else after how many seconds it would be. What is refused costs nothing."""
        self._change_key()
        limit, now = self._limits[kind], self._ticks()
        name = hmac.digest(self._key, f"{kind}|{who}".encode(), "sha256")[:_HASH_BYTES]
        paid = max(self._paid_until.get(name, now), now)
        if (early := paid - now - (limit.burst - 1) * limit.seconds) > 1e-6:
            return early
        self._paid_until[name] = paid + limit.seconds
        if len(self._paid_until) > self._most:
            self._forget(now)
        return 0.0

    def __len__(self) -> int:
        return len(self._paid_until)

    def _change_key(self) -> None:
        if (today := self._day()) != self._of_day:
            self._of_day, self._key = today, secrets.token_bytes(32)
            self._paid_until.clear()

    def _forget(self, now: float) -> None:
        """Drop those who owe nothing any more; where too few do, the half that owes least."""
        self._paid_until = {name: paid for name, paid in self._paid_until.items() if paid > now}
        if len(self._paid_until) > self._most // 2:
            most_owing = sorted(self._paid_until, key=self._paid_until.__getitem__)[-(self._most // 2) :]
            self._paid_until = {name: self._paid_until[name] for name in most_owing}
