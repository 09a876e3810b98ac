"""Why an answer counts and what one more would change: as the rules say, checked against trying everything."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.questions import UNSURE, Question
from bot.knowledge.rules import CATEGORIES, Category
from bot.knowledge.screens import load_screens
from bot.screening.explain import decides, one_fact
from bot.screening.outcomes import assess, weigh
from tests.screening.strategies import answers

SCREENS = load_screens()
RULES = SCREENS.rulebook.categories
QUESTIONS = SCREENS.interview.questions
WORKER = {"trafficking_kind": "labor", "trafficking_means": ("debt",), "trafficking_could_not_leave": "yes"}
ROBBED = {"crimes": ("felonious_assault",), "crime_role": "direct"}


def ways(key: str, **given_answers: Any) -> set[tuple[str | None, str, str]]:
    return set(decides(SCREENS.rulebook, given_answers, key))


@pytest.mark.parametrize(
    ("key", "given_answers", "decided"),
    [
        ("trafficking_reported", WORKER, ("t", "T-3", "met")),
        ("trauma_prevents_cooperation", WORKER, ("t", "T-3", "excused")),
        ("trafficking_help_given", WORKER, ("t", "T-3", "not_met")),
        ("left_after_trafficking", WORKER, ("t", "T-2x", "required")),
        ("removed_before", WORKER, ("t", "cap", "cap")),
        ("trafficking_kind", {}, ("cp", "gate", "gate")),
        ("in_removal_proceedings", {"relationship_to_abuser": "spouse"}, ("vawa", "gate", "gate")),
        ("helped_police", ROBBED, ("u", "U-5", "met")),
        ("age", {}, ("sij", "S-1", "not_met")),
        ("age", {}, (None, "R-9", "flag")),
        ("danger_now", {}, (None, "R-1", "flag")),
    ],
)
def test_an_answer_decides_what_the_rules_read_it_for(key: str, given_answers: dict[str, Any], decided: Any) -> None:
    assert decided in ways(key, **given_answers)


@pytest.mark.parametrize(
    ("key", "given_answers", "no_more"),
    [
        ("trafficking_reported", {**WORKER, "trafficking_under_18": "yes"}, "T-3"),
        ("trafficking_reported", {"trafficking_kind": "none"}, "T-3"),
        ("bystander_serious_injury", ROBBED, "U-2b"),
        ("filing_delay_tied_to_abuse", {"relationship_to_abuser": "child", "age": 20}, "V-8"),
        ("return_reason", {**WORKER, "left_after_trafficking": "no"}, "T-2x"),
        ("helped_police", {"crimes": ()}, "U-5"),
        ("trafficking_under_18", {"trafficking_kind": "sex", "trauma_prevents_cooperation": "yes"}, "T-3"),
        ("next_friend_helps", {**ROBBED, "knows_facts": "yes", "crime_reported": "yes", "helped_police": "no"}, "U-4"),
    ],
)
def test_what_other_answers_have_settled_is_no_reason_to_ask(
    key: str, given_answers: dict[str, Any], no_more: str
) -> None:
    assert no_more not in {id_ for _, id_, _ in ways(key, **given_answers)}


def test_the_answer_given_before_is_left_aside_when_it_is_asked_why() -> None:
    assert ways("crime_reported", **ROBBED) == ways("crime_reported", **ROBBED, crime_reported="yes") != set()


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_moves_an_element_is_named_as_a_reason(data: st.DataObject) -> None:
    """An answer that changes the status of an element, and the outcome with it, is never left without a reason."""
    category = data.draw(st.sampled_from(CATEGORIES))
    rules = RULES[category]
    given_answers = data.draw(answers(SCREENS, sorted(rules.keys)))
    absent = sorted(rules.keys - given_answers.keys())
    if not absent or rules.gate not in given_answers:
        return
    key = data.draw(st.sampled_from(absent))
    after = {**given_answers, key: data.draw(st.sampled_from(every_value(QUESTIONS[key])))}
    if assess(rules, given_answers).outcome == assess(rules, after).outcome:
        return
    named = {id_ for where, id_, _ in decides(SCREENS.rulebook, given_answers, key) if where == category}
    moved = {
        element.id
        for path in rules.paths
        for element in path.elements
        if weigh(element, given_answers).status != weigh(element, after).status
    }
    assert named and (moved & named or {"cap", "gate"} & named or any_required(named, rules, key)), (key, moved)


def any_required(named: set[str], rules: Any, key: str) -> bool:
    from bot.knowledge.conditions import keys_of

    elements = {element.id: element for path in rules.paths for element in path.elements}
    return any(id_ in elements and key in keys_of(elements[id_].required) for id_ in named)


def every_value(question: Question) -> list[Any]:
    """Every value a question takes that is a fact; every number of its range."""
    if question.range:
        return list(range(question.range.low, question.range.high + 1))
    if question.kind == "many":
        return [(), *((value,) for value in question.values)]
    return list(question.values)


@pytest.mark.parametrize("category", CATEGORIES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_one_fact_changes_is_what_trying_every_value_finds(category: Category, data: st.DataObject) -> None:
    given_answers = data.draw(answers(SCREENS, sorted(RULES[category].keys)))
    now = assess(RULES[category], given_answers).outcome
    tried = {
        (key, outcome)
        for key, question in QUESTIONS.items()
        if key in RULES[category].keys and given_answers.get(key, "not_sure") in UNSURE
        for value in every_value(question)
        if (outcome := assess(RULES[category], {**given_answers, key: value}).outcome) != now
    }
    found = one_fact(SCREENS.rulebook, QUESTIONS, given_answers, category)
    assert {(key, outcome) for key, _, outcome in found} == tried
    order = [("likely", "possible", "unlikely", "not_assessed").index(change.outcome) for change in found]
    assert order == sorted(order)
    assert all(assess(RULES[category], {**given_answers, key: value}).outcome == end for key, value, end in found)


@pytest.mark.parametrize(("months", "outcome"), [(23, "likely"), (24, "possible"), (25, "unlikely")])
def test_numbers_are_tried_on_both_sides_of_each_boundary(months: int, outcome: str) -> None:
    divorced = {
        "relationship_to_abuser": "ex_spouse",
        "abuser_status": "usc",
        "battery_or_cruelty": "yes",
        "abused_person": "self",
        "lived_with_abuser": "during",
        "good_faith_marriage": "yes",
        "moral_character_record": "none",
        "remarried": "no",
        "divorce_tied_to_abuse": "yes",
        "in_united_states": "yes",
    }
    found = {
        value: end
        for key, value, end in one_fact(SCREENS.rulebook, QUESTIONS, divorced, "vawa")
        if key == "months_since_divorce"
    }
    assert found.get(months, "possible") == outcome


def test_an_age_is_tried_against_the_age_another_answer_gives() -> None:
    young = {"age": 19, "in_united_states": "yes", "married": "no", "juvenile_court_order": "none"}
    found = one_fact(SCREENS.rulebook, QUESTIONS, young, "sij")
    assert {change.value for change in found if change.key == "juvenile_court_age_limit"} == {19}
    limited = {**young, "age": "not_sure", "juvenile_court_age_limit": 19}
    assert 19 in {change.value for change in one_fact(SCREENS.rulebook, QUESTIONS, limited, "sij")}


def test_a_definite_answer_is_never_doubted() -> None:
    given_answers = {**ROBBED, "crime_reported": "no", "certification": "not_sure", "age": 30}
    found = one_fact(SCREENS.rulebook, QUESTIONS, given_answers, "u")
    assert {change.key for change in found} & {"crimes", "crime_role", "crime_reported", "age"} == set()
