"""`faro serve` from settings to listening: everything is checked before the first request is taken."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI

from bot.channels.web.phones import Hotline
from bot.channels.web.policy_pages import Record
from bot.channels.web.rates import Rates
from bot.clock import today
from bot.dialogue.conversation import LiveConversations
from bot.dialogue.starting import start_conversations
from bot.knowledge.catalog import Knowledge, in_use
from bot.knowledge.embedding import Embedding, load_embedding
from bot.knowledge.policy_review import load_review
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.screens import PROJECT
from bot.logs import log, start, watch_loop
from bot.policy.contacts import checked
from bot.server import create_app
from bot.settings import Settings, SettingsError, read_settings

PURGE_EVERY = 60
"""Seconds between two sweeps of sessions whose time is up: what is deleted is gone everywhere within a minute."""


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def serve(host: str, port: int) -> int:
    """Serve until stopped. Raises KnowledgeError and SettingsError rather than start half."""
    settings = read_settings()
    start(settings.log_level, strict=settings.environment == "development")
    listening = _listen(host, port)
    conversations = start_conversations(settings, _say)
    config = uvicorn.Config(
        web_application(settings, conversations, in_use()),
        access_log=False,
        proxy_headers=False,  # whose word on an address counts is FARO_TRUSTED_PROXIES alone
        server_header=False,
        ws="none",
        log_level=settings.log_level.lower(),
        log_config=None,
    )
    if settings.public_url.startswith("https:") and not settings.trusted_proxies:
        _say("FARO_TRUSTED_PROXIES is not set: all who come through your proxy count as one for the limits.")
    _say(f"Faro is at http://{host}:{port}/")
    log.info("listening")
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listen(host: str, port: int) -> Any:
    """The socket, taken before all else, so that an address in use is said in words; the log would withhold them."""
    try:
        return uvicorn.Config("", host=host, port=port, log_config=None).bind_socket()
    except (SystemExit, OverflowError):
        raise SettingsError([f"--host, --port: {host}:{port} cannot be listened on, or something else does"]) from None


def web_application(settings: Settings, conversations: LiveConversations, knowledge: Knowledge) -> FastAPI:
    """The application over live conversations, sweeping expired sessions while it runs."""

    @asynccontextmanager
    async def sweeping(_app: FastAPI) -> AsyncIterator[None]:
        watch_loop(log)
        sweeper = asyncio.create_task(_sweep(conversations))
        yield
        sweeper.cancel()

    async def ready() -> bool:
        return await asyncio.to_thread(conversations.can_save)

    return create_app(
        conversations,
        environment=settings.environment,
        public_url=settings.public_url,
        hotlines=_hotlines(knowledge),
        record=_record(knowledge),
        ready=ready,
        rates=Rates(settings.trusted_proxies, today, time.monotonic),
        embedding=load_embedding(settings.embed_file) if settings.embed_file else Embedding(),
        lifespan=sweeping,
    )


def _hotlines(knowledge: Knowledge) -> list[Hotline]:
    """The independent numbers for the page that survives everything else, each with the day it was last checked."""
    book = knowledge.helplines.file
    listed = [c for c in book.contacts if c.run_by == "independent"]
    return [Hotline(c.name, c.phone, c.what, checked(c, book.labels), c.id, c.last_checked) for c in listed if c.phone]


def _record(knowledge: Knowledge) -> Record:
    """The law by date, for the page that needs nothing else."""
    problems: list[Problem] = []
    review = load_review(PROJECT, problems)
    if review is None or problems:
        raise KnowledgeError(problems)
    return Record(knowledge.policies, review, today)


async def _sweep(conversations: LiveConversations) -> None:
    while True:
        await asyncio.to_thread(conversations.purge)
        await asyncio.sleep(PURGE_EVERY)
