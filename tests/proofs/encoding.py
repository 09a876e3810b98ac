"""The rulebook in z3, read from the live data: conditions, elements, paths and outcomes of one category.

Written from `contract` and `docs/adr/0003`, not by calling the program: a condition becomes a pair of formulas, one for
"true" and one for "false", and is unknown where neither holds. `test_proofs` compares both on random answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import z3

from bot.knowledge.conditions import (
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
from bot.knowledge.rules import Element, RulePath, Rules
from bot.screening.outcomes import Outcome, Status
from tests.proofs.answer_space import NOT_KNOWN, Answer

YES, NO = z3.BoolVal(True), z3.BoolVal(False)
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Unknown:
    """Not a condition of the language: what stands in for a leaf that is never known."""


UNKNOWN = cast("Condition", Unknown())


@dataclass(frozen=True)
class Worth:
    """When a condition is true and when it is false. Where neither, it is unknown."""

    true: z3.BoolRef
    false: z3.BoolRef

    @property
    def unknown(self) -> z3.BoolRef:
        return z3.Not(z3.Or(self.true, self.false))


def worth(condition: Condition, answers: Answers) -> Worth:
    """Kleene's strong logic; `if` is known early where both branches agree."""
    match condition:
        case Unknown():
            return Worth(NO, NO)
        case Always(value):
            return Worth(z3.BoolVal(value), z3.BoolVal(not value))
        case All(parts):
            all_of = [worth(part, answers) for part in parts]
            return Worth(z3.And(*(part.true for part in all_of)), z3.Or(*(part.false for part in all_of)))
        case AnyOf(parts):
            any_of = [worth(part, answers) for part in parts]
            return Worth(z3.Or(*(part.true for part in any_of)), z3.And(*(part.false for part in any_of)))
        case Not(part):
            of = worth(part, answers)
            return Worth(of.false, of.true)
        case If(test, then, otherwise):
            return _if(worth(test, answers), worth(then, answers), worth(otherwise, answers))
    return _leaf(condition, answers)


def _if(test: Worth, then: Worth, otherwise: Worth) -> Worth:
    def either(a: z3.BoolRef, b: z3.BoolRef) -> z3.BoolRef:
        return z3.Or(z3.And(test.true, a), z3.And(test.false, b), z3.And(a, b))

    return Worth(either(then.true, otherwise.true), either(then.false, otherwise.false))


def _leaf(leaf: Condition, answers: Answers) -> Worth:
    match leaf:
        case OneOf(key, values):
            one = answers[key]
            return _told(one.known, one.among(sorted(values)), z3.And(z3.Not(one.known), one.among(sorted(values))))
        case OnlyOf(key, values):
            items = answers[key].items
            outside = z3.Or(*(item for word, item in items.items() if word not in values))
            return _told(answers[key].known, z3.And(z3.Or(*items.values()), z3.Not(outside)))
        case Holds(key, some):
            holds = z3.Or(*answers[key].items.values())
            return _told(answers[key].known, holds if some else z3.Not(holds))
        case Between(key, low, high):
            number = answers[key].number
            low_enough = YES if high is None else z3.ULT(number, high)
            return _told(answers[key].known, z3.And(low_enough, YES if low is None else z3.UGE(number, low)))
        case BelowAnswer(key, other):
            both = z3.And(answers[key].known, answers[other].known)
            return _told(both, z3.ULT(answers[key].number, answers[other].number))
    raise TypeError(f"a condition that the proofs do not know: {leaf!r}")


def _told(known: z3.BoolRef, holds: z3.BoolRef, listed_unknown: z3.BoolRef = NO) -> Worth:
    """A leaf is told by a known answer; by an unknown one only where the rule lists that very word."""
    return Worth(z3.Or(z3.And(known, holds), listed_unknown), z3.And(known, z3.Not(holds)))


@dataclass(frozen=True)
class EncodedElement:
    """One element: when it is required, met, against the person, and when each of its exceptions holds."""

    element: Element
    required: z3.BoolRef
    met: Worth
    against: z3.BoolRef
    excuses: tuple[Worth, ...]

    @property
    def fails(self) -> z3.BoolRef:
        """Not met, and every exception ruled out."""
        ruled_out = [excuse.false for excuse in self.excuses]
        return z3.And(self.against, z3.Not(self.met.true), *ruled_out)

    @property
    def is_excused(self) -> z3.BoolRef:
        return z3.And(z3.Not(self.met.true), z3.Or(*(excuse.true for excuse in self.excuses)))

    @property
    def is_settled(self) -> z3.BoolRef:
        """Met or excused."""
        return z3.Or(self.met.true, *(excuse.true for excuse in self.excuses))

    @property
    def status(self) -> dict[Status, z3.BoolRef]:
        """When the element has each status; `not_asked` where it is not required."""
        found: dict[Status, z3.BoolRef] = {
            "met": self.met.true,
            "excused": self.is_excused,
            "not_met": self.fails,
            "open": z3.Not(z3.Or(self.is_settled, self.fails)),
        }
        asked: dict[Status, z3.BoolRef] = {status: z3.And(self.required, when) for status, when in found.items()}
        return {**asked, "not_asked": z3.Not(self.required)}

    def excused_by(self, index: int) -> z3.BoolRef:
        """Excused by this exception: the first written that holds."""
        before = [z3.Not(excuse.true) for excuse in self.excuses[:index]]
        return z3.And(self.required, z3.Not(self.met.true), *before, self.excuses[index].true)


def encoded(element: Element, answers: Answers) -> EncodedElement:
    met = worth(element.met, answers)
    against = met.false if element.not_met is None else worth(element.not_met, answers).true
    excuses = tuple(worth(excuse.when, answers) for excuse in element.excused)
    return EncodedElement(element, worth(element.required, answers).true, met, against, excuses)


@dataclass(frozen=True)
class EncodedPath:
    """One path: when its gate was answered, and when it is likely or unlikely, taken by itself."""

    path: RulePath
    opened: z3.BoolRef
    elements: tuple[EncodedElement, ...]
    unlikely: z3.BoolRef
    settled: z3.BoolRef
    """Every required element is met or excused."""


@dataclass(frozen=True)
class EncodedCategory:
    """One category over its answers: when each outcome is reached, and through which path."""

    rules: Rules
    answers: Answers
    elements: Mapping[str, EncodedElement]
    paths: tuple[EncodedPath, ...]
    caps: tuple[z3.BoolRef, ...]
    outcome: Mapping[Outcome, z3.BoolRef]
    through: Mapping[str | None, z3.BoolRef]
    """When the path of this name is the one shown."""

    @property
    def domain(self) -> z3.BoolRef:
        return z3.And(*(one.domain for one in self.answers.values()))

    def shows(self, element: EncodedElement) -> z3.BoolRef:
        """The result lists this element: in the path shown, or in any path that was opened when none fits."""
        within = [p for p in self.paths if any(e.element.id == element.element.id for e in p.elements)]
        chosen = [self.through[p.path.name] for p in within]
        none_fits = [z3.And(self.outcome["unlikely"], p.opened) for p in within]
        return z3.And(element.required, z3.Or(*chosen, *none_fits))


def category(rules: Rules, answers: Answers) -> EncodedCategory:
    """Sentences 1 and 2 of the outcome contract, and 18 for the path that is shown."""
    elements = {e.id: encoded(e, answers) for path in rules.paths for e in path.elements}
    paths = tuple(_path(path, elements, answers) for path in rules.paths)
    caps = tuple(worth(cap.when, answers).true for cap in rules.caps)
    gate = answers[rules.gate]
    assessed = z3.Not(gate.among(("absent", "prefer_not")))
    capped = z3.Or(*caps)
    likely = [z3.And(p.opened, p.settled, z3.Not(p.unlikely), z3.Not(capped)) for p in paths]
    possible = [z3.And(p.opened, z3.Not(p.unlikely), z3.Or(z3.Not(p.settled), capped)) for p in paths]
    some_likely, some_possible = z3.Or(*likely), z3.Or(*possible)
    outcome: dict[Outcome, z3.BoolRef] = {
        "not_assessed": z3.Not(assessed),
        "likely": z3.And(assessed, some_likely),
        "possible": z3.And(assessed, z3.Not(some_likely), some_possible),
        "unlikely": z3.And(assessed, z3.Not(z3.Or(some_likely, some_possible))),
    }
    through = {
        p.path.name: z3.Or(_first(outcome["likely"], likely, i), _first(outcome["possible"], possible, i))
        for i, p in enumerate(paths)
    }
    return EncodedCategory(rules, answers, elements, paths, caps, outcome, through)


def _path(path: RulePath, elements: Mapping[str, EncodedElement], answers: Answers) -> EncodedPath:
    own = tuple(elements[element.id] for element in path.elements)
    opened = YES if path.gate is None else z3.Not(answers[path.gate].among(NOT_KNOWN[:1]))
    unlikely = z3.Or(*(z3.And(e.required, e.fails) for e in own))
    return EncodedPath(path, opened, own, unlikely, z3.And(*(z3.Implies(e.required, e.is_settled) for e in own)))


def _first(outcome: z3.BoolRef, paths: list[z3.BoolRef], index: int) -> z3.BoolRef:
    """The path at `index` is the first written of those with this, the best, outcome."""
    return z3.And(outcome, paths[index], *(z3.Not(path) for path in paths[:index]))
