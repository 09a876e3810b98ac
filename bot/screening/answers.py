"""Answers as they come in from anywhere, checked against the questions: nothing is guessed, nothing half-taken.

Knows which words each question takes. Refuses to know what an answer means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.knowledge.questions import UNSURE, Question

Value = str | int | tuple[str, ...]
Answers = Mapping[str, Value]


@dataclass(frozen=True)
class AnswerProblem:
    """One refused answer: the key, the value as it came, and what is allowed."""

    key: str
    value: Any
    allowed: tuple[str, ...]

    def __str__(self) -> str:
        if not self.allowed:
            return f"{self.key}: no answer has this name"
        return f"{self.key}: {self.value!r} is not allowed; allowed: {', '.join(self.allowed)}"


class AnswersError(ValueError):
    """The answers cannot be taken. `problems` lists every one; none of the answers was kept."""

    def __init__(self, problems: list[AnswerProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in problems))


def allowed_values(question: Question) -> tuple[str, ...]:
    """What a question takes, in words a person can act on."""
    if question.kind == "number" and question.range:
        return (f"a whole number from {question.range.low} to {question.range.high}", *UNSURE)
    if question.kind == "many":
        return ("a list of: " + ", ".join(question.values), "none (or an empty list)", *UNSURE)
    return (*question.values, *UNSURE)


def read_answers(raw: Any, questions: Mapping[str, Question]) -> dict[str, Value]:
    """Check one flat object of answers. Settings of the conversation are no answers here.

    Raises AnswersError with every unknown key and refused value.
    """
    if not isinstance(raw, dict):
        raise AnswersError([AnswerProblem("answers", type(raw).__name__, ("one flat JSON object",))])
    problems: list[AnswerProblem] = []
    taken: dict[str, Value] = {}
    for key, value in raw.items():
        question = questions.get(key)
        if question is None or question.setting:
            problems.append(AnswerProblem(str(key), value, ()))
        elif (read := read_value(question, value)) is None:
            problems.append(AnswerProblem(key, value, allowed_values(question)))
        else:
            taken[key] = read
    if problems:
        raise AnswersError(problems)
    return taken


def read_value(question: Question, value: Any) -> Value | None:
    """The value as Faro keeps it, or None where the question does not take it. A list loses repeats, not its order."""
    if isinstance(value, str) and value in UNSURE:
        return value
    match question.kind:
        case "number":
            fits = type(value) is int and question.range and question.range.low <= value <= question.range.high
            return value if fits else None
        case "many":
            if value == "none":
                return ()
            fits = isinstance(value, list | tuple) and all(isinstance(v, str) and v in question.values for v in value)
            return tuple(dict.fromkeys(value)) if fits else None
        case _:
            return value if isinstance(value, str) and value in question.values else None
