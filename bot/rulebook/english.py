"""Conditions in words that a lawyer can read: each answer by its question, groups as "all of these" or "one of these".

Knows the shapes of a condition and the questions' texts. Refuses to know how a page, a chart or a terminal sets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.knowledge.conditions import (
    ABSENT,
    All,
    Always,
    AnyOf,
    BelowAnswer,
    Between,
    Condition,
    Holds,
    If,
    Not,
    OneOf,
    OnlyOf,
)
from bot.knowledge.questions import Question

_UNKNOWN = {"not_sure": "not sure", "prefer_not": "rather not say", ABSENT: "not asked"}
ALL, ONE = "all of these", "at least one of these"


@dataclass(frozen=True)
class Leaf:
    """One answer: the question's key and text, and what the answer has to be. Without a key: true or false whatever
    was answered."""

    key: str | None
    question: str
    answer: str


@dataclass(frozen=True)
class Group:
    """Several parts under a lead such as "all of these"."""

    lead: str
    parts: tuple[Clause, ...]


Clause = Leaf | Group


@dataclass(frozen=True)
class English:
    """Says conditions in English, by the texts of `questions`."""

    questions: Mapping[str, Question]

    def say(self, condition: Condition, *, denied: bool = False) -> Clause:
        """The condition, or its denial, in words."""
        match condition:
            case Always(value):
                return Leaf(None, "", "never" if value is denied else "always")
            case Not(part):
                return self.say(part, denied=not denied)
            case All(parts):
                return self._group(All, parts, denied)
            case AnyOf(parts):
                return self._group(AnyOf, parts, denied)
            case If(test, then, otherwise):
                return self._choice(test, then, otherwise, denied)
            case BelowAnswer(key, other):
                answer = (
                    f"{'not below' if denied else 'below'} the answer to “{self.questions[other].ask.en}” [{other}]"
                )
                return self._leaf(key, answer)
            case _:
                return self._leaf(condition.key, self._answer(condition, denied))

    def _leaf(self, key: str, answer: str) -> Leaf:
        return Leaf(key, self.questions[key].ask.en, answer)

    def _group(self, kind: type[All] | type[AnyOf], parts: Iterable[Condition], denied: bool) -> Clause:
        flat = list(_flat(kind, parts))
        joined = _merged(flat) if kind is AnyOf else flat
        if len(joined) == 1:
            return self.say(joined[0], denied=denied)
        lead = ALL if (kind is All) is not denied else ONE
        return Group(lead, tuple(self.say(part, denied=denied) for part in joined))

    def _choice(self, test: Condition, then: Condition, otherwise: Condition, denied: bool) -> Clause:
        parts = (
            Group("if", (self.say(test),)),
            Group("then", (self.say(then, denied=denied),)),
            Group("otherwise", (self.say(otherwise, denied=denied),)),
        )
        return Group("depending on this", parts)

    def _answer(self, condition: OneOf | OnlyOf | Holds | Between, denied: bool) -> str:
        question = self.questions[condition.key]
        match condition:
            case OneOf(_, values) if question.kind == "many":
                return self._picked(question, values, denied)
            case OneOf(_, values) if denied:
                others = frozenset(question.values) - values
                few = 0 < len(others) < max(len(values), 2)
                return self._named(question, others) if few else f"any answer but {self._named(question, values)}"
            case OneOf(_, values):
                return self._named(question, values)
            case OnlyOf(_, values):
                named = self._named(question, values)
                return f"nothing picked, or something outside {named}" if denied else f"nothing but {named}"
            case Holds(_, some):
                return "at least one picked" if some is not denied else "none of them"
            case Between(_, low, high):
                return _outside(low, high) if denied else _inside(low, high)

    @staticmethod
    def _named(question: Question, values: frozenset[str]) -> str:
        return listed([word(question, v) for v in (*question.values, *_UNKNOWN) if v in values])

    def _picked(self, question: Question, values: frozenset[str], denied: bool) -> str:
        left_out = frozenset(question.values) - values
        few = len(values) > 8 and len(left_out) < len(values)
        named = self._named(question, left_out if few else values)
        if few:
            return f"none but {named}" if denied else f"at least one that is not {named}"
        return f"none of: {named}" if denied else f"at least one of: {named}"


def word(question: Question, value: str) -> str:
    """An answer as the person sees it, with its name in the data where that differs: “Work” [labor]."""
    if value in _UNKNOWN:
        return _UNKNOWN[value]
    if question.kind == "yes_no":
        return value
    label = next(choice.label.en for choice in question.choices if choice.value == value)
    return f"“{label}”" if label.casefold() == value.replace("_", " ") else f"“{label}” [{value}]"


def listed(words: list[str]) -> str:
    """One, two or more words, joined by "or"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _flat(kind: type[All] | type[AnyOf], parts: Iterable[Condition]) -> Iterable[Condition]:
    """Parts of the same kind inside one another read as one list."""
    for part in parts:
        if isinstance(part, kind):
            yield from _flat(kind, part.parts)
        else:
            yield part


def _merged(parts: Iterable[Condition]) -> list[Condition]:
    """One of several lists of values for the same answer is one of them all."""
    joined: dict[object, Condition] = {}
    for part in parts:
        name = part.key if isinstance(part, OneOf) else part
        before = joined.get(name)
        both = isinstance(part, OneOf) and isinstance(before, OneOf)
        joined[name] = OneOf(part.key, part.values | before.values) if both else part  # type: ignore[union-attr]
    return list(joined.values())


def _inside(low: int | None, high: int | None) -> str:
    ends = [f"{low} or more" if low is not None else "", f"below {high}" if high is not None else ""]
    return " and ".join(end for end in ends if end)


def _outside(low: int | None, high: int | None) -> str:
    ends = [f"below {low}" if low is not None else "", f"{high} or more" if high is not None else ""]
    return " or ".join(end for end in ends if end)
