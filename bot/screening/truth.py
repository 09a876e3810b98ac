"""Three-valued logic: a condition about somebody's answers is true, false, or not known yet (None).

An answer that is absent, `not_sure` or `prefer_not` makes a condition unknown and never false, unless the rule lists
that very word. Follows Kleene's strong logic; `if` is known early when both branches agree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
from bot.screening.answers import Answers

Truth = bool | None
_UNKNOWN = frozenset({*UNSURE, ABSENT})


def truth(condition: Condition, answers: Answers) -> Truth:
    """What `condition` is worth on these answers."""
    return _WORTH[type(condition)](condition, answers)


def _always(condition: Always, _answers: Answers) -> Truth:
    return condition.value


def _one_of(condition: OneOf, answers: Answers) -> Truth:
    answer = answers.get(condition.key, ABSENT)
    if isinstance(answer, tuple):
        return not condition.values.isdisjoint(answer)
    if answer in condition.values:
        return True
    return None if answer in _UNKNOWN else False


def _only_of(condition: OnlyOf, answers: Answers) -> Truth:
    items = answers.get(condition.key)
    return bool(items) and condition.values.issuperset(items) if isinstance(items, tuple) else None


def _holds(condition: Holds, answers: Answers) -> Truth:
    items = answers.get(condition.key)
    return bool(items) is condition.some if isinstance(items, tuple) else None


def _between(condition: Between, answers: Answers) -> Truth:
    number = answers.get(condition.key)
    if not isinstance(number, int):
        return None
    low, high = condition.low, condition.high
    return (low is None or number >= low) and (high is None or number < high)


def _below_answer(condition: BelowAnswer, answers: Answers) -> Truth:
    number, limit = answers.get(condition.key), answers.get(condition.other)
    return number < limit if isinstance(number, int) and isinstance(limit, int) else None


def _all(condition: All, answers: Answers) -> Truth:
    known: Truth = True
    for part in condition.parts:
        value = _WORTH[type(part)](part, answers)
        if value is False:
            return False
        if value is None:
            known = None
    return known


def _any(condition: AnyOf, answers: Answers) -> Truth:
    known: Truth = False
    for part in condition.parts:
        value = _WORTH[type(part)](part, answers)
        if value is True:
            return True
        if value is None:
            known = None
    return known


def _not(condition: Not, answers: Answers) -> Truth:
    value = truth(condition.part, answers)
    return None if value is None else not value


def _if(condition: If, answers: Answers) -> Truth:
    test = truth(condition.test, answers)
    if test is not None:
        return truth(condition.then if test else condition.otherwise, answers)
    first, second = truth(condition.then, answers), truth(condition.otherwise, answers)
    return first if first is second else None


_WORTH: dict[type, Callable[[Any, Answers], Truth]] = {
    Always: _always,
    OneOf: _one_of,
    OnlyOf: _only_of,
    Holds: _holds,
    Between: _between,
    BelowAnswer: _below_answer,
    All: _all,
    AnyOf: _any,
    Not: _not,
    If: _if,
}
