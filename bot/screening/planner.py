"""What is worth asking: the absent answers that could still change an outcome, in the order questions are written.

Works on bounds, not on guesses: an absent answer may turn out either way, an unsure one stays unknown. Knows no words
and no conversation; `interview` adds those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.conditions import (
    ABSENT,
    All,
    Always,
    AnyOf,
    Condition,
    If,
    Not,
    OneOf,
    keys_of,
)
from bot.knowledge.rules import Category, Element, RulePath, Rules
from bot.screening.answers import Answers
from bot.screening.truth import truth


@dataclass(frozen=True)
class Reach:
    """Which truth values a condition can still take, and the absent answers that decide it."""

    true: bool
    false: bool
    keys: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        return bool(self.keys)


def reach(condition: Condition, answers: Answers) -> Reach:
    """Bounds on `condition`. A part that is already decided adds no keys; an unsure answer can go neither way."""
    match condition:
        case Always(value):
            return Reach(value, not value)
        case Not(part):
            inner = reach(part, answers)
            return Reach(inner.false, inner.true, inner.keys)
        case All(parts):
            return _join([reach(part, answers) for part in parts])
        case AnyOf(parts):
            flipped = _join([_flip(reach(part, answers)) for part in parts])
            return _flip(flipped)
        case If(test, then, otherwise):
            return _branch(reach(test, answers), reach(then, answers), reach(otherwise, answers))
        case _:
            return _leaf(condition, answers)


def _flip(bounds: Reach) -> Reach:
    return Reach(bounds.false, bounds.true, bounds.keys)


def _join(parts: Sequence[Reach]) -> Reach:
    """Bounds of a conjunction."""
    if any(part.false and not part.true and not part.open for part in parts):
        return Reach(False, True)
    keys = tuple(dict.fromkeys(key for part in parts for key in part.keys))
    return Reach(all(part.true for part in parts), any(part.false for part in parts), keys)


def _branch(test: Reach, then: Reach, otherwise: Reach) -> Reach:
    if not test.open and test.true != test.false:
        return then if test.true else otherwise
    keys = tuple(dict.fromkeys((*test.keys, *then.keys, *otherwise.keys)))
    true = (test.true and then.true) or (test.false and otherwise.true) or (then.true and otherwise.true)
    false = (test.true and then.false) or (test.false and otherwise.false) or (then.false and otherwise.false)
    return Reach(true, false, keys)


def _leaf(condition: Condition, answers: Answers) -> Reach:
    absent = tuple(key for key in keys_of(condition) if key not in answers)
    if absent:
        return Reach(True, True, absent)
    value = truth(condition, answers)
    return Reach(value is True, value is False)


@dataclass(frozen=True)
class _ElementBounds:
    required: Reach
    met: Reach
    fails: Reach


def _bounds(element: Element, answers: Answers) -> _ElementBounds:
    """When the element can be met or excused, and when it can fail with every exception ruled out."""
    excuses = tuple(excuse.when for excuse in element.excused)
    satisfied = reach(AnyOf((element.met, *excuses)), answers)
    against = Not(element.met) if element.not_met is None else element.not_met
    fails = reach(All((against, *(Not(excuse) for excuse in excuses), Not(element.met))), answers)
    return _ElementBounds(reach(_as_asked(element.required), answers), satisfied, fails)


def _as_asked(required: Condition) -> Condition:
    """A role still unasked is asked before what it makes necessary: `absent` in a list is no answer to plan on."""
    match required:
        case OneOf(key, values) if ABSENT in values:
            return OneOf(key, values - {ABSENT})
        case _:
            return required


def missing(rules: Rules, answers: Answers) -> frozenset[str]:
    """The absent answers that could still change this category's outcome."""
    if rules.gate not in answers:
        return frozenset({rules.gate})
    if answers[rules.gate] == "prefer_not":
        return frozenset()
    cap = reach(AnyOf((Always(False), *(cap.when for cap in rules.caps))), answers)
    plans = [plan for path in rules.paths if (plan := _plan(path, answers, cap))]
    if any(plan.is_likely for plan in plans):
        return frozenset()
    held = any(plan.gate_open is None and not plan.fails_by for plan in plans)
    return frozenset(key for plan in plans for key in plan.asks(held))


@dataclass(frozen=True)
class _Plan:
    """What one path, not yet ruled out, still hangs on. `likely_by` is None once it cannot become likely."""

    gate_open: str | None
    likely_by: frozenset[str] | None
    fails_by: frozenset[str]

    @property
    def is_likely(self) -> bool:
        return self.gate_open is None and self.likely_by is not None and not self.likely_by and not self.fails_by

    def asks(self, held: bool) -> frozenset[str]:
        """Its keys; `held` says that some path can no longer fail, so that only becoming likely still matters."""
        keys = (self.likely_by or frozenset()) | (frozenset() if held else self.fails_by)
        if not keys and not (self.gate_open and self.likely_by is not None):
            return frozenset()
        return keys if self.gate_open is None else frozenset({self.gate_open})


def _plan(path: RulePath, answers: Answers, cap: Reach) -> _Plan | None:
    bounds = [b for e in path.elements if (b := _bounds(e, answers)).required.true]
    if any(_is_sure(b.required) and _is_sure(b.fails) for b in bounds):
        return None
    gate_open = path.gate if path.gate is not None and path.gate not in answers else None
    can_be_likely = cap.false and all(b.met.true or b.required.false for b in bounds)
    likely_by = frozenset(_keys(bounds, "met")) | frozenset(cap.keys) if can_be_likely else None
    return _Plan(gate_open, likely_by, frozenset(_keys(bounds, "fails")))


def _is_sure(bounds: Reach) -> bool:
    return bounds.true and not bounds.false and not bounds.open


def _keys(bounds: Sequence[_ElementBounds], way: Literal["met", "fails"]) -> Iterator[str]:
    """The answers through which an element can still be met, or can still fail; its role first, where that is open."""
    for element in bounds:
        possible: Reach = getattr(element, way)
        if possible.open and possible.true:
            yield from element.required.keys if element.required.open else possible.keys


def missing_by_category(
    rulebook: Mapping[Category, Rules], answers: Answers, order: Sequence[str]
) -> dict[Category, tuple[str, ...]]:
    """For each category, its missing answers in the order questions are written."""
    found = {category: missing(rules, answers) for category, rules in rulebook.items()}
    return {category: tuple(key for key in order if key in keys) for category, keys in found.items()}
