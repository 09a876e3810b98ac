"""Conditions: the small language in which `data/rulebook` says when an element is met, excused or not met.

A lawyer writes, and this module reads:

    trafficking_kind: [labor, attempted]      the answer is one of these (several keys in one mapping: all of them)
    age: {below: 21}                          also at_least, and both together
    age: {below_answer: juvenile_court_age_limit}
    crimes: [perjury]                         a list answer holds at least one of these
    crimes: {only: [perjury]} / {holds: some} / {holds: none}
    all: [...]   any: [...]   not: ...   {if: ..., then: ..., else: ...}   is: a name from `definitions`
    always / never

`not_sure`, `prefer_not` and `absent` are never matched unless they are listed. Every key and value must exist in
`data/questions`. Knows the shape of conditions only; `bot.screening.truth` says what they are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.knowledge.questions import UNSURE, Question

ABSENT = "absent"
_UNKNOWN_WORDS = (*UNSURE, ABSENT)


@dataclass(frozen=True, slots=True)
class Always:
    """True or false whatever was answered."""

    value: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer, or one item of a list answer, is among `values`."""

    key: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class OnlyOf:
    """A list answer holds something, and nothing outside `values`."""

    key: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holds:
    """A list answer holds something (`some`) or nothing."""

    key: str
    some: bool


@dataclass(frozen=True, slots=True)
class Between:
    """A number is at least `low` and below `high`; None leaves that end open."""

    key: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class BelowAnswer:
    """One number answer is below another number answer."""

    key: str
    other: str


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class If:
    test: Condition
    then: Condition
    otherwise: Condition


Condition = Always | OneOf | OnlyOf | Holds | Between | BelowAnswer | All | AnyOf | Not | If
Report = Callable[[str], None]
ALWAYS, NEVER = Always(True), Always(False)


@dataclass(frozen=True)
class ConditionReader:
    """Reads raw YAML into conditions. `report` is called with each problem; a refused part reads as never."""

    questions: Mapping[str, Question]
    definitions: Mapping[str, Condition]
    report: Report

    def read(self, raw: Any) -> Condition:
        if raw in ("always", "never"):
            return ALWAYS if raw == "always" else NEVER
        if not isinstance(raw, dict) or not raw:
            return self._refuse(f"{raw!r} is not a condition")
        if "if" in raw:
            return self._choice(raw)
        parts = tuple(self._entry(key, value) for key, value in raw.items())
        return parts[0] if len(parts) == 1 else All(parts)

    def _refuse(self, why: str) -> Condition:
        self.report(why)
        return NEVER

    def _choice(self, raw: dict[str, Any]) -> Condition:
        if set(raw) != {"if", "then", "else"}:
            return self._refuse("`if` needs `then` and `else`, and nothing beside them")
        return If(self.read(raw["if"]), self.read(raw["then"]), self.read(raw["else"]))

    def _entry(self, key: str, value: Any) -> Condition:
        match key:
            case "all" | "any":
                if not isinstance(value, list) or not value:
                    return self._refuse(f"`{key}` needs a list of conditions")
                parts = tuple(self.read(part) for part in value)
                return All(parts) if key == "all" else AnyOf(parts)
            case "not":
                return Not(self.read(value))
            case "is":
                return self.definitions.get(str(value)) or self._refuse(f"no definition is called {value!r}")
        question = self.questions.get(key)
        if question is None:
            return self._refuse(f"no question is called {key!r}")
        return self._test(question, value)

    def _test(self, question: Question, value: Any) -> Condition:
        if isinstance(value, dict):
            return self._number(question, value) if question.kind == "number" else self._list(question, value)
        values = value if isinstance(value, list) else [value]
        allowed = (*question.values, *_UNKNOWN_WORDS)
        strangers = [item for item in values if item not in allowed]
        if strangers or not values:
            given = strangers or "an empty list"
            return self._refuse(f"{question.key} cannot be {given}; it takes {', '.join(allowed)}")
        return OneOf(question.key, frozenset(values))

    def _number(self, question: Question, value: dict[str, Any]) -> Condition:
        if set(value) == {"below_answer"}:
            other = self.questions.get(str(value["below_answer"]))
            if other is None or other.kind != "number":
                return self._refuse(f"no number question is called {value['below_answer']!r}")
            return BelowAnswer(question.key, other.key)
        if not value or not set(value) <= {"below", "at_least"} or not all(type(n) is int for n in value.values()):
            return self._refuse(f"{question.key} is a number: use below, at_least (whole numbers) or below_answer")
        return Between(question.key, value.get("at_least"), value.get("below"))

    def _list(self, question: Question, value: dict[str, Any]) -> Condition:
        if question.kind != "many":
            return self._refuse(f"{question.key} is neither a number nor a list")
        if value in ({"holds": "some"}, {"holds": "none"}):
            return Holds(question.key, value["holds"] == "some")
        items = value.get("only")
        if set(value) != {"only"} or not isinstance(items, list) or not set(items) <= set(question.values):
            return self._refuse(f"{question.key} is a list: use a list of its values, `only`, or `holds: some | none`")
        return OnlyOf(question.key, frozenset(items))


def leaves(condition: Condition) -> Iterator[Condition]:
    """The parts of a condition that read answers themselves, in the order they are written."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case If(test, then, otherwise):
            for part in (test, then, otherwise):
                yield from leaves(part)
        case _:
            yield condition


def keys_of(condition: Condition) -> tuple[str, ...]:
    """The answers a condition reads, in the order they are written, each once."""
    found: list[str] = []
    for leaf in leaves(condition):
        match leaf:
            case BelowAnswer(key, other):
                found += (key, other)
            case OneOf(key) | OnlyOf(key) | Holds(key) | Between(key):
                found.append(key)
    return tuple(dict.fromkeys(found))
