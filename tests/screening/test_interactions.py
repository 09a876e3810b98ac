"""How categories go together: told when it holds, not told when it does not, each with its law, in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.knowledge.models import LANGUAGES
from bot.knowledge.plain_words import load_plain_words
from bot.knowledge.screens import PROJECT, load_screens
from bot.screening.interactions import interactions
from tests.screening.conftest import Screen

SCREENS = load_screens()
RULES = SCREENS.rulebook.interactions
YOUNG = {"age": 17, "in_united_states": "yes", "married": "no", "juvenile_court_order": "filed"}
ROBBED = {"crimes": ["felonious_assault"], "crime_role": "direct", "crime_reported": "yes"}
FORCED = {"trafficking_kind": "labor", "trafficking_means": ["debt"], "trafficking_could_not_leave": "yes"}
WIFE = {"relationship_to_abuser": "spouse", "abuser_status": "usc"}

HOLDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "I-SIJ": (YOUNG, {"age": 30}),
    "I-SEVERAL": ({**YOUNG, **ROBBED}, ROBBED),
    "I-TRAFFICKING": (FORCED, {**FORCED, "crimes": []}),
    "I-FAMILY": (WIFE, {**WIFE, "abuser_status": "never"}),
    "I-NO-PAPERS": ({**WIFE, "abuser_status": "never"}, WIFE),
    "I-COPARENT": ({"relationship_to_abuser": "coparent"}, WIFE),
    "I-CHILD-HURT": ({**WIFE, "abused_person": "both"}, {**WIFE, "abused_person": "self"}),
    "I-CHILD-DIRECT": (
        {**ROBBED, "crime_role": "indirect", "relation_to_direct_victim": "parent"},
        {**ROBBED, "crime_role": "indirect", "relation_to_direct_victim": "spouse"},
    ),
    "I-DERIVATIVE": ({**ROBBED, "age": 20}, {**ROBBED, "age": 21}),
    "I-AGES": ({**ROBBED, "age": 24}, {**ROBBED, "age": 25}),
    "I-NEVER-THEM": (ROBBED, {"crimes": []}),
    "I-NEVER-ASK": (WIFE, {"relationship_to_abuser": "none"}),
    "I-PLACE": ({"in_united_states": "no"}, {"in_united_states": "not_sure"}),
}


def told(screened: Screen, answers: dict[str, Any]) -> list[str]:
    taken = {key: tuple(value) if isinstance(value, list) else value for key, value in answers.items()}
    return [one.id for one in interactions(RULES, screened(**answers), taken)]


def test_every_interaction_has_its_case() -> None:
    assert {rule.id for rule in RULES} == set(HOLDS)


@pytest.mark.parametrize("id_", HOLDS)
def test_it_is_told_when_it_holds_and_only_then(id_: str, screened: Screen) -> None:
    when, when_not = HOLDS[id_]
    assert id_ in told(screened, when)
    assert id_ not in told(screened, when_not)


def test_nothing_is_told_of_nothing(screened: Screen) -> None:
    assert told(screened, {}) == []


def test_before_anything_else_other_ways_are_compared_with_sij(screened: Screen) -> None:
    assert told(screened, {**YOUNG, **ROBBED, **WIFE})[0] == "I-SIJ"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_is_plain_and_promises_nothing(lang: Any) -> None:
    plain = load_plain_words(PROJECT)
    assert {rule.id: found for rule in RULES if (found := plain.faults(rule.tell.in_(lang), lang))} == {}


def test_each_has_its_law() -> None:
    assert [rule.id for rule in RULES if not rule.cite] == []
