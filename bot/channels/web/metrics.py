"""What an operator counts: sessions opened, turns taken, errors by class, fields that the log refused. As Prometheus
reads them.

Labels are names of classes in this program. Refuses to know people, words, answers, addresses.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from bot.dialogue.service import Conversations
from bot.dialogue.turns import Reply, Review, View
from bot.knowledge.models import Lang
from bot.logs import refused
from bot.screening.moved import Moved

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """What was counted since this process started."""

    def __init__(self) -> None:
        self.sessions = 0
        self.turns = 0
        self.errors: Counter[str] = Counter()

    def text(self) -> str:
        """All counters in the text format of Prometheus."""
        lines = [
            "# TYPE faro_sessions_opened_total counter",
            f"faro_sessions_opened_total {self.sessions}",
            "# TYPE faro_turns_total counter",
            f"faro_turns_total {self.turns}",
            "# TYPE faro_errors_total counter",
            *(f'faro_errors_total{{class="{name}"}} {count}' for name, count in sorted(self.errors.items())),
            "# TYPE faro_log_fields_refused_total counter",
            f"faro_log_fields_refused_total {refused()}",
        ]
        return "\n".join(lines) + "\n"


class Counted:
    """The conversations handed in, with sessions and turns counted as they succeed."""

    def __init__(self, conversations: Conversations, metrics: Metrics) -> None:
        self._conversations, self._metrics = conversations, metrics

    async def open(self, lang: Lang | None, who: str | None, as_of: date | None = None) -> tuple[str, Reply]:
        opened = await self._conversations.open(lang, who, as_of)
        self._metrics.sessions += 1
        return opened

    async def say(
        self, token: str, message_id: str, text: str | None = None, choice: str | int | list[str] | None = None
    ) -> Reply:
        reply = await self._conversations.say(token, message_id, text, choice)
        self._metrics.turns += 1
        return reply

    async def view(self, token: str, *, peek: bool = False) -> View:
        return await self._conversations.view(token, peek=peek)

    async def result(self, token: str) -> dict[str, Any]:
        return await self._conversations.result(token)

    async def review(self, token: str) -> Review:
        return await self._conversations.review(token)

    async def change(self, token: str, key: str, value: Any) -> tuple[Moved, ...]:
        return await self._conversations.change(token, key, value)

    async def save(self, token: str) -> str:
        return await self._conversations.save(token)

    async def resume(self, code: str) -> tuple[str, Reply]:
        return await self._conversations.resume(code)

    async def delete(self, token: str) -> None:
        await self._conversations.delete(token)
