"""The interview: which question comes next for this person, and how many may still come.

Joins three things: the order questions are written in, the parts a person opened by what they picked, and what could
still change an outcome. Knows neither words nor channels. Answers and settings are handed in; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.questions import UNSURE, Module, Question
from bot.knowledge.rules import CATEGORIES, Category
from bot.knowledge.screens import Screens
from bot.screening.answers import Answers, Value
from bot.screening.outcomes import assess
from bot.screening.planner import missing
from bot.screening.truth import truth


@dataclass(frozen=True)
class Standing:
    """Where one interview stands: the answers so far and the settings of the conversation, both by question key."""

    screens: Screens
    answers: Answers
    settings: Mapping[str, Value]

    @cached_property
    def next_question(self) -> Question | None:
        """The next question worth asking, gentlest first; None when the interview is over."""
        return next(self._to_ask(), None)

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The fewest and the most questions that may still come, the open one included."""
        to_ask = sum(1 for _ in self._to_ask())
        could_come = [q for module in self.open_modules for q in module.questions if self._could_come(q)]
        return min(to_ask, 1), max(to_ask, len(could_come))

    @cached_property
    def open_modules(self) -> tuple[Module, ...]:
        """The modules always asked and those some pick opened. An unsure or declined pick opens all of them."""
        opened = {name for question, value in self._picks() for name in _opens(question, value)}
        everything = self.settings.get("check_more") == "yes" or any(value in UNSURE for _, value in self._picks())
        modules = self.screens.interview.modules
        return tuple(m for m in modules if m.asked == "always" or everything or m.module in opened)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The answers that could still change an outcome of a category whose part is open."""
        return frozenset(key for keys in self._missing.values() for key in keys)

    @cached_property
    def something_fits(self) -> bool:
        """Whether any category is likely or possible on the answers so far."""
        rules = self.screens.rulebook.categories
        return any(assess(rules[c], self.answers).outcome in ("likely", "possible") for c in self._categories)

    @cached_property
    def _missing(self) -> Mapping[Category, frozenset[str]]:
        rules = self.screens.rulebook.categories
        return {category: missing(rules[category], self.answers) for category in self._categories}

    @cached_property
    def _alive(self) -> frozenset[str]:
        """Every answer read by a category that still waits for one."""
        rules = self.screens.rulebook.categories
        return frozenset(key for category, keys in self._missing.items() if keys for key in rules[category].keys)

    @cached_property
    def _categories(self) -> tuple[Category, ...]:
        asked = {question.key for module in self.open_modules for question in module.questions}
        return tuple(c for c in CATEGORIES if self.screens.rulebook.categories[c].gate in asked)

    def _picks(self) -> Iterator[tuple[Question, Value]]:
        for key, question in self.screens.interview.questions.items():
            if any(choice.opens for choice in question.choices) and (value := self._value(key)) is not None:
                yield question, value

    def _value(self, key: str) -> Value | None:
        return self.settings.get(key, self.answers.get(key))

    def _to_ask(self) -> Iterator[Question]:
        for module in self.open_modules:
            yield from (question for question in module.questions if self._is_due(question))

    def _is_due(self, question: Question) -> bool:
        if self._value(question.key) is not None:
            return False
        match question.when:
            case "always":
                return True
            case "something_fits":
                return self.something_fits
            case "modules_left":
                return len(self.open_modules) < len(self.screens.interview.modules)
            case "relevant":
                return question.setting or question.key in self.wanted
        condition = self.screens.interview.conditions[question.key]
        return truth(condition, {**self.answers, **self.settings}) is True

    def _could_come(self, question: Question) -> bool:
        if self._value(question.key) is not None:
            return False
        return self._is_due(question) or question.key in self._alive


def _opens(question: Question, value: Value) -> Iterator[str]:
    picked = value if isinstance(value, tuple) else (value,)
    for choice in question.choices:
        if choice.value in picked:
            yield from choice.opens
