"""What is worth asking: the absent answers that could still change a category's outcome.

Works on bounds (`reach`), path by path; where few answers are left, it tries them all and drops those that turn out not
to matter. Knows no words and no conversation; `interview` adds those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.knowledge.conditions import ABSENT, Condition, OneOf
from bot.knowledge.rules import Category, Element, RulePath, Rules
from bot.screening.answers import Answers, Value
from bot.screening.outcomes import assess, weigh
from bot.screening.reach import FALSE, STUCK, TRUE, Reach, flipped, joined, reach
from bot.screening.trying import can_matter, representatives

Of = TypeVar("Of")
Found = TypeVar("Found")

_MET, _STUCK, _FAILED = (TRUE, FALSE), (STUCK, FALSE), (FALSE, TRUE)


def missing(rules: Rules, answers: Answers) -> frozenset[str]:
    """The absent answers that could still change this category's outcome."""
    if rules.gate not in answers:
        return frozenset({rules.gate})
    if answers[rules.gate] == "prefer_not":
        return frozenset()
    plans = [plan for path in rules.paths if (plan := _plan(path, rules, answers))]
    if any(plan.is_likely for plan in plans):
        return frozenset()
    held = any(plan.gate_open is None and not plan.fails_by for plan in plans)
    found = frozenset(key for plan in plans for key in plan.asks(held))
    return _tried(rules, answers, found) if found else found


def potential(rules: Rules, answers: Answers) -> frozenset[str]:
    """Every absent answer that could come to matter, now or after others: a bound on what may still be asked."""
    if answers.get(rules.gate) == "prefer_not":
        return frozenset()
    if rules.gate not in answers:
        return rules.keys - answers.keys()
    plans = [plan for path in rules.paths if (plan := _plan(path, rules, answers))]
    if any(plan.is_likely for plan in plans):
        return frozenset()
    gates = {plan.gate_open for plan in plans if plan.gate_open}
    return frozenset(key for plan in plans for key in plan.reachable) | gates


def _tried(rules: Rules, answers: Answers, found: frozenset[str]) -> frozenset[str]:
    """Without the answers that turn out not to matter when every completion is tried."""
    values = standing_for(rules)
    others = sorted(potential(rules, answers))

    def decide(tried: Answers) -> str:
        return assess(rules, tried).outcome

    return frozenset(key for key in found if can_matter(key, [o for o in others if o != key], answers, values, decide))


def once_for_each(compute: Callable[[Of], Found]) -> Callable[[Of], Found]:
    """`compute`, once for each thing. For what is read from the rulebook and lives as long as the program."""
    known: dict[int, tuple[Of, Found]] = {}

    def remembered(thing: Of) -> Found:
        if id(thing) not in known:
            known[id(thing)] = thing, compute(thing)  # held, so that nothing else ever has its id
        return known[id(thing)][1]

    return remembered


@once_for_each
def standing_for(rules: Rules) -> Mapping[str, tuple[Value, ...]]:
    """For each answer the rules read, values that stand for all."""
    return representatives(rules)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one path, not yet ruled out, still hangs on. `likely_by` is None once it cannot become likely."""

    gate_open: str | None
    likely_by: frozenset[str] | None
    fails_by: frozenset[str]
    reachable: frozenset[str]

    @property
    def is_likely(self) -> bool:
        return self.gate_open is None and self.likely_by is not None and not self.likely_by and not self.fails_by

    def asks(self, held: bool) -> frozenset[str]:
        """Its keys; `held` says that some path can no longer fail, so that only becoming likely still matters."""
        keys = (self.likely_by or frozenset()) | (frozenset() if held else self.fails_by)
        if not keys and not (self.gate_open and self.likely_by is not None):
            return frozenset()
        return keys if self.gate_open is None else frozenset({self.gate_open})


@dataclass(frozen=True, slots=True)
class _Bounds:
    """One element: whether it is required, can be met or excused, can fail with every exception ruled out."""

    required: Reach
    met: Reach
    fails: Reach


def _plan(path: RulePath, rules: Rules, answers: Answers) -> _Plan | None:
    bounds = []
    for element in path.elements:
        found = _bounds(element, answers)
        if found.required.is_sure and found.fails.is_sure:
            return None
        if found.required.true:
            bounds.append(found)
    gate_open = path.gate if path.gate is not None and path.gate not in answers else None
    cap = _any_of([cap.when for cap in rules.caps], answers)
    can_be_likely = cap.false and all(b.met.true or b.required.false for b in bounds)
    likely_by = frozenset(_keys(bounds, met=True)) | frozenset(cap.keys) if can_be_likely else None
    reachable = frozenset(key for b in bounds for part in (b.required, b.met, b.fails) for key in part.keys)
    return _Plan(gate_open, likely_by, frozenset(_keys(bounds, met=False)), reachable | frozenset(cap.keys))


def _bounds(element: Element, answers: Answers) -> _Bounds:
    return _untouched(element) if element.key_set.isdisjoint(answers) else _touched(element, answers)


@once_for_each
def _untouched(element: Element) -> _Bounds:
    """None of its answers is there, as in every part that is still ahead."""
    return _touched(element, {})


def _touched(element: Element, answers: Answers) -> _Bounds:
    required = reach(_as_asked(element.required), answers)
    if not required.true:
        return _Bounds(required, *_STUCK)
    if answers.keys() >= element.key_set:
        return _Bounds(required, *_decided(element, answers))
    met = reach(element.met, answers)
    excuses = [reach(excuse.when, answers) for excuse in element.excused]
    against = flipped(met) if element.not_met is None else reach(element.not_met, answers)
    ruled_out = [flipped(excuse) for excuse in excuses]
    satisfied = flipped(joined([flipped(met), *ruled_out]))
    return _Bounds(required, satisfied, joined([against, flipped_if_known(met), *ruled_out]))


def flipped_if_known(met: Reach) -> Reach:
    """An element that is met cannot fail; one that is merely not known to be met still can."""
    return FALSE if met.is_sure else TRUE


def _decided(element: Element, answers: Answers) -> tuple[Reach, Reach]:
    """An element whose answers are all there stands where it stands."""
    status = weigh(element, answers).status
    return _MET if status in ("met", "excused") else _FAILED if status == "not_met" else _STUCK


def _as_asked(required: Condition) -> Condition:
    """A role still unasked is asked before what it makes necessary: `absent` in a list is no answer to plan on."""
    match required:
        case OneOf(key, values) if ABSENT in values:
            return OneOf(key, values - {ABSENT})
        case _:
            return required


def _any_of(conditions: Sequence[Condition], answers: Answers) -> Reach:
    return flipped(joined([flipped(reach(condition, answers)) for condition in conditions]))


def _keys(bounds: Sequence[_Bounds], *, met: bool) -> Iterator[str]:
    """The answers through which an element can still be met, or can still fail; its role first, where that is open."""
    for element in bounds:
        if role := element.required.keys:
            if not element.met.is_sure if met else element.fails.true:
                yield from role
            continue
        possible = element.met if met else element.fails
        if possible.true:
            yield from possible.keys


def missing_by_category(
    rulebook: Mapping[Category, Rules], answers: Answers, order: Sequence[str]
) -> dict[Category, tuple[str, ...]]:
    """For each category, its missing answers in the order questions are written."""
    found = {category: missing(rules, answers) for category, rules in rulebook.items()}
    return {category: tuple(key for key in order if key in keys) if keys else () for category, keys in found.items()}
