"""A session as it is kept: Rasa's slots, the last replies by message id, whether a yes or no is awaited, and the rules
last shown, by id.

Everything here becomes JSON and is sealed. No text typed by a person is among it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from actions.memory import Memory
from bot.dialogue.returning import shown_now, told_first
from bot.dialogue.turns import Asked, Choice, Message, Progress, Reply
from bot.policy.in_force import Moves
from bot.policy.since import Shown

FORM = "intake_form"
"""Rasa's name for the interview while it runs."""
REPLIES_KEPT = 4
"""How many earlier replies are kept, so that a message sent again is answered and not taken again."""


class Session:
    """One session in hand: changed during a turn, then kept as a whole where it was `touched`."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.rasa_state: dict[str, Any] = state["rasa"]
        self.pending: str | None = state["pending"]
        self._replies: dict[str, Any] = state["replies"]
        self._last: dict[str, Any] | None = state["last"]
        self.shown: Shown | None = _shown(state.get("shown"))
        self.touched = False

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

    @property
    def is_paused(self) -> bool:
        """Stopped before the end: nothing is being asked, and there is something left to ask."""
        return self.rasa_state["form"] is None and not self.memory.is_over

    def rasa_from(self, memory: Memory) -> dict[str, Any]:
        """Rasa's state with `memory` in place of what was remembered, ready for the next question if there is one."""
        at = memory.asking(None) if memory.is_over else memory
        slots = {**self.rasa_state["slots"], **at.slots(), "answer": None}
        return {**self.rasa_state, "slots": slots, "form": None if memory.is_over else FORM}

    def remember(self, memory: Memory) -> None:
        """Put `memory` in place of what was remembered while the conversation is stopped; it stays stopped."""
        self.rasa_state = {**self.rasa_from(memory.asking(None)), "form": None}
        self.touched = True

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
        self.touched = True
        self._last = asdict(reply)
        if message_id is not None:
            self._replies[message_id] = self._last
            for oldest in list(self._replies)[:-REPLIES_KEPT]:
                del self._replies[oldest]

    def tell(self, message_id: str | None, news: Moves | None, reply: Reply) -> Reply:
        """Keep the reply, with the news first where it is the moment for it; else it is told the next time."""
        told = told_first(news, reply, self.memory)
        if news is None or told is not reply:
            self.shown = shown_now(self.memory)
        self.keep(message_id, told)
        return told

    def state(self) -> dict[str, Any]:
        return {
            "rasa": self.rasa_state,
            "pending": self.pending,
            "replies": self._replies,
            "last": self._last,
            "shown": asdict(self.shown) if self.shown else None,
        }


_LASTING = ("language", "who", "surface", "as_of")
_PARTS = ("choices", "controls")


def _shown(kept: dict[str, Any] | None) -> Shown | None:
    """None for a session that was sealed before this was kept."""
    return None if kept is None else Shown(tuple(kept["categories"]), kept["situation"], kept["statuses"])


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
