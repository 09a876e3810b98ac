"""A walker that answers at random and interrupts, for thousands of turns in both languages: nothing breaks, nothing is
asked twice, nothing ends nowhere.
"""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest

from bot.dialogue.turns import Asked
from bot.knowledge.questions import UNSURE
from bot.knowledge.screens import PROJECT
from bot.nlp.examples import load_answers
from bot.nlp.wiring import interview_questions

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
TURNS = 5_000
ASIDES = {
    "en": (
        "why do you ask", "who sees this", "repeat please", "im scared of ICE", "what is a notario", "contacts", "lol",
        "...", "result", "are you human", "you are useless", "do i qualify", "did my wife write here", "thank you",
        "simpler words", "asdf", "rules", "law",
    ),
    "es": (
        "por qué pregunta", "quién ve esto", "repita por favor", "tengo miedo de la migra", "qué es un notario", "jaja",
        "contactos", "...", "resultado", "eres una persona", "no sirves", "califico", "mi esposa escribió aquí",
        "gracias", "más fácil", "asdf", "reglas", "ley",
    ),
}  # fmt: skip
LEAVING = {"en": ("stop for now", "continue"), "es": ("parar por ahora", "continuar")}
DANGER = {"en": "he has a gun and he is at the door", "es": "tiene una pistola y está en la puerta"}
LANGUAGE = ("español por favor", "english please")


class Walker:
    """Takes one conversation after another, each turn drawn at random; notes which questions were answered."""

    def __init__(self, talk: Any, seed: int) -> None:
        self.talk, self.random = talk, random.Random(seed)
        self.phrases = load_answers(PROJECT / "data" / "dialogue" / "answers", PROJECT, interview_questions())
        self.turns = self.finished = 0
        self.begin()

    def begin(self) -> None:
        self.begun = self.talk(self.random.choice(["en", "es"]), self.random.choice(["self", "other"]))
        self.done: set[str] = set()

    @property
    def lang(self) -> str:
        return str(self.begun.reply.lang)

    def step(self) -> None:
        self.turns += 1
        asked = self.begun.reply.question
        if asked is None:
            self.without_question()
        elif [choice.value for choice in asked.choices][:1] == ["right"]:
            self.answered(asked, lambda: self.begun.pick(self.random.choice(["right", "right", "not_right"])))
        else:
            self.with_question(asked)
        assert not any("went wrong" in m.text or "Algo falló" in m.text for m in self.begun.reply.messages)

    def without_question(self) -> None:
        """Stopped, in danger, asked which of two answers is right, or at the end: there is always a way on."""
        offered = [choice.value for message in self.begun.reply.messages for choice in message.choices]
        if offered:
            self.begun.pick(self.random.choice(offered))
            self.done.discard(str(self.begun.key))  # one of two that do not go together may be asked again
        elif any(message.kind == "result" for message in self.begun.reply.messages) or self.random.random() < 0.2:
            self.finished += 1
            self.begin()
        else:
            self.begun.say(LEAVING[self.lang][1])
            self.begin() if self.begun.reply.question is None else None

    def with_question(self, asked: Asked) -> None:
        drawn = self.random.random()
        if drawn < 0.62:
            self.answered(asked, lambda: self.begun.pick(self.some_value(asked)))
        elif drawn < 0.78:
            listed = self.phrases.get(asked.key)
            words = self.random.choice(listed).text if listed else "yes"
            self.answered(asked, lambda: self.begun.say(words))
        elif drawn < 0.92:
            self.aside(asked, self.random.choice(ASIDES[self.lang]))
        elif drawn < 0.94:
            self.begun.say(self.random.choice(LANGUAGE))
        elif drawn < 0.96:
            self.begun.say(DANGER[self.lang])
            assert self.begun.reply.messages[0].kind == "crisis"
        elif drawn < 0.98:
            self.begun.say(LEAVING[self.lang][0])
            self.begun.say(LEAVING[self.lang][1])
            assert self.begun.key == asked.key
        else:
            self.begun.pick("back")
            self.done = set(self.answers())

    def aside(self, asked: Asked, words: str) -> None:
        """Whatever else is said, the question stays open unless the words were taken for an answer."""
        before = self.answers()
        self.begun.say(words)
        if self.answers() == before and self.begun.reply.question is not None:
            assert self.begun.key == asked.key, words

    def answered(self, asked: Asked, turn: Any) -> None:
        turn()
        self.done = {key for key in self.done if key in self.answers()}
        now = self.begun.key
        again = self.begun.reply.question and "right" in [c.value for c in self.begun.reply.question.choices]
        assert again or now not in self.done, f"{now} was answered before"
        if now != asked.key and asked.key in self.answers():
            self.done.add(asked.key)

    def some_value(self, asked: Asked) -> Any:
        if self.random.random() < 0.15:
            unsure = [choice.value for choice in asked.controls if choice.value in UNSURE]
            return self.random.choice(unsure or ["why"])
        if asked.kind == "number":
            return self.random.randint(asked.low or 0, asked.high or 0)
        values = [choice.value for choice in asked.choices if choice.value != "none" or asked.kind != "many"]
        if asked.kind == "many":
            return self.random.sample(values, self.random.randint(0, min(3, len(values))))
        return self.random.choice(values)

    def answers(self) -> dict[str, Any]:
        return dict(asyncio.run(self.begun.conversations.view(self.begun.token, peek=True)).answers)


def test_thousands_of_turns_break_nothing_and_ask_nothing_twice(talk: Any) -> None:
    walker = Walker(talk, seed=20)
    while walker.turns < TURNS:
        walker.step()
    assert walker.finished > 20
