"""What another answer may change: unsure is never "no", and no outcome jumps without an element that says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import z3

from bot.knowledge.conditions import ABSENT
from bot.knowledge.questions import UNSURE
from bot.screening.answers import Value
from bot.screening.outcomes import Outcome, Status, assess_path
from tests.proofs.answer_space import Answer, answer, renamed, space
from tests.proofs.asking import Asked, Book, Claim
from tests.proofs.encoding import EncodedElement

Pairs = list[tuple[z3.ExprRef, z3.ExprRef]]
TURNS: tuple[tuple[Outcome, Outcome], ...] = (("likely", "unlikely"), ("unlikely", "likely"))


def unsure_is_never_against(book: Book) -> Iterator[Claim]:
    """A definite answer made not_sure or prefer_not makes no element not met and no category unlikely."""
    for name, asked in book.categories.items():
        for key in asked.encoded.answers:
            for word in UNSURE:
                yield _not_worse(asked, f"{name} becomes unlikely by {key}: {word}", key, word)
                yield from _none_fails(asked, key, word)


def taken_back_is_never_against(book: Book) -> Iterator[Claim]:
    """A definite answer taken back makes no category unlikely. The gate of a path is left out: it closes that path."""
    for name, asked in book.categories.items():
        gates = {path.gate for path in asked.rules.paths}
        for key in asked.encoded.answers.keys() - gates:
            yield _not_worse(asked, f"{name} becomes unlikely without {key}", key, ABSENT)


def _not_worse(asked: Asked, says: str, key: str, word: str) -> Claim:
    one, unlikely = asked.encoded.answers[key], asked.encoded.outcome["unlikely"]
    after = z3.substitute(unlikely, *one.fixed(word))
    return asked.prover.never(says, one.known, z3.Not(unlikely), after)


def _none_fails(asked: Asked, key: str, word: str) -> Iterator[Claim]:
    one = asked.encoded.answers[key]
    for element in asked.encoded.elements.values():
        if key in element.element.key_set:
            fails = element.status["not_met"]
            after = z3.substitute(fails, *one.fixed(word))
            says = f"{element.element.id} becomes not met by {key}: {word}"
            yield asked.prover.never(says, one.known, z3.Not(fails), after)


def one_more_fact(book: Book) -> Iterator[Claim]:
    """One more fact moves no category from likely to unlikely or back while every element keeps its status."""
    for name, asked in book.categories.items():
        for key in asked.encoded.answers:
            absent, free, more = _one_more(book, asked, key)
            for before, after in TURNS:
                moved = z3.substitute(asked.encoded.outcome[after], *more)
                says = f"{name} goes from {before} to {after} by {key} while no element changes"
                formulas = (absent, asked.encoded.outcome[before], moved, _no_status_changes(asked, more))
                yield asked.prover.never(says, *formulas, free=free)


def _one_more(book: Book, asked: Asked, key: str) -> tuple[z3.BoolRef, Mapping[str, Answer], Pairs]:
    """That `key` is absent; a second answer to it; and what to put in place of the first to read the second."""
    other = answer(book.questions[key], "'")
    return asked.encoded.answers[key].among((ABSENT,)), {f"{key}'": other}, renamed(asked.encoded.answers, {key: other})


def _no_status_changes(asked: Asked, pairs: Pairs) -> z3.BoolRef:
    whens = [when for one in asked.encoded.elements.values() for when in one.status.values()]
    return z3.And(*(when == z3.substitute(when, *pairs) for when in whens))


def jumps(book: Book) -> Iterator[Claim]:
    """Where one more fact does move likely to unlikely or back, the program names an element whose status changed."""
    for name, asked in book.categories.items():
        for key in asked.encoded.answers:
            absent, free, more = _one_more(book, asked, key)
            for before, after in TURNS:
                moved = z3.substitute(asked.encoded.outcome[after], *more)
                found = asked.prover.answers_with(absent, asked.encoded.outcome[before], moved, free=free)
                if found is not None:
                    says = f"{name}: {before} to {after} by {key}"
                    changed = _changed(book, asked, key, found)
                    yield Claim(f"{says} ({', '.join(changed)})", "" if changed else f"{says}: no element of {found}")


def _changed(book: Book, asked: Asked, key: str, found: Mapping[str, Value]) -> list[str]:
    """The elements whose status the program sees change when the second answer to `key` is given."""
    first = {k: value for k, value in found.items() if not k.endswith("'")}
    before, after = (_statuses(asked, book.taken(given)) for given in (first, {**first, key: found[f"{key}'"]}))
    return sorted(e for e in before.keys() | after.keys() if before.get(e) != after.get(e))


def _statuses(asked: Asked, answers: Mapping[str, Value]) -> dict[str, Status]:
    results = [assess_path(path, answers, capped=False) for path in asked.rules.paths]
    return {e.element.id: e.status for result in results for e in result.elements}


def any_two_people(book: Book) -> Iterator[Claim]:
    """Of any two sets of answers, if one is likely and the other unlikely, some element has another status."""
    for name, asked in book.categories.items():
        others = space(book.questions, asked.encoded.answers, "'")
        pairs = renamed(asked.encoded.answers, others)
        unlikely = z3.substitute(asked.encoded.outcome["unlikely"], *pairs)
        says = f"{name} is likely and unlikely on the same statuses"
        formulas = (asked.encoded.outcome["likely"], unlikely, _no_status_changes(asked, pairs))
        yield asked.prover.never(says, *formulas, free={f"{key}'": one for key, one in others.items()})


def statuses_read_what_they_name(book: Book) -> Iterator[Claim]:
    """An element's status hangs on the answers it names and on no other."""
    for asked in book.categories.values():
        for one in asked.encoded.elements.values():
            yield from _reads_no_other(book, asked, one)


def _reads_no_other(book: Book, asked: Asked, one: EncodedElement) -> Iterator[Claim]:
    strangers = asked.encoded.answers.keys() - one.element.key_set
    others = space(book.questions, strangers, "'")
    pairs = renamed(asked.encoded.answers, others)
    for status, when in one.status.items():
        changed = when != z3.substitute(when, *pairs)
        free = {f"{key}'": other for key, other in others.items()}
        yield asked.prover.never(f"{one.element.id}: {status} hangs on an unnamed answer", changed, free=free)
