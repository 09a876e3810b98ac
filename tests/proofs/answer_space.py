"""Everything a person can answer, as z3 variables: any word, number or list a question takes, or none of it.

Knows questions and z3. Refuses to know rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import z3

from bot.knowledge.conditions import ABSENT
from bot.knowledge.questions import UNSURE, Question
from bot.screening.answers import Value

NOT_KNOWN = (ABSENT, *UNSURE)
GIVEN = "given"
NUMBER_BITS = 10


@dataclass(frozen=True)
class Answer:
    """One answer. `state` counts along `states`: absent, not_sure, prefer_not, then its words, or that it was given.

    What was given stands in `number` for a number and in `items` for a list.
    """

    key: str
    states: tuple[str, ...]
    state: z3.BitVecRef
    number: z3.BitVecRef | None
    items: Mapping[str, z3.BoolRef]
    domain: z3.BoolRef

    def among(self, words: Iterable[str]) -> z3.BoolRef:
        """The answer, or one item of the list given, is one of `words`."""
        found = [self.state == self.states.index(word) for word in words if word in self._written]
        return z3.Or(*found, *(self.items[word] for word in words if word in self.items))

    @property
    def _written(self) -> tuple[str, ...]:
        return NOT_KNOWN if GIVEN in self.states else self.states

    @property
    def known(self) -> z3.BoolRef:
        """A definite answer: neither absent, nor unsure, nor declined."""
        return z3.UGE(self.state, len(NOT_KNOWN))

    @property
    def variables(self) -> tuple[z3.ExprRef, ...]:
        return (self.state, *(() if self.number is None else (self.number,)), *self.items.values())

    def fixed(self, value: Value) -> list[tuple[z3.ExprRef, z3.ExprRef]]:
        """What to put in place of its variables so that this is the answer; `absent` takes it away."""
        word = value if isinstance(value, str) else GIVEN
        pairs = [(self.state, z3.BitVecVal(self.states.index(word), self.state.size()))]
        if self.number is not None:
            pairs.append((self.number, z3.BitVecVal(value if isinstance(value, int) else 0, NUMBER_BITS)))
        picked = value if isinstance(value, tuple) else ()
        return [*pairs, *((item, z3.BoolVal(word in picked)) for word, item in self.items.items())]

    def read(self, model: z3.ModelRef) -> Value:
        """What the model answers here, `absent` included."""
        word: str = self.states[model.eval(self.state, model_completion=True).as_long()]
        if word != GIVEN:
            return word
        if self.number is not None:
            return int(model.eval(self.number, model_completion=True).as_long())
        return tuple(word for word, item in self.items.items() if z3.is_true(model.eval(item, model_completion=True)))


def answer(question: Question, mark: str = "") -> Answer:
    """The variables of one question; `mark` tells apart two answers to the same one."""
    name = f"{question.key}{mark}"
    states = (*NOT_KNOWN, *((GIVEN,) if question.kind in ("number", "many") else question.values))
    state = z3.BitVec(name, (len(states) - 1).bit_length())
    limits = [z3.ULE(state, len(states) - 1)]
    given = state == len(NOT_KNOWN)
    number = z3.BitVec(f"{name}#", NUMBER_BITS) if question.range else None
    if question.range and number is not None:
        within = z3.And(z3.UGE(number, question.range.low), z3.ULE(number, question.range.high))
        limits.append(z3.If(given, within, number == 0))
    words = question.values if question.kind == "many" else ()
    items = {word: z3.Bool(f"{name}:{word}") for word in words}
    limits.extend(z3.Implies(item, given) for item in items.values())
    return Answer(question.key, states, state, number, items, z3.And(*limits))


def space(questions: Mapping[str, Question], keys: Iterable[str], mark: str = "") -> dict[str, Answer]:
    """The variables of all answers in `keys`, in the order of their names."""
    return {key: answer(questions[key], mark) for key in sorted(keys)}


def fixed(answers: Mapping[str, Answer], values: Mapping[str, Value]) -> list[tuple[z3.ExprRef, z3.ExprRef]]:
    """What to put in place of every variable so that exactly `values` are answered."""
    return [pair for key, one in answers.items() for pair in one.fixed(values.get(key, ABSENT))]


def renamed(answers: Mapping[str, Answer], others: Mapping[str, Answer]) -> list[tuple[z3.ExprRef, z3.ExprRef]]:
    """What to put in place of the variables of `answers` so that `others` are read instead."""
    return [pair for key, other in others.items() for pair in zip(answers[key].variables, other.variables, strict=True)]


def read(answers: Mapping[str, Answer], model: z3.ModelRef) -> dict[str, Value]:
    """The answers of a model as the program takes them, without those that are absent."""
    found = {key: one.read(model) for key, one in answers.items()}
    return {key: value for key, value in found.items() if value != ABSENT}
