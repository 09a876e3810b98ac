"""What a conversation remembers between turns, read from Rasa's slots and written back to them.

Slots travel as JSON, so lists become tuples on the way in. Nothing typed is in here: answers, settings, the key of the
open question, and the order in which keys were answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from bot.clock import today
from bot.knowledge.catalog import Knowledge, in_use
from bot.knowledge.contradictions import Contradiction
from bot.knowledge.models import Lang
from bot.knowledge.questions import Question
from bot.screening.answers import Value
from bot.screening.interview import Standing
from bot.screening.screening import Screening, screen

PAUSED, NOTIFIED, CONFUSED = "paused", "notified", "confused"
TOLD_CHILDREN, TOLD_MINOR = "told_children_first", "told_minor"
AGAIN, WHICH, SETTLED = "again", "which", "settled"
"""Marks among the settings; `actions.changing` says what the last three are."""


class Slots(Protocol):
    """What has slots: Rasa's tracker, as an action sees it."""

    def get_slot(self, key: str) -> Any: ...


@dataclass(frozen=True)
class Memory:
    """One conversation at one moment, with the knowledge it draws on."""

    knowledge: Knowledge
    answers: dict[str, Value]
    settings: dict[str, Value]
    question_key: str | None
    history: tuple[str, ...] = field(default=())
    understood: dict[str, Value] = field(default_factory=dict)
    """Answers read out of words, by key, that wait for a yes."""

    @classmethod
    def of(cls, tracker: Slots) -> Memory:
        """Read the slots."""
        return cls.from_slots({name: tracker.get_slot(name) for name in _SLOTS})

    @classmethod
    def from_slots(cls, slots: dict[str, Any]) -> Memory:
        return cls(
            in_use(),
            _values(slots.get("answers")),
            _values(slots.get("settings")),
            slots.get("question"),
            tuple(slots.get("history") or ()),
            _values(slots.get("understood")),
        )

    @property
    def lang(self) -> Lang:
        return "es" if self.settings.get("language") == "es" else "en"

    @property
    def day(self) -> date:
        """The day asked about: the one set for this conversation, or today."""
        as_of = self.settings.get("as_of")
        return date.fromisoformat(as_of) if isinstance(as_of, str) else today()

    @property
    def for_other(self) -> bool:
        """Whether somebody answers for the person harmed."""
        return self.settings.get("who") == "other"

    @property
    def standing(self) -> Standing:
        return Standing(self.knowledge.screens, self.answers, self.settings)

    @property
    def question(self) -> Question | None:
        """The question now open."""
        return self.knowledge.screens.interview.questions.get(self.question_key or "")

    @property
    def next_question(self) -> Question | None:
        """What is asked next: a question asked again, or what the planner names. None when the interview is over."""
        again = self.settings.get(AGAIN)
        return self.knowledge.screens.interview.questions[str(again)] if again else self.standing.next_question

    @property
    def which(self) -> Contradiction | None:
        """The two answers that do not go together and are now shown, if any."""
        shown = self.settings.get(WHICH)
        return next((one for one in self.knowledge.rulebook.contradictions if one.id == shown), None)

    @property
    def is_over(self) -> bool:
        """Nothing is left to ask, and nothing to be set right first."""
        return not self.which and not self.settings.get(PAUSED) and self.next_question is None

    def screening(self) -> Screening:
        screens = self.knowledge.screens
        return screen(screens.rulebook, screens.interview.order, self.answers, self.day)

    def answered(self, question: Question, value: Value) -> Memory:
        """This memory with one more answer or setting."""
        history = (*(key for key in self.history if key != question.key), question.key)
        questions = self.knowledge.screens.interview.questions
        given = question.given_by(value)
        settings = {key: value for key, value in given.items() if questions[key].setting}
        answers = {key: value for key, value in given.items() if not questions[key].setting}
        return replace(
            self, answers={**self.answers, **answers}, settings={**self.settings, **settings}, history=history
        )

    def one_back(self) -> Memory:
        """This memory without the last answer given."""
        if not self.history:
            return self
        undone = self.knowledge.screens.interview.questions[self.history[-1]].gives
        return replace(
            self,
            answers={key: value for key, value in self.answers.items() if key not in undone},
            settings={key: value for key, value in self.settings.items() if key not in undone},
            history=self.history[:-1],
        )

    def marked(self, mark: str, value: str | int | None) -> Memory:
        """This memory with one mark set in its settings, or taken away with None."""
        kept = {key: old for key, old in self.settings.items() if key != mark}
        return replace(self, settings=kept if value is None else {**kept, mark: value})

    def waiting(self, understood: dict[str, Value]) -> Memory:
        """This memory with answers read out of words that wait for a yes; with none, nothing waits any more."""
        return replace(self, understood=understood)

    def asking(self, question: Question | None) -> Memory:
        return replace(self, question_key=question.key if question else None)

    def slots(self) -> dict[str, Any]:
        """The slots as they are kept."""
        return {
            "answers": self.answers,
            "settings": self.settings,
            "question": self.question_key,
            "history": list(self.history),
            "understood": self.understood or None,
        }


_SLOTS = ("answers", "settings", "question", "history", "understood")


def _values(kept: dict[str, Any] | None) -> dict[str, Value]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in (kept or {}).items()}
