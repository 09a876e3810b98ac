"""Each element, category and flag by numbered scenario: the answers, what the rule makes of them, the citation that
decides. They stand in `scenarios/`, one file a category; a scenario's number begins with that of its rule."""

from collections import Counter
from typing import Any

import pytest

from bot.knowledge.problems import Problem
from bot.knowledge.screens import PROJECT, load_screens
from bot.rulebook.scenarios import Scenario, load_scenarios
from bot.screening.outcomes import assess, assess_path
from bot.screening.screening import raised

PROBLEMS: list[Problem] = []
SCENARIOS = load_scenarios(PROJECT, load_screens(), PROBLEMS)
ELEMENTS = [s for s in SCENARIOS if s.category != "flags" and s.about]
OUTCOMES = [s for s in SCENARIOS if s.category != "flags" and not s.about]
FLAGS = [s for s in SCENARIOS if s.category == "flags"]
LETTERS = {"t": "T", "u": "U", "vawa": "V", "sij": "S", "cp": "C"}


def by_number(scenarios: list[Scenario]) -> Any:
    return pytest.mark.parametrize("scenario", scenarios, ids=[scenario.number for scenario in scenarios])


@by_number(ELEMENTS)
def test_an_element_stands_as_the_rule_says(scenario: Scenario, screens: Any) -> None:
    paths = screens.rulebook.categories[scenario.category].paths
    path = next(path for path in paths if any(e.id == scenario.about for e in path.elements))
    results = assess_path(path, scenario.answers, capped=False).elements
    statuses = {found.element.id: found.status for found in results}
    assert statuses.get(scenario.about) == scenario.expected


@by_number(OUTCOMES)
def test_a_category_ends_as_the_rules_say(scenario: Scenario, screens: Any) -> None:
    result = assess(screens.rulebook.categories[scenario.category], scenario.answers)
    assert (result.outcome, result.path) == (scenario.expected, scenario.path)


@by_number(FLAGS)
def test_a_flag_is_raised_as_its_rule_says(scenario: Scenario, screens: Any) -> None:
    flags = {flag.id: flag.urgency for flag in raised(screens.rulebook.flags, scenario.answers)}
    assert flags.get(scenario.about) == scenario.expected


def test_every_scenario_can_be_read_and_cites_its_own_rule() -> None:
    assert PROBLEMS == []


def test_no_number_is_given_twice() -> None:
    assert [number for number, times in Counter(s.number for s in SCENARIOS).items() if times > 1] == []


def test_a_number_begins_with_that_of_its_rule(screens: Any) -> None:
    for scenario in SCENARIOS:
        rule = scenario.number.rpartition(".")[0]
        exceptions = {excuse.by for e in _elements(screens) if e.id == scenario.about for excuse in e.excused}
        assert rule in {scenario.about or LETTERS[scenario.category], *exceptions}, scenario.number


def test_there_are_at_least_200_of_elements_and_40_of_outcomes() -> None:
    assert len(ELEMENTS) >= 200 and len(OUTCOMES) >= 40


def test_every_element_and_every_flag_has_at_least_two_scenarios_that_end_differently(screens: Any) -> None:
    ends: dict[str | None, set[str | None]] = {}
    for scenario in (*ELEMENTS, *FLAGS):
        ends.setdefault(scenario.about, set()).add(scenario.expected)
    ids = {e.id for e in _elements(screens)} | {flag.id for flag in screens.rulebook.flags}
    assert {id_ for id_ in ids if len(ends.get(id_, ())) < 2} == set()


def test_every_category_has_scenarios_for_each_outcome() -> None:
    for category in LETTERS:
        ends = {s.expected for s in OUTCOMES if s.category == category}
        assert ends == {"likely", "possible", "unlikely", "not_assessed"}, category


def test_every_cap_holds_an_outcome_in_some_scenario(screens: Any) -> None:
    held = {cap for s in OUTCOMES for cap in assess(screens.rulebook.categories[s.category], s.answers).caps}
    assert {cap for rules in screens.rulebook.categories.values() for cap in rules.caps} == held


@pytest.mark.parametrize(("key", "numbers"), [("age", {17, 18, 20, 21, 24, 25}), ("age_at_crime", {17, 18, 20, 21}),
                                              ("direct_victim_age", {20, 21}),
                                              ("juvenile_court_age_limit", {18, 20, 21}),
                                              ("months_since_divorce", {23, 24, 25}),
                                              ("months_since_death", {23, 24, 25}),
                                              ("months_since_status_lost", {23, 24, 25})])  # fmt: skip
def test_both_sides_of_every_boundary_are_tried(key: str, numbers: set[int]) -> None:
    assert numbers <= {s.answers[key] for s in ELEMENTS if key in s.answers}


def _elements(screens: Any) -> list[Any]:
    return [e for rules in screens.rulebook.categories.values() for path in rules.paths for e in path.elements]
