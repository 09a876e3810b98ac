"""`faro serve` from settings to listening: everything is checked before the first request is taken."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI

from bot.channels.web.phones import Hotline
from bot.channels.web.policy_pages import Record
from bot.clock import today
from bot.dialogue.conversation import LiveConversations
from bot.dialogue.starting import start_conversations
from bot.knowledge.catalog import Knowledge, in_use
from bot.knowledge.embedding import Embedding, load_embedding
from bot.knowledge.policy_review import load_review
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.screens import PROJECT
from bot.policy.contacts import checked
from bot.server import create_app
from bot.settings import Settings, read_settings

PURGE_EVERY = 600
"""Seconds between two sweeps of sessions whose time is up."""


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def serve(host: str, port: int) -> int:
    """Serve until stopped. Raises KnowledgeError and SettingsError rather than start half."""
    settings = read_settings()
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s %(message)s")
    conversations = start_conversations(settings, _say)
    config = uvicorn.Config(
        web_application(settings, conversations, in_use()),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        ws="none",
        log_level=settings.log_level.lower(),
        log_config=None,
    )
    _say(f"Faro is at http://{host}:{port}/")
    uvicorn.Server(config).run()
    return 0


def web_application(settings: Settings, conversations: LiveConversations, knowledge: Knowledge) -> FastAPI:
    """The application over live conversations, sweeping expired sessions while it runs."""

    @asynccontextmanager
    async def sweeping(_app: FastAPI) -> AsyncIterator[None]:
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
