"""The words that are heard before anything else, by language: `data/words/safety.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Text
from bot.knowledge.problems import Problem

Command = Literal[
    "pause",
    "delete",
    "save",
    "withdraw",
    "resume",
    "safe",
    "restart",
    "more",
    "prefer_not",
    "why",
    "who_sees",
    "back",
    "person",
    "language",
    "english",
    "spanish",
    "help",
    "contacts",
    "protections",
    "law",
    "change",
    "parole",
    "result",
]


class PhraseLists(Model):
    """Phrases in every language; all of them are heard whatever language the conversation is in."""

    en: tuple[Text, ...]
    es: tuple[Text, ...]

    @property
    def every(self) -> tuple[str, ...]:
        return (*self.en, *self.es)


class SafetyWords(Model):
    """`commands` are whole messages."""

    commands: dict[Command, PhraseLists]


def load_safety_words(root: Path, problems: list[Problem]) -> SafetyWords | None:
    """Read the file below `root`; None, with the reasons in `problems`, when it is refused."""
    loaded = load_model(SafetyWords, root / "data" / "words" / "safety.yml", root, problems)
    return loaded[0] if loaded else None
