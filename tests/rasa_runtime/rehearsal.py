"""Rasa with small actions of its own, and a plain way to take turns with it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa_sdk.executor import ActionExecutor

from bot.rasa_runtime import TurnTrackerStore, load_agent, turn

CANARY = "zanzibar-7731"  # stands for what a person typed: it must turn up nowhere
Reply = tuple[list[dict[str, Any]], dict[str, Any]]


def _say(name: str) -> Callable[..., list[dict[str, Any]]]:
    def run(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=name)
        return []

    return run


def _ask(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
    key = f"question_{len(tracker.get_slot('answers') or {})}"
    dispatcher.utter_message(text=f"{key}?", kind="question", data={"key": key}, buttons=[{"value": "yes"}])
    return [{"event": "slot", "name": "question", "value": key}]


def _store(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
    value, answers = tracker.get_slot("answer"), dict(tracker.get_slot("answers") or {})
    if value == "fail":
        raise ValueError(f"what was said: {tracker.latest_message['text']} {CANARY}")
    if value is None:
        return []
    answers[tracker.get_slot("question")] = value
    done = "done" if value == "last" else None
    return [
        {"event": "slot", "name": "answers", "value": answers},
        {"event": "slot", "name": "answer", "value": done},
    ]


class Rehearsal:
    """An agent whose actions say their names, and one conversation turn at a time with it."""

    def __init__(self, model: Path) -> None:
        self.store = TurnTrackerStore()
        executor = ActionExecutor()
        asides = (
            "about angry back change clarify contacts delete language other_person parole pause person "
            "protections result silence thanks verdict who_sees why"
        )
        for aside in asides.split():
            executor.register_function(f"action_{aside}", _say(aside))
        executor.register_function("action_ask_answer", _ask)
        executor.register_function("validate_intake_form", _store)
        self.agent = load_agent(model, self.store, executor)

    def turn(self, state: dict[str, Any] | None, **said: Any) -> Reply:
        return asyncio.run(turn(self.agent, self.store, state, **said))

    def answer(self, state: dict[str, Any] | None, value: object, text: str | None = None) -> Reply:
        return self.turn(state, intent="answer", entities=[{"entity": "answer", "value": value}], text=text)

    def begin(self) -> dict[str, Any]:
        return self.turn(None, intent="start")[1]
