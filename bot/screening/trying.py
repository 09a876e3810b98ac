"""Trying answers out: a few values that stand for all a question takes, and whether an answer can matter at all.

Two values that no condition of a category tells apart are one case, so a handful stands for all. Where few answers are
left, every completion is tried; where many are left, bounds have to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod

from bot.knowledge.conditions import BelowAnswer, Between, Condition, Holds, OneOf, OnlyOf, leaves
from bot.knowledge.questions import UNSURE
from bot.knowledge.rules import Rules
from bot.screening.answers import Answers, Value

Decide = Callable[[Answers], str]
TRIES = 400
"""How many completions are tried at most for one answer; with more, the answer counts as one that may matter."""


def conditions_of(rules: Rules) -> Iterator[Condition]:
    """Every condition of a category."""
    for path in rules.paths:
        for element in path.elements:
            yield from (element.required, element.met, *(excuse.when for excuse in element.excused))
            if element.not_met is not None:
                yield element.not_met
    yield from (cap.when for cap in rules.caps)


def representatives(rules: Rules) -> Mapping[str, tuple[Value, ...]]:
    """For each answer a category reads, values that stand for all it can be told apart by, the unsure one last."""
    tests: dict[str, list[Condition]] = {}
    for condition in conditions_of(rules):
        for leaf in leaves(condition):
            for key in (leaf.key, leaf.other) if isinstance(leaf, BelowAnswer) else (getattr(leaf, "key", None),):
                if key:
                    tests.setdefault(key, []).append(leaf)
    return {key: tuple(dict.fromkeys(_values(tests.get(key, []), rules.words[key]))) for key in rules.keys}


def _values(tests: Sequence[Condition], words: Sequence[str]) -> Iterator[Value]:
    if numbers := sorted(_boundaries(tests)):
        yield from numbers
    elif any(isinstance(test, Holds | OnlyOf) for test in tests):
        yield from _lists(tests, words)
    else:
        yield from _kinds(tests, (*words, *UNSURE)).values()
    yield UNSURE[0]


def _boundaries(tests: Iterable[Condition]) -> set[int]:
    found: set[int] = set()
    for test in tests:
        if isinstance(test, Between):
            found.update(edge + step for edge in (test.low, test.high) if edge is not None for step in (-1, 0))
        elif isinstance(test, BelowAnswer):
            found.update({18, 19, 20, 21})
    return found


def _kinds(tests: Sequence[Condition], words: Sequence[str]) -> dict[tuple[bool, ...], str]:
    """One word for each way the tests tell words apart."""
    sets = [test.values for test in tests if isinstance(test, OneOf | OnlyOf)]
    kinds: dict[tuple[bool, ...], str] = {}
    for word in words:
        told = (*(word in values for values in sets), word in UNSURE)
        kinds.setdefault(told, word)
    return kinds


def _lists(tests: Sequence[Condition], words: Sequence[str]) -> Iterator[Value]:
    """Lists made of one word a kind, in every combination."""
    kinds = sorted(_kinds(tests, words).values())
    for size in range(len(kinds) + 1):
        yield from combinations(kinds, size)


def can_matter(
    key: str, others: Sequence[str], answers: Answers, values: Mapping[str, tuple[Value, ...]], decide: Decide
) -> bool:
    """Whether some completion of `others` exists in which the answer `key` makes a difference."""
    choices = [(None, *values[other]) for other in others]
    if prod(len(choice) for choice in choices) > TRIES:
        return True
    for completion in product(*choices):
        rest = {**answers, **{o: value for o, value in zip(others, completion, strict=True) if value is not None}}
        first = decide(rest)
        if any(decide({**rest, key: value}) != first for value in values[key]):
            return True
    return False
