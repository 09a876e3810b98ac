"""No rule is dead: every leaf of every condition, and every word of a leaf, can decide something.

Put always, never, or never known in place of a leaf; if that changes nothing on any answers, nobody needs the leaf. A
leaf of a definition is written once and used in several places: it has to decide something in one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import z3

from bot.knowledge.conditions import ALWAYS, NEVER, Condition
from bot.knowledge.rules import Element, RulePath
from tests.proofs.answer_space import Answer
from tests.proofs.asking import Asked, Book, Claim, Prover
from tests.proofs.encoding import UNKNOWN, EncodedElement, category, encoded, worth
from tests.proofs.leaves import Place, narrowed, places, places_in, shown

Difference = Callable[[Condition], z3.BoolRef]
"""When something else in place of a leaf would be seen."""


@dataclass(frozen=True)
class Use:
    """A leaf in one place, and when a change there would be seen."""

    where: str
    leaf: Condition
    seen: Difference


def leaves_of_elements(book: Book) -> Iterator[Claim]:
    """No leaf of an element can be taken for always, never or never known, and no word can be struck from it."""
    for name, asked in book.categories.items():
        uses = [
            Use(f"{one.element.id}, {place.where}", place.leaf, _status_seen(one, place.put, asked.encoded.answers))
            for one in asked.encoded.elements.values()
            for place in places_in(one.element)
        ]
        for same in _written_once(uses):
            yield from _needed(asked.prover, f"{name}: ", same, (ALWAYS, NEVER, UNKNOWN))


def leaves_beside(book: Book) -> Iterator[Claim]:
    """The same of caps, flags, their clocks and contradictions, where only "true" counts."""
    conditions: list[tuple[str, Condition]] = []
    for name, asked in book.categories.items():
        conditions += [(f"{name}: cap {i + 1}", cap.when) for i, cap in enumerate(asked.rules.caps)]
    for flag in book.rulebook.flags:
        conditions += [(f"{flag.id}, {urgency}", condition) for condition, urgency in flag.raised]
        conditions += [(f"{flag.id}, clock {clock.what.en}", clock.when) for clock in flag.clocks]
    conditions += [(one.id, one.when) for one in book.rulebook.contradictions]
    for where, condition in conditions:
        for place in places(condition):
            use = Use(where, place.leaf, _truth_seen(condition, place, book.everything.answers))
            yield from _needed(book.everything, "", [use], (ALWAYS, NEVER))


def _status_seen(one: EncodedElement, put: Callable[[Condition], Element], answers: Mapping[str, Answer]) -> Difference:
    def seen(new: Condition) -> z3.BoolRef:
        changed = encoded(put(new), answers).status
        return z3.Or(*(when != changed[status] for status, when in one.status.items()))

    return seen


def _truth_seen(condition: Condition, place: Place, answers: Mapping[str, Answer]) -> Difference:
    before = worth(condition, answers).true
    return lambda new: before != worth(place.put(new), answers).true


def _written_once(uses: Sequence[Use]) -> list[list[Use]]:
    """The uses of each leaf as it is written: every `is` of a definition reads the very same leaf."""
    same: dict[int, list[Use]] = {}
    for use in uses:
        same.setdefault(id(use.leaf), []).append(use)
    return list(same.values())


def _needed(prover: Prover, where: str, uses: Sequence[Use], constants: Sequence[Condition]) -> Iterator[Claim]:
    leaf = uses[0].leaf
    told = f"{where}{'; '.join(use.where for use in uses)}: {shown(leaf)}"
    for constant in constants:
        name = "never known" if constant is UNKNOWN else shown(constant)
        yield _seen(prover, f"{told}: cannot be taken for {name}", uses, constant)
    for word, without in narrowed(leaf):
        yield _seen(prover, f"{told}: {word!r} decides something", uses, without)


def _seen(prover: Prover, says: str, uses: Sequence[Use], new: Condition) -> Claim:
    alive = any(prover.answers_with(use.seen(new)) is not None for use in uses)
    return Claim(says, "" if alive else f"{says}: no, it changes nothing")


def paths(book: Book) -> Iterator[Claim]:
    """Every path can decide its category: without it some answers would end otherwise."""
    for name, asked in book.categories.items():
        for path in asked.rules.paths if len(asked.rules.paths) > 1 else ():
            without = tuple(other for other in asked.rules.paths if other is not path)
            yield _decides(asked, f"{name}: the path {path.name} decides something", without)


def elements(book: Book) -> Iterator[Claim]:
    """Every element can decide its category alone: without it some answers would end otherwise."""
    for asked in book.categories.values():
        for name in asked.encoded.elements:
            yield _decides(asked, f"{name} decides something", tuple(_without(name, p) for p in asked.rules.paths))


def _without(name: str, path: RulePath) -> RulePath:
    return replace(path, elements=tuple(element for element in path.elements if element.id != name))


def _decides(asked: Asked, says: str, paths: tuple[RulePath, ...]) -> Claim:
    other = category(replace(asked.rules, paths=paths), asked.encoded.answers)
    seen = z3.Or(*(when != other.outcome[outcome] for outcome, when in asked.encoded.outcome.items()))
    return Claim(says, "" if asked.prover.answers_with(seen) is not None else f"{says}: no, it changes nothing")
