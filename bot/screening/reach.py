"""Bounds on a condition: which truth values it can still take, and the absent answers that decide it.

An absent answer may turn out either way; an unsure one can go neither way and stays unknown. A part that is already
decided adds no answers. Bounds are sound: what can happen is within them, and where one answer stands in two parts of a
condition they may be wider than what can happen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.knowledge.conditions import All, Always, AnyOf, BelowAnswer, Condition, If, Not
from bot.screening.answers import Answers
from bot.screening.truth import truth


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether the condition can become (or is) true, can become (or is) false, and the absent answers that decide."""

    true: bool
    false: bool
    keys: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        return bool(self.keys)

    @property
    def is_sure(self) -> bool:
        """True already, whatever else is answered."""
        return self.true and not self.false and not self.keys


TRUE, FALSE, STUCK = Reach(True, False), Reach(False, True), Reach(False, False)


def reach(condition: Condition, answers: Answers) -> Reach:
    """The bounds of `condition` on these answers."""
    return _REACH.get(type(condition), _leaf)(condition, answers)


def _leaf(condition: Any, answers: Answers) -> Reach:
    if condition.key not in answers:
        return Reach(True, True, (condition.key,))
    return _settled(condition, answers)


def _below(condition: BelowAnswer, answers: Answers) -> Reach:
    absent = tuple(key for key in (condition.key, condition.other) if key not in answers)
    if not absent:
        return _settled(condition, answers)
    stuck = any(key in answers and not isinstance(answers[key], int) for key in (condition.key, condition.other))
    return STUCK if stuck else Reach(True, True, absent)


def _settled(condition: Condition, answers: Answers) -> Reach:
    value = truth(condition, answers)
    return STUCK if value is None else TRUE if value else FALSE


def _always(condition: Always, _answers: Answers) -> Reach:
    return TRUE if condition.value else FALSE


def _not(condition: Not, answers: Answers) -> Reach:
    return flipped(reach(condition.part, answers))


def _all(condition: All, answers: Answers) -> Reach:
    return joined([reach(part, answers) for part in condition.parts])


def _any(condition: AnyOf, answers: Answers) -> Reach:
    return flipped(joined([flipped(reach(part, answers)) for part in condition.parts]))


def _if(condition: If, answers: Answers) -> Reach:
    test, then, otherwise = (reach(part, answers) for part in (condition.test, condition.then, condition.otherwise))
    if not test.keys and test.true != test.false:
        return then if test.true else otherwise
    keys = tuple(dict.fromkeys((*test.keys, *then.keys, *otherwise.keys)))
    true = (test.true and then.true) or (test.false and otherwise.true) or (then.true and otherwise.true)
    false = (test.true and then.false) or (test.false and otherwise.false) or (then.false and otherwise.false)
    return Reach(true, false, keys)


def flipped(bounds: Reach) -> Reach:
    """The bounds of the opposite."""
    return Reach(bounds.false, bounds.true, bounds.keys)


def joined(parts: Sequence[Reach]) -> Reach:
    """The bounds of all of `parts` together."""
    true, false, keys = True, False, dict[str, None]()
    for part in parts:
        if part.false and not part.true and not part.keys:
            return FALSE
        true = true and part.true
        false = false or part.false
        keys.update(dict.fromkeys(part.keys))
    return Reach(true, false, tuple(keys))


_REACH: dict[type, Callable[[Any, Answers], Reach]] = {
    Always: _always,
    BelowAnswer: _below,
    All: _all,
    AnyOf: _any,
    Not: _not,
    If: _if,
}
