from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from bot.server import create_app
from tests.channels.web.lawful import RECORD
from tests.channels.web.scripted import HOTLINES, Scripted


class InProcess(httpx.BaseTransport):
    """Lets a plain client talk to the application without a socket. What the application raises, the test sees."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self._asgi = httpx.ASGITransport(app=app, raise_app_exceptions=True)
        self._open = start_blocking_portal()
        self._portal = self._open.__enter__()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._portal.call(self._send, request)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        chunks = list(request.stream)

        async def body() -> AsyncIterator[bytes]:
            for chunk in chunks:
                yield chunk

        sent = httpx.Request(request.method, request.url, headers=request.headers, content=body())
        response = await self._asgi.handle_async_request(sent)
        sent_back = b"".join([part async for part in response.aiter_raw()])  # as it travelled, compressed or not
        return httpx.Response(response.status_code, headers=response.headers, content=sent_back)

    def close(self) -> None:
        self._open.__exit__(None, None, None)


@pytest.fixture
def talks() -> Scripted:
    return Scripted()


@pytest.fixture
def serve(talks: Scripted) -> Iterator[Callable[..., httpx.Client]]:
    """Start the application on the scripted conversation, with settings of the test's choice."""
    clients: list[httpx.Client] = []

    def start(**settings: Any) -> httpx.Client:
        given = {"environment": "development", "public_url": "http://faro.test", "hotlines": HOTLINES}
        given |= {"record": RECORD, **settings}
        app = create_app(talks, **given)
        clients.append(httpx.Client(transport=InProcess(app), base_url=given["public_url"]))
        return clients[-1]

    yield start
    for client in clients:
        client.close()


@pytest.fixture
def client(serve: Callable[..., httpx.Client]) -> httpx.Client:
    return serve()


@pytest.fixture
def bearer(client: httpx.Client) -> dict[str, str]:
    """The header of a session just opened."""
    return {"Authorization": "Bearer " + client.post("/api/sessions", json={"lang": "en"}).json()["token"]}
