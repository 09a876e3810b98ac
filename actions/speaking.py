"""The base of Faro's actions: an action says messages and returns a memory; Rasa's slots follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.memory import Memory
from bot.wording.messages import Message


def utter(dispatcher: CollectingDispatcher, messages: Iterable[Message]) -> None:
    """Say messages. Buttons are Rasa's own, so that any of its channels can show them; `kind` travels beside."""
    for message in messages:
        buttons = [{"title": choice.label, "payload": payload(choice.value)} for choice in message.choices]
        choices = [{"value": choice.value, "label": choice.label} for choice in message.choices]
        dispatcher.utter_message(text=message.text, buttons=buttons, kind=message.kind, choices=choices)


def payload(value: str) -> str:
    """A button's payload in Rasa's notation: an intent of its own for a control, else the answer."""
    return f"/{value}" if value in CONTROL_INTENTS else f'/answer{{"answer": "{value}"}}'


CONTROL_INTENTS = ("not_sure", "prefer_not", "why", "who_sees", "back", "pause")


def remember(memory: Memory) -> list[EventType]:
    return [SlotSet(name, value) for name, value in memory.slots().items()]


class Speaking(Action):
    """An action that answers from memory. Subclasses give a name and `speak`."""

    action_name = ""

    def name(self) -> str:
        return self.action_name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        before = Memory.of(tracker)
        messages, after = self.speak(before)
        utter(dispatcher, messages)
        return [] if after == before else remember(after)

    def speak(self, memory: Memory) -> tuple[list[Message], Memory]:
        """What is said now, and what is remembered after it."""
        raise NotImplementedError
