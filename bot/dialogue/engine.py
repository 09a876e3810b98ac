"""The one door to Rasa: a turn's meaning in, responses and the new state out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.dialogue.heard import Heard
from bot.nlp.reading import FALLBACK, UNCLEAR, Understood
from bot.rasa_runtime import TurnTrackerStore, ensure_model, load_agent, turn, understand
from bot.screening.answers import Value

ONLY_FACTS = "facts"
"""What stands for an answer where the words told nothing but facts for other questions."""
RasaState = dict[str, Any]


class Engine:
    """A loaded model with the actions beside it."""

    def __init__(self, home: Path, say: Callable[[str], None]) -> None:
        self._store = TurnTrackerStore()
        self._agent = load_agent(ensure_model(home, say), self._store)

    async def turn(self, state: RasaState | None, heard: Heard) -> tuple[list[dict[str, Any]], RasaState]:
        """Raises EngineError when an action failed; then nothing of the turn counts."""
        told = ONLY_FACTS if heard.answer is None else _plain(heard.answer)
        entity: dict[str, Any] = {"entity": "answer", "value": told}
        if not heard.sure:
            entity |= {"sure": False, "facts": {key: _plain(fact) for key, fact in heard.facts.items()}}
        entities = [] if heard.answer is None and not heard.facts else [entity]
        return await turn(self._agent, self._store, state, intent=heard.intent, entities=entities, text=heard.words)

    async def understand(self, words: str, key: str | None, as_answer: bool = False) -> Understood:
        """What `words` mean while `key` is open; `as_answer`, which answer they are. Raises EngineError."""
        parsed = await understand(self._agent, words, {"question": key, "as_answer": as_answer})
        intent = parsed["intent"]
        read: dict[str, Any] = next((one for one in parsed.get("entities") or () if one.get("entity") == "answer"), {})
        return Understood(
            UNCLEAR if intent["name"] in (None, FALLBACK) else intent["name"],
            _value(read.get("value")),
            intent["confidence"],
            {key: _kept(fact) for key, fact in read.get("facts", {}).items()},
            bool(intent.get("plain")),
            bool(intent.get("corrects")),
            intent.get("polarity"),
        )


def _plain(value: Value | None) -> Any:
    """As it travels through Rasa."""
    return list(value) if isinstance(value, tuple) else value


def _kept(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value


def _value(value: Any) -> Value | None:
    return None if value is None else _kept(value)
