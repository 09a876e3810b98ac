"""What every response says to a browser, and which requests a page of ours can have sent.

Pure ASGI. Knows headers and origins. Refuses to know who is asking: no address and no browser is ever written down.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.knowledge.embedding import Embedding

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
FRAMED = "/"
"""The only page another site may frame. It knows no cookie, so nobody can be tricked into using theirs."""
_ONE_YEAR = "max-age=31536000; includeSubDomains"


def is_https(public_url: str) -> bool:
    return urlsplit(public_url).scheme == "https"


class SecurityHeaders:
    """Puts the same headers on every response, errors included. HSTS only where the public address is https.

    One page may be framed, the first one, and only by the exact origins of the organisation its address names.
    """

    def __init__(self, app: ASGIApp, *, public_url: str, embedding: Embedding) -> None:
        self.app = app
        self._embedding = embedding
        self.headers = dict(_HEADERS)
        if is_https(public_url):
            self.headers["Strict-Transport-Security"] = _ONE_YEAR

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        policy = content_policy(self._framed_by(scope))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers | {"Content-Security-Policy": policy})
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _framed_by(self, scope: Scope) -> tuple[str, ...]:
        if scope["type"] != "http" or scope["path"] != FRAMED:
            return ()
        return self._embedding.origins_of(QueryParams(scope["query_string"]).get("org", ""))


def content_policy(framed_by: Sequence[str] = ()) -> str:
    """What a browser may load and do on a page of ours, and the exact origins that may frame it."""
    rules = _POLICY | ({"frame-ancestors": " ".join(framed_by)} if framed_by else {})
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def is_from_here(request: Request, public_url: str) -> bool:
    """Whether a form can have come from one of our own pages.

    Our pages send no referrer, and browsers then write `Origin: null` even on our own forms; so an unnamed origin is
    judged by `Sec-Fetch-Site`, and where that is missing too (old browsers, programs) by the strict cookie alone.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin", "null")
    public = urlsplit(public_url)
    ours = {f"{public.scheme}://{public.netloc}", f"{request.url.scheme}://{request.url.netloc}"}
    return origin == "null" or origin in ours
