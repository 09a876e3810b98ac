"""Conversations without a trained model: Faro's own actions, moved as `data/dialogue/rules.yml` moves them.

Everything but the meaning of free words is real. Words that are no number, label or command are not understood here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions import asides, outcomes
from actions.intake import FORM_DONE, ActionAskAnswer, ValidateIntakeForm
from actions.speaking import Speaking
from bot.dialogue.engine import RasaState
from bot.dialogue.heard import Heard
from bot.dialogue.keeping import FORM
from bot.knowledge.questions import UNSURE
from bot.nlp.reading import UNCLEAR, Understood

SAME_ACTION = {"help": "about", "are_you_human": "about", "nlu_fallback": "clarify", "out_of_scope": "clarify"}
ASKS, LEAVES = ("start", "greet", "repeat"), ("pause", "delete")
ACTIONS: dict[str, type[Speaking]] = {
    one.action_name: one
    for module in (asides, outcomes)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Speaking) and one.action_name
}


@dataclass
class Turn:
    """One turn under way: what an action sees of Rasa's tracker, and what was said so far."""

    slots: dict[str, Any]
    form: str | None
    latest_message: dict[str, Any] = field(default_factory=dict)
    said: CollectingDispatcher = field(default_factory=CollectingDispatcher)

    def get_slot(self, key: str) -> Any:
        return self.slots.get(key)

    async def act(self, action: Speaking) -> None:
        for event in await action.run(self.said, self, {}):  # type: ignore[arg-type]
            self.slots[event["name"]] = event["value"]

    async def ask(self) -> None:
        self.form = FORM
        await self.act(ActionAskAnswer())

    async def answer(self, value: Any) -> None:
        given = ValidateIntakeForm().validate_answer(value, self.said, self, {})  # type: ignore[arg-type]
        self.slots.update(given)
        if given["answer"] != FORM_DONE:
            await self.ask()
            return
        self.form, self.slots["answer"] = None, None
        await self.act(ACTIONS["action_result"]())


class WithoutModel:
    """Stands where Rasa stands."""

    async def understand(self, words: str, key: str | None, as_answer: bool = False) -> Understood:
        return Understood(UNCLEAR)

    async def turn(self, state: RasaState | None, heard: Heard) -> tuple[list[dict[str, Any]], RasaState]:
        before = state or {"slots": {}, "form": None}
        intent = heard.intent or "nlu_fallback"
        turn = Turn({**before["slots"]}, before["form"], {"intent": {"name": intent, "confidence": 1.0}})
        if intent in ASKS or (turn.form is None and intent in ("answer", *UNSURE)):
            await turn.ask()
        elif intent in ("answer", *UNSURE):
            value = intent if intent in UNSURE else heard.answer
            await turn.answer(list(value) if isinstance(value, tuple) else value)
        else:
            await turn.act(ACTIONS[f"action_{SAME_ACTION.get(intent, intent)}"]())
            if intent in LEAVES:
                turn.form = None
            elif turn.form:
                await turn.ask()
        return turn.said.messages, {"slots": turn.slots, "form": turn.form}
