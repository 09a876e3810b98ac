"""What every response says to a browser, and which requests a page of ours can have sent.

Pure ASGI. Knows headers and origins. Refuses to know who is asking: no address and no browser is ever written down.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
_ONE_YEAR = "max-age=31536000; includeSubDomains"


def is_https(public_url: str) -> bool:
    return urlsplit(public_url).scheme == "https"


class SecurityHeaders:
    """Puts the same headers on every response, errors included. HSTS only where the public address is https."""

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self.app = app
        self.headers = dict(_HEADERS)
        if is_https(public_url):
            self.headers["Strict-Transport-Security"] = _ONE_YEAR

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


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
