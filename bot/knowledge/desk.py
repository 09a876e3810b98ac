"""What it takes to read one rule file: its questions, its definitions so far, and where to report what is wrong.

Shared by every file of the rulebook. Knows where a value stands; refuses to know what a rule is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.conditions import Condition, ConditionReader
from bot.knowledge.problems import Problem
from bot.knowledge.questions import Question
from bot.knowledge.yaml_source import Place, YamlFile


@dataclass
class Desk:
    """One rule file on the desk; a refused part is a problem at its line."""

    where: YamlFile
    questions: Mapping[str, Question]
    problems: list[Problem]
    definitions: dict[str, Condition] = field(default_factory=dict)

    def read(self, raw: Any, place: Place) -> Condition:
        def report(why: str) -> None:
            self.complain(place, why)

        return ConditionReader(self.questions, self.definitions, report).read(raw)

    def complain(self, place: Place, why: str) -> None:
        name = ".".join(str(step) for step in place)
        self.problems.append(Problem(self.where.shown, self.where.line_of(place), f"{name}: {why}"))

    def key(self, key: str, place: Place) -> str:
        if key not in self.questions:
            self.complain(place, f"no question is called {key!r}")
        return key
