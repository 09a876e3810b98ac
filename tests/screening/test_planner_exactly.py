"""The planner against brute force: with few answers left, it names exactly those that can still matter.

Domains are reduced to values on both sides of every boundary; every completion is tried, the absent answer among them.
"""

import random
from itertools import product
from typing import Any

import pytest

from bot.knowledge.rules import CATEGORIES, Category, Rules
from bot.knowledge.screens import load_screens
from bot.screening.outcomes import assess
from bot.screening.planner import missing

SCREENS = load_screens()
RULES = SCREENS.rulebook.categories
CASES = 250
AGES = {"age": (17, 18, 20, 21, 24, 25), "age_at_crime": (17, 18, 20, 21), "direct_victim_age": (20, 21),
        "juvenile_court_age_limit": (18, 21)}  # fmt: skip
LISTS: dict[str, tuple[Any, ...]] = {
    "crimes": ((), ("rape",), ("perjury",), ("other_similar",), ("other_similar", "perjury")),
    "trafficking_means": ((), ("hurt",)),
}


def domain(key: str) -> tuple[Any, ...]:
    question = SCREENS.interview.questions[key]
    if question.kind == "number":
        return (*AGES.get(key, (23, 24, 25)), "not_sure")
    return (*LISTS.get(key, question.values), "not_sure", "prefer_not")


def matters(rules: Rules, answers: dict[str, Any], key: str, free: list[str]) -> bool:
    """Whether some completion of the other free answers exists in which this one changes the outcome."""
    others = [other for other in free if other != key]
    for completion in product(*((None, *domain(other)) for other in others)):
        rest = {**answers, **{o: v for o, v in zip(others, completion, strict=True) if v is not None}}
        outcomes = {assess(rules, rest).outcome, *(assess(rules, {**rest, key: v}).outcome for v in domain(key))}
        if len(outcomes) > 1:
            return True
    return False


def drawn(category: Category, source: random.Random, missing_at_most: int = 3) -> tuple[dict[str, Any], list[str]]:
    keys = sorted(RULES[category].keys)
    free = source.sample(keys, source.randint(1, min(missing_at_most, len(keys))))
    return {key: source.choice(domain(key)) for key in keys if key not in free}, free


@pytest.mark.parametrize("category", CATEGORIES)
def test_it_never_asks_what_cannot_matter_and_never_stops_while_something_can(category: Category) -> None:
    source = random.Random(f"faro {category}")
    asked = 0
    for _ in range(CASES):
        answers, free = drawn(category, source)
        wanted = missing(RULES[category], answers)
        assert wanted <= set(free)
        for key in wanted:
            assert matters(RULES[category], answers, key, free), (key, answers)
        if not wanted:
            assert not any(matters(RULES[category], answers, key, free) for key in free), (free, answers)
        asked += len(wanted)
    assert asked > CASES / 10  # the cases were not all settled before they began


@pytest.mark.parametrize("category", CATEGORIES)
def test_asking_only_what_is_missing_reaches_the_outcome_of_asking_everything(category: Category) -> None:
    source = random.Random(f"faro, all of {category}")
    for _ in range(CASES):
        everything = {key: source.choice(domain(key)) for key in sorted(RULES[category].keys)}
        given: dict[str, Any] = {}
        while wanted := missing(RULES[category], given):
            key = source.choice(sorted(wanted))
            given[key] = everything[key]
        asked_all = assess(RULES[category], everything).outcome
        assert assess(RULES[category], given).outcome == asked_all, (given, everything)
