"""The one door to Rasa: a turn's meaning in, responses and the new state out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.dialogue.heard import Heard
from bot.rasa_runtime import TurnTrackerStore, ensure_model, load_agent, turn

RasaState = dict[str, Any]


class Engine:
    """A loaded model with the actions beside it."""

    def __init__(self, home: Path, say: Callable[[str], None]) -> None:
        self._store = TurnTrackerStore()
        self._agent = load_agent(ensure_model(home, say), self._store)

    async def turn(self, state: RasaState | None, heard: Heard) -> tuple[list[dict[str, Any]], RasaState]:
        """Raises EngineError when an action failed; then nothing of the turn counts."""
        value = list(heard.answer) if isinstance(heard.answer, tuple) else heard.answer
        entities = [] if heard.answer is None else [{"entity": "answer", "value": value}]
        return await turn(self._agent, self._store, state, intent=heard.intent, entities=entities, text=heard.words)
