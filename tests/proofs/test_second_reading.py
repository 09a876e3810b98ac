"""Two readings of one text: the rulebook with its engine, and the second reading, must agree on every answer vector.

Vectors are drawn from a fixed seed: sparse, dense, favourable with a few answers changed, and every vignette with every
one answer changed or taken away. Where the two differ, one of them misreads the outcome contract.
"""

import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.problems import Problem
from bot.knowledge.questions import UNSURE, Question
from bot.knowledge.rules import CATEGORIES, Rules, load_rulebook
from bot.knowledge.screens import PROJECT, Screens, load_screens
from bot.screening.answers import Answers, read_answers
from bot.screening.outcomes import assess, assess_path, is_open
from tests.proofs.second_reading import outcomes, statuses
from tests.proofs.second_reading_family import vawa_paths
from tests.proofs.second_reading_scale import NOT_MET

Raw = dict[str, Any]

RANDOM_VECTORS = 100_000
WITH_ELEMENTS = 3
"""Elements are compared in every third vector, outcome and path in all."""

MONTHS = (0, 5, 6, 7, 22, 23, 24, 25, 26, 60)
NUMBERS = {
    "age": tuple(range(15, 27)),
    "age_at_crime": (5, 6, 7, 15, 16, 17, 18, 19, 20, 21, 22),
    "direct_victim_age": (5, 6, 7, 15, 17, 18, 19, 20, 21, 22, 26),
    "juvenile_court_age_limit": (18, 19, 20, 21),
}
FAVOURABLE: dict[str, tuple[Any, ...]] = {
    "abuser_status": ("usc", "lpr", "lost"),
    "accused_of_trafficking": ("no",),
    "age": (17, 19, 20, 22),
    "age_at_crime": (15, 17, 20),
    "blamed_for_crime": ("no",),
    "child_married_now": ("no",),
    "crime_role": ("direct", "indirect", "bystander"),
    "criminal_history": ("none", "minor", "connected"),
    "direct_victim_age": (15, 20),
    "juvenile_court_order": ("have", "ended_by_age"),
    "lived_with_abuser": ("during",),
    "married": ("no",),
    "months_since_death": (6, 23),
    "months_since_divorce": (6, 23),
    "months_since_status_lost": (6, 23),
    "moral_character_record": ("none", "minor"),
    "order_purpose": ("safety", "both"),
    "relationship_to_abuser": ("spouse", "ex_spouse", "widow", "bigamy", "child", "stepchild", "parent", "coparent"),
    "remarried": ("no",),
    "removed_before": ("no",),
    "trafficking_kind": ("labor", "sex", "both", "attempted"),
}
OBSTRUCTION_AND_MORE = ("perjury", "witness_tampering", "obstruction_of_justice", "other_similar", "murder")


@pytest.fixture(scope="module")
def screens() -> Screens:
    return load_screens()


@pytest.fixture(scope="module")
def vignettes() -> list[Raw]:
    cases = json.loads((PROJECT / "tests" / "screening" / "vignettes.json").read_text(encoding="utf-8"))
    return [case["answers"] for case in cases]


# --- answer vectors ---------------------------------------------------------------------------------------------------


def facts(screens: Screens) -> dict[str, Question]:
    return {key: question for key, question in screens.interview.questions.items() if not question.setting}


def values_of(question: Question) -> list[Any]:
    """The single values worth trying for one answer, boundaries, unsure and declined among them."""
    if question.kind == "many":
        pair = list(question.values[:2])
        return [[], "none", *([value] for value in question.values), pair, *UNSURE]
    if question.kind == "number":
        return [*NUMBERS.get(question.key, MONTHS), *UNSURE]
    return [*question.values, *UNSURE]


def any_value(rng: random.Random, question: Question) -> Any:
    if rng.random() < 0.12:
        return rng.choice(UNSURE)
    if question.kind == "many" and rng.random() < 0.7:
        pool = OBSTRUCTION_AND_MORE if question.key == "crimes" and rng.random() < 0.5 else question.values
        return rng.sample(pool, rng.randint(1, 3))
    return rng.choice(values_of(question))


def good_value(rng: random.Random, question: Question) -> Any:
    if question.key in FAVOURABLE:
        return rng.choice(FAVOURABLE[question.key])
    if question.kind == "yes_no":
        return "yes"
    if question.kind == "many":
        return rng.sample(question.values, rng.randint(1, 2))
    return rng.choice(NUMBERS.get(question.key, MONTHS) if question.kind == "number" else question.values)


def changed(rng: random.Random, base: Raw, questions: dict[str, Question], most: int) -> Raw:
    """`base` with one to `most` answers drawn anew or taken away."""
    vector = dict(base)
    for key in rng.sample(list(questions), rng.randint(1, most)):
        if rng.random() < 0.2:
            vector.pop(key, None)
        else:
            vector[key] = any_value(rng, questions[key])
    return vector


def random_vectors(questions: dict[str, Question], vignettes: list[Raw], seed: int) -> Iterator[Raw]:
    """Sparse and dense ones, favourable ones with a few changes, vignettes with a few changes, without end."""
    rng = random.Random(seed)
    while True:
        for share in (0.1, 0.3, 0.9):
            yield {key: any_value(rng, question) for key, question in questions.items() if rng.random() < share}
        yield changed(rng, rng.choice(vignettes), questions, 4)
        for most in (2, 6, 12, 20):
            good = {key: good_value(rng, question) for key, question in questions.items() if rng.random() < 0.98}
            yield changed(rng, good, questions, most)


def one_answer_away(questions: dict[str, Question], vignettes: list[Raw]) -> Iterator[Raw]:
    """Every vignette with each one answer taken away or given each other value."""
    for vignette in vignettes:
        for key, question in questions.items():
            yield {other: value for other, value in vignette.items() if other != key}
            yield from (vignette | {key: value} for value in values_of(question))


# --- comparison -------------------------------------------------------------------------------------------------------


def outcome_differences(screens: Screens, vector: Raw, answers: Answers) -> list[str]:
    second = outcomes(vector)
    found = []
    for category in CATEGORIES:
        first = assess(screens.rulebook.categories[category], answers)
        if (first.outcome, first.path) != second[category]:
            found.append(f"{category}: rulebook {first.outcome} {first.path}, second reading {second[category]}")
    return found


def element_differences(rules: Rules, vector: Raw, answers: Answers) -> list[str]:
    """Elements of every path of one category. Where no relationship fits, the text requires nothing beyond V-1."""
    category = rules.category
    second = vawa_paths(vector) if category == "vawa" else {None: statuses(category, vector)}
    first = {
        path.name: {
            result.element.id: str(result.status) for result in assess_path(path, answers, capped=False).elements
        }
        for path in rules.paths
        if is_open(path, answers)
    }
    if own := first.get("self_petition"):
        first["self_petition"] = {"V-1": NOT_MET} if own["V-1"] == NOT_MET else own
    return [] if first == second else [f"{category} elements: rulebook {first}, second reading {second}"]


def differences(screens: Screens, vector: Raw, *, elements: bool) -> list[str]:
    answers = read_answers(vector, screens.interview.questions)
    found = outcome_differences(screens, vector, answers)
    if elements:
        for rules in screens.rulebook.categories.values():
            if vector.get(rules.gate, "prefer_not") != "prefer_not":
                found += element_differences(rules, vector, answers)
    return [f"{difference}\n  on {vector}" for difference in found]


def first_difference(screens: Screens, vectors: Iterator[Raw]) -> list[str]:
    return next((found for vector in vectors if (found := differences(screens, vector, elements=False))), [])


def test_the_rulebook_and_the_second_reading_agree_on_random_answers(screens: Screens, vignettes: list[Raw]) -> None:
    questions = facts(screens)
    reached: Counter[tuple[str, str, str | None]] = Counter()
    for index, vector in enumerate(islice(random_vectors(questions, vignettes, seed=20261123), RANDOM_VECTORS)):
        found = differences(screens, vector, elements=index % WITH_ELEMENTS == 0)
        assert not found, "\n".join(found)
        reached.update((category, *result) for category, result in outcomes(vector).items())
    rare = {key: reached[key] for key in every_result() if reached[key] < 500}
    assert not rare, f"the vectors hardly reach {rare}"


def every_result() -> list[tuple[str, str, str | None]]:
    plain = [(c, outcome, None) for c in ("t", "u", "sij", "cp") for outcome in ("likely", "possible")]
    paths = [("vawa", o, path) for o in ("likely", "possible") for path in ("waiver", "self_petition", "cancellation")]
    neither = [(c, outcome, None) for c in CATEGORIES for outcome in ("unlikely", "not_assessed")]
    return [*plain, *paths, *neither]


def test_they_agree_one_answer_away_from_every_vignette(screens: Screens, vignettes: list[Raw]) -> None:
    for vector in one_answer_away(facts(screens), vignettes):
        found = differences(screens, vector, elements=True)
        assert not found, "\n".join(found)


PLANTED = [
    ("sij", "{age: {below: 21}}", "{age: {below: 22}}"),
    ("vawa", "months_since_status_lost: {below: 24}", "months_since_status_lost: {below: 25}"),
    ("vawa", "abuser_status: [usc, lpr, lost]", "abuser_status: [usc, lpr]"),
    ("t", "trafficking_help_given: [yes, never_asked]", "trafficking_help_given: yes"),
    ("t", "removed_before: [yes, not_sure, prefer_not]", "removed_before: [yes, not_sure]"),
    ("cp", "met: {may_be_witness: yes}", "met: {may_be_witness: [yes, not_sure]}"),
    ("u", "helped_police: [helped, helping, would_help]", "helped_police: [helped, helping, would_help, stopped]"),
]


@pytest.mark.parametrize(("category", "right", "wrong"), PLANTED)
def test_a_wrong_condition_is_seen(
    category: str, right: str, wrong: str, tmp_path: Path, screens: Screens, vignettes: list[Raw]
) -> None:
    shutil.copytree(PROJECT / "data" / "rulebook", tmp_path / "data" / "rulebook")
    file = tmp_path / "data" / "rulebook" / "categories" / f"{category}.yml"
    text = file.read_text(encoding="utf-8")
    assert right in text, "the condition to spoil is gone: name another"
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    problems: list[Problem] = []
    rulebook = load_rulebook(tmp_path, screens.interview.questions, problems)
    assert rulebook is not None and not problems, problems
    spoiled = Screens(screens.interview, rulebook)

    vectors = islice(random_vectors(facts(screens), vignettes, seed=1), 100_000)
    found = first_difference(spoiled, vectors)

    assert found and all(difference.startswith(f"{category}:") for difference in found)
