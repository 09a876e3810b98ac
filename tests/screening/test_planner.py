"""What is asked: everything that can still change an outcome, nothing that cannot, and an end."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.questions import UNSURE, Question
from bot.knowledge.rules import CATEGORIES, Category
from bot.knowledge.screens import load_screens
from bot.screening.interview import Standing
from bot.screening.outcomes import assess
from bot.screening.planner import missing
from tests.screening.strategies import answers, values

SCREENS = load_screens()
RULES = SCREENS.rulebook.categories
QUESTIONS = SCREENS.interview.questions
KEYS = {category: sorted(RULES[category].keys) for category in CATEGORIES}
cases = pytest.mark.parametrize("category", CATEGORIES)


def take(question: Question, value: Any, taken: dict[str, Any], steering: dict[str, Any]) -> None:
    """Give an answer the way a conversation does, with all it gives beside its own."""
    for key, given_value in question.given_by(value).items():
        (steering if QUESTIONS[key].setting else taken)[key] = given_value


@cases
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_when_nothing_is_missing_no_further_answer_changes_the_outcome(category: Category, data: st.DataObject) -> None:
    given_answers = data.draw(answers(SCREENS, KEYS[category]))
    if missing(RULES[category], given_answers):
        return
    outcome = assess(RULES[category], given_answers).outcome
    more = data.draw(answers(SCREENS, [key for key in KEYS[category] if key not in given_answers] or KEYS[category]))
    assert assess(RULES[category], {**more, **given_answers}).outcome == outcome


@cases
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_an_answer_that_is_not_missing_changes_nothing_by_itself(category: Category, data: st.DataObject) -> None:
    given_answers = data.draw(answers(SCREENS, KEYS[category]))
    idle = [k for k in KEYS[category] if k not in given_answers and k not in missing(RULES[category], given_answers)]
    if not idle:
        return
    key = data.draw(st.sampled_from(idle))
    before = assess(RULES[category], given_answers).outcome
    assert assess(RULES[category], {**given_answers, key: data.draw(values(QUESTIONS[key]))}).outcome == before


@cases
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_definite_answer_made_unsure_never_makes_an_outcome_unlikely(category: Category, data: st.DataObject) -> None:
    full = data.draw(answers(SCREENS, KEYS[category]))
    definite = sorted(key for key, value in full.items() if value not in UNSURE)
    if not definite or assess(RULES[category], full).outcome == "unlikely":
        return
    key = data.draw(st.sampled_from(definite))
    unsure = data.draw(st.sampled_from(["not_sure", "prefer_not"]))
    assert assess(RULES[category], {**full, key: unsure}).outcome != "unlikely"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_interview_ends_and_asks_nothing_twice(data: st.DataObject) -> None:
    taken: dict[str, Any] = {}
    steering: dict[str, Any] = {"language": "en", "who": "self"}
    while question := Standing(SCREENS, taken, steering).next_question:
        assert question.key not in taken and question.key not in steering
        take(question, data.draw(values(question)), taken, steering)
    assert Standing(SCREENS, taken, steering).bounds == (0, 0)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_bounds_on_what_may_still_come_are_kept(data: st.DataObject) -> None:
    taken: dict[str, Any] = {}
    steering: dict[str, Any] = {"language": "en", "who": "self"}
    bounds: list[tuple[int, int]] = []
    while question := (standing := Standing(SCREENS, taken, steering)).next_question:
        bounds.append(standing.bounds)
        take(question, data.draw(values(question)), taken, steering)
    for asked_before, (low, high) in enumerate(bounds):
        assert low <= len(bounds) - asked_before <= high


def test_someone_who_declines_everything_is_let_go_soon() -> None:
    taken: dict[str, Any] = {}
    steering: dict[str, Any] = {"language": "en", "who": "self"}
    asked = []
    while question := Standing(SCREENS, taken, steering).next_question:
        asked.append(question.key)
        take(question, "prefer_not", taken, steering)
    assert len(asked) <= 12
    assert all(assess(RULES[category], taken).outcome == "not_assessed" for category in CATEGORIES)


def test_someone_in_danger_is_asked_first_whether_writing_is_safe() -> None:
    standing = Standing(SCREENS, {"danger_now": "yes"}, {"language": "en", "who": "self", "screen_seen": "no"})
    assert standing.next_question is not None
    assert standing.next_question.key == "keep_writing"
