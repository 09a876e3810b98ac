"""A session as it is kept: Rasa's slots, the last replies by message id, and whether a yes or no is awaited.

Everything here becomes JSON and is sealed. No text typed by a person is among it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from actions.memory import Memory
from bot.dialogue.turns import Asked, Choice, Message, Progress, Reply

REPLIES_KEPT = 4
"""How many earlier replies are kept, so that a message sent again is answered and not taken again."""


class Session:
    """One session in hand: changed during a turn, then kept as a whole."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.rasa_state: dict[str, Any] = state["rasa"]
        self.pending: str | None = state["pending"]
        self._replies: dict[str, Any] = state["replies"]
        self._last: dict[str, Any] | None = state["last"]

    @classmethod
    def new(cls, settings: dict[str, Any]) -> Session:
        given = {key: value for key, value in settings.items() if value is not None}
        return cls({"rasa": {"slots": {"settings": given}, "form": None}, "pending": None, "replies": {}, "last": None})

    def restart(self) -> None:
        """Forget every answer; language, who answers and the like stay."""
        settings = self.rasa_state["slots"].get("settings") or {}
        self.rasa_state = {"slots": {"settings": {k: settings[k] for k in _LASTING if k in settings}}, "form": None}

    def open_all(self) -> None:
        """Make every part of the interview worth asking, also those that were not picked."""
        self._change(self.memory.marked("check_more", "yes"))

    def _change(self, memory: Memory) -> None:
        self.rasa_state = {**self.rasa_state, "slots": {**self.rasa_state["slots"], **memory.slots()}}

    def rasa_from(self, memory: Memory) -> dict[str, Any]:
        """Rasa's state as it stands with `memory` in place of what was remembered, ready for the next question."""
        form = None if memory.is_over else "intake_form"
        open_ = memory.asking(None) if memory.is_over else memory
        return {**self.rasa_state, "slots": {**self.rasa_state["slots"], **open_.slots(), "answer": None}, "form": form}

    @property
    def memory(self) -> Memory:
        return Memory.from_slots(self.rasa_state["slots"])

    @property
    def last_reply(self) -> Reply:
        if self._last is None:
            raise LookupError("a session is kept with its first reply")
        return _reply(self._last)

    def answered_already(self, message_id: str) -> Reply | None:
        kept = self._replies.get(message_id)
        return None if kept is None else _reply(kept)

    def keep(self, message_id: str | None, reply: Reply) -> None:
        self._last = asdict(reply)
        if message_id is not None:
            self._replies[message_id] = self._last
            for oldest in list(self._replies)[:-REPLIES_KEPT]:
                del self._replies[oldest]

    def state(self) -> dict[str, Any]:
        return {"rasa": self.rasa_state, "pending": self.pending, "replies": self._replies, "last": self._last}


_LASTING = ("language", "who", "surface", "as_of")
_PARTS = ("choices", "controls")


def _reply(kept: dict[str, Any]) -> Reply:
    asked = kept["question"]
    return Reply(
        messages=tuple(Message(m["kind"], m["text"], _choices(m["choices"])) for m in kept["messages"]),
        question=None if asked is None else Asked(**{**asked, **{part: _choices(asked[part]) for part in _PARTS}}),
        progress=Progress(**kept["progress"]),
        lang=kept["lang"],
        ended=kept["ended"],
    )


def _choices(kept: list[dict[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(**choice) for choice in kept)
