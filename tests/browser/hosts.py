"""Servers for browser tests: an application on a free port, and another site whose pages show the widget."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

SANDBOX = "allow-scripts allow-same-origin allow-forms"
SANDBOXES = {
    "none": "",
    "without": f'sandbox="{SANDBOX}"',
    "with": f'sandbox="{SANDBOX} allow-top-navigation-by-user-activation"',
}


@dataclass(frozen=True)
class Host:
    """The address of another site, and of the Faro it shows."""

    url: str
    faro: str


class Listening:
    """A free port of this machine, known before anything is served on it."""

    def __enter__(self) -> Listening:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()  # who calls before the server takes its place waits
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    @contextmanager
    def serving(self, app: Any) -> Iterator[None]:
        """Serve `app` as in life until left."""
        config = uvicorn.Config(app, access_log=False, server_header=False, log_config=None, ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        thread.start()
        yield
        server.should_exit = True
        thread.join(10)


def host_pages(faro: str) -> Starlette:
    """A site as an organisation has one: strict about what its pages load, plus the lines of docs/embedding.md."""
    policy = (
        f"default-src 'none'; script-src {faro}; style-src {faro}; connect-src {faro}; img-src {faro}; frame-src {faro}"
    )

    async def widget(_: Request) -> HTMLResponse:
        tag = f'<script src="{faro}/widget.js" data-org="harbor" data-lang="en" async></script>'
        return _page(f"<h1>Harbor House</h1><p>Open on weekdays. <a href='/other'>Other page</a></p>{tag}", policy)

    async def stranger(_: Request) -> HTMLResponse:
        return _page(f'<iframe src="{faro}/?org=nobody"></iframe>', policy)

    async def other(_: Request) -> HTMLResponse:
        return _page("<h1>Opening hours</h1>", policy)

    async def frame(request: Request) -> HTMLResponse:
        sandbox = SANDBOXES[request.path_params["sandbox"]]
        return _page(
            f'<h1>Framed</h1><iframe width="380" height="700" src="{faro}/?org=harbor" {sandbox}></iframe>', policy
        )

    return Starlette(
        routes=[
            Route("/", widget),
            Route("/other", other),
            Route("/stranger", stranger),
            Route("/frame/{sandbox}", frame),
        ]
    )


def _page(body: str, policy: str) -> HTMLResponse:
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Harbor</title>'
    page = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    return HTMLResponse(page, headers={"Content-Security-Policy": policy})
