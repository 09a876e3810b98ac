"""What one text means at one question, outside a conversation: buttons' words and commands first, then the model.

The order in which a conversation reads (`reading`, then the language component), without its state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.dialogue.engine import Engine
from bot.dialogue.safety_words import Listener
from bot.knowledge.catalog import load_knowledge
from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.questions import UNSURE
from bot.nlp.reading import ANSWER, UNCLEAR
from bot.screening.answers import Value
from bot.settings import Settings
from bot.wording.asking import choices, controls
from bot.wording.matching import match_answer, match_choice

SAID = (
    ANSWER, *UNSURE, "why", "who_sees", "back", "change", "repeat", "skip", "pause", "delete", "person", "language",
    "help", UNCLEAR,
)  # fmt: skip
"""Everything that may be said, for programs outside."""
_COUNTS_AS = {
    "are_you_human": "person", "contacts": "person", "parole": "help", "protections": "help", "result": "help",
    "verdict": "help", "goodbye": "pause", "english": "language", "spanish": "language", "prefer_not": "prefer_not",
}  # fmt: skip


class UnknownQuestion(ValueError):
    """No question has this key; says which there are."""


class Understander:
    """Reads texts against one question."""

    def __init__(self, engine: Engine, key: str, lang: Lang) -> None:
        self._knowledge = load_knowledge()
        questions = self._knowledge.screens.interview.questions
        self._question, self._lang = questions[key], lang
        self._listener = Listener(self._knowledge.safety)
        self._engine = engine

    @classmethod
    def started(cls, settings: Settings, key: str, lang: Lang, say: Callable[[str], None]) -> Understander:
        """With a model of its own. Raises UnknownQuestion before any is loaded."""
        questions = load_knowledge().screens.interview.questions
        if key not in questions:
            raise UnknownQuestion(f"question: no question {key!r}; one of: {', '.join(questions)}")
        return cls(Engine(settings.home, say), key, lang)

    def read(self, text: str) -> dict[str, Any]:
        """`text` with its value, how sure that is, and what kind of thing was said."""
        value, said, confidence = self._plainly(text) or self._understood(text)
        shown = list(value) if isinstance(value, tuple) else value
        return {"text": text, "value": shown, "confidence": confidence, "said": said}

    def _plainly(self, text: str) -> tuple[Value | None, str, float] | None:
        """What stands on a button, in any language, or is a command."""
        if not text.strip():
            return None, UNCLEAR, 0.0
        for lang in (self._lang, *(other for other in LANGUAGES if other != self._lang)):
            own = choices(self._question, self._knowledge, lang)
            answer = match_answer(text, self._question, own)
            if isinstance(answer, str) and answer in UNSURE:
                return None, answer, 1.0
            if answer is not None:
                return answer, ANSWER, 1.0
            control = match_choice(text, controls(self._question, self._knowledge, lang, can_go_back=True))
            if control and not text.strip().isdecimal():
                return None, control, 1.0
        command = self._listener.command(text)
        if command == "prefer_not":
            return None, "skip", 1.0
        named = _COUNTS_AS.get(command or "", command)
        return (None, named, 1.0) if named in SAID else None

    def _understood(self, text: str) -> tuple[Value | None, str, float]:
        understood = asyncio.run(self._engine.understand(text, self._question.key))
        said = _COUNTS_AS.get(understood.said, understood.said)
        if said not in SAID:
            return None, UNCLEAR, 0.0
        return (understood.value if said == ANSWER else None), said, understood.confidence
