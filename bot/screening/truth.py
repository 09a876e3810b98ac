"""Three-valued logic: a condition about somebody's answers is true, false, or not known yet (None).

An answer that is absent, `not_sure` or `prefer_not` makes a condition unknown and never false, unless the rule lists
that very word. Follows Kleene's strong logic; `if` is known early when both branches agree.
"""

from __future__ import annotations

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
from bot.knowledge.questions import UNSURE
from bot.screening.answers import Answers, Value

Truth = bool | None


def truth(condition: Condition, answers: Answers) -> Truth:
    """What `condition` is worth on these answers."""
    match condition:
        case OneOf(key, values):
            return _one_of(answers.get(key, ABSENT), values)
        case All(parts):
            return _all(parts, answers)
        case AnyOf(parts):
            return _any(parts, answers)
        case Not(part):
            value = truth(part, answers)
            return None if value is None else not value
        case If(test, then, otherwise):
            return _if(truth(test, answers), then, otherwise, answers)
        case Between(key, low, high):
            number = _number(answers, key)
            return None if number is None else (low is None or number >= low) and (high is None or number < high)
        case BelowAnswer(key, other):
            number, limit = _number(answers, key), _number(answers, other)
            return None if number is None or limit is None else number < limit
        case Holds(key, some):
            items = answers.get(key)
            return bool(items) is some if isinstance(items, tuple) else None
        case OnlyOf(key, values):
            items = answers.get(key)
            return bool(items) and values.issuperset(items) if isinstance(items, tuple) else None
        case Always(value):
            return value


def _one_of(answer: Value, values: frozenset[str]) -> Truth:
    if isinstance(answer, tuple):
        return not values.isdisjoint(answer)
    if answer in values:
        return True
    return None if answer in UNSURE or answer == ABSENT else False


def _all(parts: tuple[Condition, ...], answers: Answers) -> Truth:
    known: Truth = True
    for part in parts:
        value = truth(part, answers)
        if value is False:
            return False
        if value is None:
            known = None
    return known


def _any(parts: tuple[Condition, ...], answers: Answers) -> Truth:
    known: Truth = False
    for part in parts:
        value = truth(part, answers)
        if value is True:
            return True
        if value is None:
            known = None
    return known


def _if(test: Truth, then: Condition, otherwise: Condition, answers: Answers) -> Truth:
    if test is not None:
        return truth(then if test else otherwise, answers)
    first, second = truth(then, answers), truth(otherwise, answers)
    return first if first is second else None


def _number(answers: Answers, key: str) -> int | None:
    value = answers.get(key)
    return value if isinstance(value, int) else None
