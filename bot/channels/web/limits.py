"""How much one request may carry: 16 kB of body, and JSON nested five deep at most.

Pure ASGI: the body is read here once, up to the limit, and handed on. Refuses to know what it says.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 16 * 1024
DEPTH_LIMIT = 5
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")


class Limits:
    """Refuses what is too large with 413 and what is too deep with 422, before anything parses it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        body = await _read(headers, receive)
        if body is None:
            return
        if "json" in headers.get("content-type", "") and depth(body) > DEPTH_LIMIT:
            raise HTTPException(422, f"The JSON is nested deeper than {DEPTH_LIMIT} levels.")
        await self.app(scope, _replay(body, receive), send)


def depth(body: bytes) -> int:
    """How deep the brackets outside strings are nested."""
    level = deepest = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub(b"", body)):
        level += 1 if bracket in b"[{" else -1
        deepest = max(deepest, level)
    return deepest


async def _read(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body, or None when the other side went away."""
    announced = headers.get("content-length", "0")
    if announced.isdecimal() and int(announced[:18]) > BODY_LIMIT:
        raise _too_large()
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise _too_large()
        if not message.get("more_body", False):
            return bytes(body)


def _too_large() -> HTTPException:
    return HTTPException(413, f"The body is larger than {BODY_LIMIT} bytes.")


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body already read, then whatever comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message
