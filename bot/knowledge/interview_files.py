"""The interview as it is written: the modules in order, each question by its key, checked across files.

Knows that a question is asked once, that what a pick opens exists, and that every `when` can be read. Refuses to know
what anybody answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.knowledge.conditions import Condition, ConditionReader
from bot.knowledge.loading import load_folder
from bot.knowledge.problems import Problem
from bot.knowledge.questions import WHEN_WORDS, Module, Question
from bot.knowledge.yaml_source import YamlFile


@dataclass(frozen=True)
class Interview:
    """All questions: the modules in order, each question by its key, and under which condition some are asked."""

    modules: tuple[Module, ...]
    conditions: Mapping[str, Condition]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by key, in the order they are written."""
        return {question.key: question for module in self.modules for question in module.questions}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The keys of the answers (settings left out), in the order they are asked."""
        return tuple(key for key, question in self.questions.items() if not question.setting)


def load_interview(root: Path, problems: list[Problem]) -> Interview:
    """Read `data/questions`. A key asked twice, or a module opened that does not exist, is a problem."""
    loaded = sorted(load_folder(Module, root / "data" / "questions", root, problems), key=lambda pair: pair[0].order)
    names = {module.module for module, _ in loaded}
    seen: set[str] = set()
    for module, where in loaded:
        for i, question in enumerate(module.questions):
            line = where.line_of(("questions", i, "key"))
            if question.key in seen:
                problems.append(Problem(where.shown, line, f"{question.key}: this question is asked twice"))
            seen.add(question.key)
            for choice in question.choices:
                for name in sorted(set(choice.opens) - names):
                    problems.append(Problem(where.shown, line, f"{question.key}: no module is called {name!r}"))
    modules = tuple(module for module, _ in loaded)
    questions = {question.key: question for module in modules for question in module.questions}
    for module, where in loaded:
        problems.extend(_given_wrongly(module, where, questions))
    conditions = dict(pair for module, where in loaded for pair in _conditions(module, where, questions, problems))
    return Interview(modules, conditions)


def _conditions(
    module: Module, where: YamlFile, questions: Mapping[str, Question], problems: list[Problem]
) -> Iterator[tuple[str, Condition]]:
    for i, question in enumerate(module.questions):
        line = where.line_of(("questions", i, "when"))

        def report(why: str, key: str = question.key, line: int = line) -> None:
            problems.append(Problem(where.shown, line, f"{key}.when: {why}; or one of {', '.join(WHEN_WORDS)}"))

        if question.when not in WHEN_WORDS:
            yield question.key, ConditionReader(questions, {}, report).read(question.when)


def _given_wrongly(module: Module, where: YamlFile, questions: Mapping[str, Question]) -> Iterator[Problem]:
    """Answers that a question gives beside its own must exist and take the value."""
    for i, question in enumerate(module.questions):
        line = where.line_of(("questions", i, "key"))
        given = [
            (key, value)
            for choice in question.choices
            for key, value in (*choice.sets.items(), *choice.otherwise.items())
        ]
        given += [(key, value) for key in question.also for value in question.values]
        for key, value in given:
            if key not in questions or value not in questions[key].values:
                yield Problem(
                    where.shown, line, f"{question.key}: gives {key} the value {value!r}, which it does not take"
                )
        for key in question.unsure_of:
            if key not in questions:
                yield Problem(where.shown, line, f"{question.key}: no question is called {key!r}")
