"""Real conversations for tests: the trained model, the real knowledge, a vault on a real file."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.conversation import LiveConversations
from bot.dialogue.engine import Engine
from bot.dialogue.turns import Reply
from bot.knowledge.catalog import Knowledge, load_knowledge
from bot.vault.sessions import Vault
from tests.homes import model_home

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(model_home(tmp_path_factory), lambda _line: None)


@dataclass
class Talk:
    """One conversation, spoken to line by line."""

    conversations: LiveConversations
    token: str
    reply: Reply
    turns: int = 0

    def say(self, text: str, message_id: str | None = None) -> Reply:
        return self._turn(message_id, text=text)

    def pick(self, choice: Any, message_id: str | None = None) -> Reply:
        return self._turn(message_id, choice=choice)

    def _turn(self, message_id: str | None, **said: Any) -> Reply:
        self.turns += 1
        turn = self.conversations.say(self.token, message_id or f"turn-{self.turns}", **said)
        self.reply = asyncio.run(turn)
        return self.reply

    def answer(self, **answers: Any) -> Reply:
        """Pick answers while their questions are asked; no to every other question."""
        while (asked := self.reply.question) and asked.key in answers:
            self.pick(answers[asked.key])
        return self.reply

    @property
    def key(self) -> str | None:
        return self.reply.question.key if self.reply.question else None

    @property
    def texts(self) -> str:
        return "\n".join(message.text for message in self.reply.messages)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "faro.db"


@pytest.fixture
def conversations(knowledge: Knowledge, engine: Engine, database: Path) -> LiveConversations:
    vault = Vault(f"sqlite:///{database}")
    vault.migrate()
    return LiveConversations(knowledge, engine, vault)


@pytest.fixture
def talk(conversations: LiveConversations) -> Callable[..., Talk]:
    """Begin a conversation; by default in English, about oneself."""

    def begin(lang: Any = "en", who: Any = "self", **more: Any) -> Talk:
        token, reply = asyncio.run(conversations.open(lang, who, **more))
        return Talk(conversations, token, reply)

    return begin
