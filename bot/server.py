"""The web application, composed of plain callables: the API, the pages, the limits and the headers around them.

Knows how the parts fit. Refuses to know the database, Rasa, settings and the clock: what needs them is handed in, and
whoever hands it in also starts and stops it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Literal

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Lifespan

from bot.channels.web.api import api
from bot.channels.web.help_parts import load_help_parts
from bot.channels.web.limits import Limits
from bot.channels.web.metrics import CONTENT_TYPE, Counted, Metrics
from bot.channels.web.origins import Origins
from bot.channels.web.pages import Pages
from bot.channels.web.phones import Hotline
from bot.channels.web.policy_pages import PolicyPage, Record
from bot.channels.web.problems import Problems
from bot.channels.web.rates import Rates, Unhurried
from bot.channels.web.render import HERE, Renderer
from bot.channels.web.security import SecurityHeaders
from bot.channels.web.widget import Widget
from bot.channels.web.words import load_page_words, load_widget_words
from bot.dialogue.service import Conversations
from bot.knowledge.embedding import Embedding, refuse_telling_exit

PROJECT = Path(__file__).resolve().parents[1]
Ready = Callable[[], Awaitable[bool]]


ALONE = Embedding()
"""Shown on no site but its own."""


async def _always() -> bool:
    return True


def create_app(
    conversations: Conversations,
    *,
    environment: Literal["development", "production"],
    public_url: str,
    hotlines: Sequence[Hotline],
    record: Record | None = None,
    ready: Ready = _always,
    rates: Rates | None = None,
    exit_url: str = "https://www.weather.gov/",
    embedding: Embedding = ALONE,
    root: Path = PROJECT,
    lifespan: Lifespan[FastAPI] | None = None,
) -> FastAPI:
    """The application for one set of conversations. Raises KnowledgeError or ValueError rather than start half.

    Without a `record` of the law there is no page of rules by date, without `rates` no limit on how often anyone asks.
    """
    refuse_telling_exit(exit_url)
    metrics = Metrics()
    renderer = Renderer(load_page_words(root), hotlines, exit_url, load_help_parts(root, hotlines))
    problems = Problems(renderer, metrics)
    handlers = problems.handlers()
    counted = Counted(conversations, metrics)
    app = FastAPI(
        title="Faro",
        openapi_url="/openapi.json" if environment == "development" else None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        exception_handlers=handlers,
        routes=[
            *Pages(counted, renderer, public_url).routes(),
            *Widget(load_widget_words(root), renderer, embedding, exit_url).routes(),
            *(PolicyPage(record, renderer, root).routes() if record else []),
            *_watched(ready, metrics),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(SecurityHeaders, public_url=public_url, embedding=embedding),
            Middleware(Origins, embedding=embedding),
            Middleware(ExceptionMiddleware, handlers=dict(handlers) | {Exception: problems.answer}),
            Middleware(Unhurried, rates=rates),
            Middleware(Limits),
        ],
    )
    app.include_router(api(counted))
    return app


def _watched(ready: Ready, metrics: Metrics) -> list[Route]:
    """What an operator's tools ask for. Nothing about anybody."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        return PlainTextResponse("ready\n") if await ready() else PlainTextResponse("not ready\n", 503)

    async def counters(_: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", counters)]
