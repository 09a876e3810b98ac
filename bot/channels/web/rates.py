"""Slows a flood before any work is done for it: no body read, no database asked, no key derived.

Knows addresses of ours and how often one network may ask for each kind. People share networks: a shelter, a school, a
phone company. So the limits are those of a house full of people; only guessing at codes is held tight. Never limited:
the page of numbers, the way out, deleting, and what an operator's tools ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.web.addresses import Network, address_of
from bot.channels.web.buckets import Buckets, Limit

LIMITS = {
    "opening": Limit(burst=120, per_minute=12),  # a whole class opens its sessions at once
    "talking": Limit(burst=1_200, per_minute=600),  # fifty people who pick an answer every ten seconds and see the page
    "guessing": Limit(burst=20, per_minute=2),  # a room of people with a code each; 2,900 guesses in a day
}
_KINDS = {
    ("POST", "/api/sessions"): "opening",
    ("POST", "/chat/start"): "opening",
    ("POST", "/api/session/code"): "opening",
    ("POST", "/chat/save"): "opening",
    ("POST", "/api/sessions/resume"): "guessing",
    ("POST", "/chat/resume"): "guessing",
}
_NEVER = {("DELETE", "/api/session"), ("POST", "/api/session/end"), ("GET", "/chat/delete"), ("POST", "/chat/delete")}


class TooMany(Exception):
    """Too much of one kind from one network. `seconds` until one more is taken."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)


def kind_of(method: str, path: str) -> str | None:
    """Which limit a request falls under; None for those that are never limited."""
    if (method, path) in _NEVER or not (path == "/chat" or path.startswith(("/api/", "/chat/"))):
        return None
    return _KINDS.get((method, path), "talking")


class Rates:
    """The limits of one process and the proxies it trusts. `day` and `ticks` are those of `Buckets`."""

    def __init__(self, trusted: Sequence[Network], day: Callable[[], object], ticks: Callable[[], float]) -> None:
        self._trusted, self._buckets = tuple(trusted), Buckets(LIMITS, day, ticks)

    def refuse_flood(self, scope: Scope) -> None:
        """Raises TooMany for a request over its limit."""
        kind = kind_of(scope["method"], scope["path"])
        if kind and (seconds := self._buckets.wait(kind, address_of(scope, self._trusted))):
            raise TooMany(ceil(seconds))


class Unhurried:
    """Lets a request on unless there were too many before it. Without rates, all of them."""

    def __init__(self, app: ASGIApp, rates: Rates | None) -> None:
        self.app, self._rates = app, rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._rates and scope["type"] == "http":
            self._rates.refuse_flood(scope)
        await self.app(scope, receive, send)
