"""The interview: which question comes next for this person, and bounds on how many may still come.

Joins three things: the order questions are written in, the parts a person opened by what they picked, and what could
still change an outcome. Knows neither words nor channels. Answers and settings are handed in; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.questions import UNSURE, Module, Question
from bot.knowledge.rules import CATEGORIES, Rules
from bot.knowledge.screens import Screens
from bot.screening.answers import Answers, Value
from bot.screening.outcomes import assess
from bot.screening.planner import missing, potential, standing_for
from bot.screening.reach import reach
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
        return next(self._due(), None)

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The fewest and the most questions that may still come, the open one included. True bounds, not a guess."""
        due = list(self._due())
        if not due:
            return 0, 0
        gates = {rules.gate for rules in self._rules if rules.gate not in self.answers}
        certain = sum(_comes_for_sure(question) or question.key in gates for question in due)
        return max(certain, 1), len(due) + self._later({question.key for question in due})

    @cached_property
    def open_modules(self) -> tuple[Module, ...]:
        """The modules always asked and those some pick opened. An unsure or declined `topics` opens all of them."""
        opened = {name for question, value in self._picks() for name in _opens(question, value)}
        unsure = any(question.setting and value in UNSURE for question, value in self._picks())
        everything = unsure or self.settings.get("check_more") == "yes"
        modules = self.screens.interview.modules
        return tuple(m for m in modules if m.asked == "always" or everything or m.module in opened)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The answers that could still change an outcome of a category whose part is open."""
        return frozenset(key for rules in self._rules for key in missing(rules, self.answers))

    @cached_property
    def something_fits(self) -> bool:
        """Whether any category is likely or possible on the answers so far."""
        return any(assess(rules, self.answers).outcome in ("likely", "possible") for rules in self._rules)

    @cached_property
    def _rules(self) -> tuple[Rules, ...]:
        """The rules of the categories whose gate question lies in an open module."""
        asked = {question.key for module in self.open_modules for question in module.questions}
        rules = (self.screens.rulebook.categories[category] for category in CATEGORIES)
        return tuple(r for r in rules if r.gate in asked)

    def _picks(self) -> Iterator[tuple[Question, Value]]:
        for question in self._openers:
            if (value := self._value(question.key)) is not None:
                yield question, value

    @cached_property
    def _openers(self) -> tuple[Question, ...]:
        questions = self.screens.interview.questions.values()
        return tuple(question for question in questions if any(choice.opens for choice in question.choices))

    def _value(self, key: str) -> Value | None:
        return self.settings.get(key, self.answers.get(key))

    def _due(self) -> Iterator[Question]:
        """Every question that would be asked as things stand, in order."""
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
            case "never":
                return False
            case "relevant":
                return question.setting or not self.wanted.isdisjoint(question.gives)
        return truth(self.screens.interview.conditions[question.key], self._known) is True

    @cached_property
    def _known(self) -> Answers:
        return {**self.answers, **self.settings}

    def _later(self, due: set[str]) -> int:
        """How many questions beyond those due may come at most."""
        questions = [q for module in self.screens.interview.modules for q in module.questions]
        left = [q for q in questions if q.key not in due and self._value(q.key) is None]
        other: int = sum(q.when != "relevant" and self._could_be_due(q) for q in left)
        relevant = [q for q in left if q.when == "relevant" and not q.setting]
        return other + sum(self._most(gate, relevant) for gate in self._gates_ahead)

    def _could_be_due(self, question: Question) -> bool:
        if question.when in ("always", "something_fits", "modules_left", "never"):
            return bool(question.when != "never")
        condition = self.screens.interview.conditions[question.key]
        return bool(reach(condition, self._known).true)

    @cached_property
    def _gates_ahead(self) -> tuple[str, ...]:
        """The gates whose part is open, or can still be opened by a pick."""
        openable = any(self._value(question.key) is None for question in self._openers)
        rules = self.screens.rulebook.categories.values() if openable else self._rules
        return tuple(dict.fromkeys(r.gate for r in rules))

    def _most(self, gate: str, relevant: list[Question]) -> int:
        """The most questions one gate can lead to: its own, and those of its worst answer."""
        rules = [r for r in self.screens.rulebook.categories.values() if r.gate == gate]
        values = [self.answers[gate]] if gate in self.answers else standing_for(rules[0])[gate]
        tails = (frozenset(k for r in rules for k in potential(r, {**self.answers, gate: value})) for value in values)
        return max(sum(not tail.isdisjoint(q.gives) or q.key == gate for q in relevant) for tail in tails)


def _comes_for_sure(question: Question) -> bool:
    """Whether a question that is due stays due whatever is answered before it."""
    return question.when == "always" or (question.setting and question.when == "relevant")


def _opens(question: Question, value: Value) -> Iterator[str]:
    picked = value if isinstance(value, tuple) else (value,)
    for choice in question.choices:
        if choice.value in picked:
            yield from choice.opens
