"""The encoding is to be trusted: on thousands of random answers it says what the program says, bit for bit.

Compared are every condition's true and false, every element's status and exception, which elements and which path are
shown, and the outcome. Half of the answers are random, half one or two answers away from those z3 finds for an outcome.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

import z3

from bot.knowledge.conditions import Condition, keys_of
from bot.knowledge.questions import UNSURE, Question
from bot.screening.answers import Value
from bot.screening.outcomes import CategoryResult, assess, weigh
from bot.screening.truth import truth
from bot.screening.trying import conditions_of
from tests.proofs.answer_space import Answer, fixed
from tests.proofs.asking import Asked, Book, Claim
from tests.proofs.encoding import EncodedElement, worth

EDGES = (0, 5, 6, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 60)
Bits = list[bool]


def categories(book: Book, vectors: int, seed: int = 20261123) -> Iterator[Claim]:
    """Each category on `vectors` sets of answers."""
    rng = random.Random(seed)
    for name, asked in book.categories.items():
        packed = _packed(_said_by_z3(asked))
        starts = list(_starts(asked))
        for number in range(vectors):
            near = rng.choice(starts) if number % 2 else None
            answers = _vector(rng, book, asked.encoded.answers, near)
            claim = f"{name}, answers {number}"
            yield _agrees(claim, packed, asked.encoded.answers, answers, _said_by_program(asked, book.taken(answers)))


def beside(book: Book, vectors: int, seed: int = 20261123) -> Iterator[Claim]:
    """The conditions of flags, their clocks and contradictions on `vectors` sets of all answers."""
    rng = random.Random(seed)
    flags = book.rulebook.flags
    conditions = [when for flag in flags for when, _ in flag.raised]
    conditions += [clock.when for flag in flags for clock in flag.clocks]
    conditions += [one.when for one in book.rulebook.contradictions]
    read = {key for condition in conditions for key in keys_of(condition)}
    answers = {key: one for key, one in book.everything.answers.items() if key in read}
    packed = _packed(_worths(conditions, answers))
    for number in range(vectors):
        given = _vector(rng, book, answers, None)
        said = [truth(c, book.taken(given)) is way for c in conditions for way in (True, False)]
        yield _agrees(f"flags and contradictions, answers {number}", packed, answers, given, said)


def _agrees(
    says: str, packed: z3.BitVecRef, answers: Mapping[str, Answer], given: Mapping[str, Value], program: Bits
) -> Claim:
    value = z3.simplify(z3.substitute(packed, *fixed(answers, given)))
    encoding = [bit == "1" for bit in f"{value.as_long():0{len(program)}b}"]
    differ = [i for i, (a, b) in enumerate(zip(encoding, program, strict=True)) if a is not b]
    return Claim(says, f"{says}: z3 and the program differ at {differ} on {given}" if differ else "")


def _packed(formulas: Sequence[z3.BoolRef]) -> z3.BitVecRef:
    """All formulas as the bits of one number, the first the highest, so that one replacement tells them all."""
    one, zero = z3.BitVecVal(1, 1), z3.BitVecVal(0, 1)
    return z3.Concat(*(z3.If(formula, one, zero) for formula in formulas))


def _worths(conditions: Sequence[Condition], answers: Mapping[str, Answer]) -> list[z3.BoolRef]:
    values = [worth(condition, answers) for condition in conditions]
    return [way for value in values for way in (value.true, value.false)]


def _said_by_z3(asked: Asked) -> list[z3.BoolRef]:
    encoded = asked.encoded
    found = _worths(list(conditions_of(asked.rules)), encoded.answers)
    for one in encoded.elements.values():
        found += [*one.status.values(), encoded.shows(one)]
        found += [one.excused_by(i) for i in range(len(one.excuses))]
    return [*found, *encoded.outcome.values(), *encoded.through.values()]


def _said_by_program(asked: Asked, answers: Mapping[str, Value]) -> Bits:
    result = assess(asked.rules, answers)
    found = [truth(c, answers) is way for c in conditions_of(asked.rules) for way in (True, False)]
    for one in asked.encoded.elements.values():
        found += _element_bits(one, answers, result)
    fits = result.outcome in ("likely", "possible")
    found += [result.outcome == outcome for outcome in asked.encoded.outcome]
    return [*found, *(fits and result.path == path for path in asked.encoded.through)]


def _element_bits(one: EncodedElement, answers: Mapping[str, Value], result: CategoryResult) -> Bits:
    weighed = weigh(one.element, answers)
    required = truth(one.element.required, answers) is True
    status = weighed.status if required else "not_asked"
    shown = any(e.element is one.element for e in result.elements)
    by = [required and weighed.by == excuse.by for excuse in one.element.excused]
    return [*(status == each for each in one.status), shown, *by]


# --- answers ----------------------------------------------------------------------------------------------------------


def _starts(asked: Asked) -> Iterator[dict[str, Value]]:
    """Answers that reach each outcome and each path."""
    for formula in (*asked.encoded.outcome.values(), *asked.encoded.through.values()):
        if (found := asked.prover.answers_with(formula)) is not None:
            yield found


def _vector(
    rng: random.Random, book: Book, answers: Mapping[str, Answer], near: Mapping[str, Value] | None
) -> dict[str, Value]:
    given = dict(near or {})
    for key in answers if near is None else rng.sample(list(answers), rng.randint(1, 2)):
        given.pop(key, None)
        if rng.random() < 0.85:
            given[key] = _value(rng, book.questions[key])
    return given


def _value(rng: random.Random, question: Question) -> Value:
    if rng.random() < 0.15:
        return rng.choice(UNSURE)
    if question.range is not None:
        edges = [n for n in EDGES if question.range.low <= n <= question.range.high]
        return rng.choice([*edges, rng.randint(question.range.low, question.range.high)])
    if question.kind == "many":
        return tuple(rng.sample(question.values, rng.choice((0, 1, 1, 2, 3))))
    return rng.choice(question.values)
