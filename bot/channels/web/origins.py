"""Which pages of other sites may read our answers: those of an organisation's exact origins, for the widget alone.

Pure ASGI. No cookie ever travels this way; a session opens by its token alone. Refuses to know what is asked.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.knowledge.embedding import Embedding

_SHARED = ("/api/", "/widget")
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "authorization, content-type",
    "Access-Control-Max-Age": "600",
}


class Origins:
    """Names the asking origin in the answer where it is allowed. From anywhere else nothing is said at all."""

    def __init__(self, app: ASGIApp, *, embedding: Embedding) -> None:
        self.app, self._embedding = app, embedding

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_SHARED):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        allowed = self._embedding.may_call(origin)

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = MutableHeaders(scope=message)
                said.add_vary_header("Origin")
                if allowed:
                    said["Access-Control-Allow-Origin"] = origin
            await send(message)

        if allowed and scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_named)
            return
        await self.app(scope, receive, send_named)
