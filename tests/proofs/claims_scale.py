"""The scale, the gates and the caps, as the outcome contract states them: no answers exist that break one of them.

The gates and what caps are written out here, from sentences 1, 11 and 14, so that a rule that says otherwise is seen.
"""

from __future__ import annotations

from collections.abc import Iterator

import z3

from bot.knowledge.conditions import ABSENT
from bot.knowledge.questions import UNSURE
from bot.knowledge.rules import Category
from bot.screening.outcomes import assess
from tests.proofs.answer_space import Answer
from tests.proofs.asking import Asked, Book, Claim
from tests.proofs.encoding import EncodedElement, worth

GATES: dict[Category, str] = {
    "t": "trafficking_kind",
    "cp": "trafficking_kind",
    "u": "crimes",
    "vawa": "relationship_to_abuser",
    "sij": "age",
}
Cap = dict[str, tuple[str, ...]]
REMOVED: Cap = {"removed_before": ("yes", *UNSURE)}
CAPS: dict[Category, tuple[Cap, ...]] = {
    "t": (REMOVED,),
    "u": (REMOVED, {"crime_role": ("bystander",)}, {"crime_role": ("indirect",), "direct_victim_status": ("minor",)}),
}
UNCAPPED: tuple[Category, ...] = ("vawa", "sij", "cp")


def statuses_exclude(book: Book) -> Iterator[Claim]:
    """No condition is both true and false; every element has exactly one status, every category exactly one outcome."""
    for name, asked in book.categories.items():
        for one in asked.encoded.elements.values():
            element = one.element
            for written in (element.required, element.met, element.not_met, *(e.when for e in element.excused)):
                if written is not None:
                    value = worth(written, asked.encoded.answers)
                    yield asked.prover.never(f"{element.id}: true and false at once", value.true, value.false)
            yield _exactly_one(asked, f"{element.id}: not exactly one status", list(one.status.values()))
        yield _exactly_one(asked, f"{name}: not exactly one outcome", list(asked.encoded.outcome.values()))


def _exactly_one(asked: Asked, says: str, formulas: list[z3.BoolRef]) -> Claim:
    count = z3.Sum(*(z3.If(formula, 1, 0) for formula in formulas))
    return asked.prover.never(says, count != 1)


def likely_has_nothing_open(book: Book) -> Iterator[Claim]:
    """Likely: in some open path every required element is met or excused, and nothing caps the outcome."""
    for name, asked in book.categories.items():
        likely, answers = asked.encoded.outcome["likely"], asked.encoded.answers
        done = [
            z3.And(p.opened, *(z3.Implies(e.required, _met_or_excused(e)) for e in p.elements))
            for p in asked.encoded.paths
        ]
        yield asked.prover.never(f"{name} is likely with an element open in every path", likely, z3.Not(z3.Or(*done)))
        for path in asked.encoded.paths:
            shown = asked.encoded.through[path.path.name]
            for one in path.elements:
                says = f"{name} is likely through {path.path.name or 'its path'} with {one.element.id} open or not met"
                yield asked.prover.never(says, likely, shown, one.required, z3.Not(_met_or_excused(one)))
        for i, cap in enumerate(asked.rules.caps):
            yield asked.prover.never(f"{name} is likely under cap {i + 1}", likely, worth(cap.when, answers).true)


def _met_or_excused(one: EncodedElement) -> z3.BoolRef:
    return z3.Or(one.met.true, *(excuse.true for excuse in one.excuses))


def unlikely_has_a_reason_in_every_path(book: Book) -> Iterator[Claim]:
    """Unlikely: every open path requires an element that is not met, with no exception met or still open."""
    for name, asked in book.categories.items():
        unlikely = asked.encoded.outcome["unlikely"]
        for path in asked.encoded.paths:
            reasons = [_is_reason(e) for e in path.elements]
            says = f"{name} is unlikely and {path.path.name or 'its path'} has no element against"
            yield asked.prover.never(says, unlikely, path.opened, z3.Not(z3.Or(*reasons)))
        some = z3.Or(*(path.opened for path in asked.encoded.paths))
        yield asked.prover.never(f"{name} is unlikely and no path is open", unlikely, z3.Not(some))


def _is_reason(one: EncodedElement) -> z3.BoolRef:
    for_it = [z3.Or(excuse.true, excuse.unknown) for excuse in one.excuses]
    return z3.And(one.required, one.against, z3.Not(one.met.true), z3.Not(z3.Or(*for_it)))


def possible_is_open_or_capped(book: Book) -> Iterator[Claim]:
    """Possible: the path shown has nothing not met, and an element open or a cap in force."""
    for name, asked in book.categories.items():
        possible = asked.encoded.outcome["possible"]
        for path in asked.encoded.paths:
            shown = asked.encoded.through[path.path.name]
            says = f"{name} is possible through {path.path.name or 'its path'}"
            yield asked.prover.never(f"{says} with an element not met", possible, shown, path.unlikely)
            undecided = z3.Or(*asked.encoded.caps, *(e.status["open"] for e in path.elements))
            yield asked.prover.never(f"{says} with nothing open", possible, shown, z3.Not(undecided))


def gates(book: Book) -> Iterator[Claim]:
    """Not assessed where the gate of the contract is absent or declined, and nowhere else."""
    for name, asked in book.categories.items():
        gate = asked.encoded.answers[GATES[name]]
        closed, unasked = gate.among((ABSENT, "prefer_not")), asked.encoded.outcome["not_assessed"]
        yield asked.prover.never(f"{name} is assessed while its gate is absent or declined", closed, z3.Not(unasked))
        yield asked.prover.never(f"{name} is not assessed though its gate is answered", unasked, z3.Not(closed))
        for says, shut in (("closed", closed), ("answered", z3.Not(closed))):
            for outcome, formula in asked.encoded.outcome.items():
                found = asked.prover.answers_with(shut, formula)
                if found is not None:
                    seen = assess(asked.rules, book.taken(found)).outcome
                    agreed = seen == outcome and (seen == "not_assessed") is (says == "closed")
                    yield Claim(f"{name}: {seen}, gate {says}", "" if agreed else f"{name}: {seen} of {found}")


def caps_of_the_contract(book: Book) -> Iterator[Claim]:
    """What the contract caps is never likely, stays possible where it would be likely, and changes nothing else."""
    for name, caps in CAPS.items():
        asked = book.categories[name]
        for cap in caps:
            holds = z3.And(*(_answer(asked, key).among(words) for key, words in cap.items()))
            yield asked.prover.never(f"{name} is likely with {cap}", asked.encoded.outcome["likely"], holds)
            settled = z3.Or(*(z3.And(p.opened, p.settled, z3.Not(p.unlikely)) for p in asked.encoded.paths))
            says = f"{name} is not possible with {cap} though all its elements are met"
            assessed = z3.Not(asked.encoded.outcome["not_assessed"])
            yield asked.prover.never(says, settled, holds, assessed, z3.Not(asked.encoded.outcome["possible"]))
    for name in UNCAPPED:
        asked = book.categories[name]
        says = f"{name} reads removed_before"
        yield Claim(says, says if "removed_before" in asked.rules.keys else "")
        yield asked.prover.never(f"{name} has a cap", z3.Or(*asked.encoded.caps))


def _answer(asked: Asked, key: str) -> Answer:
    return asked.encoded.answers[key]
