"""What another answer may change, proved; and that the order of answers changes nothing, tried with Hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.rules import CATEGORIES, Category, Rules
from bot.knowledge.screens import load_screens
from bot.screening.answers import Answers
from bot.screening.outcomes import assess
from bot.screening.screening import screen
from tests.proofs import claims_change
from tests.proofs.asking import Book
from tests.proofs.conftest import Proved
from tests.screening.strategies import answers

SCREENS = load_screens()
DAY = date(2026, 11, 23)


def test_an_unsure_or_declined_answer_makes_nothing_not_met_and_nothing_unlikely(book: Book, proved: Proved) -> None:
    proved(claims_change.unsure_is_never_against(book))


def test_an_answer_taken_back_makes_nothing_unlikely(book: Book, proved: Proved) -> None:
    proved(claims_change.taken_back_is_never_against(book))


def test_one_more_fact_turns_likely_and_unlikely_only_with_an_element(book: Book, proved: Proved) -> None:
    proved(claims_change.one_more_fact(book))


def test_where_one_more_fact_turns_them_the_program_names_the_element(book: Book, proved: Proved) -> None:
    proved(claims_change.jumps(book))


def test_no_two_people_are_likely_and_unlikely_on_the_same_statuses(book: Book, proved: Proved) -> None:
    proved(claims_change.any_two_people(book))


def test_a_status_hangs_on_the_answers_its_element_names_and_on_no_other(book: Book, proved: Proved) -> None:
    proved(claims_change.statuses_read_what_they_name(book))


# --- the program itself: an outcome is a function of what was answered ------------------------------------------------


def order_cannot_matter(decide: Callable[[Answers], Any], examples: int) -> None:
    """Hypothesis looks for answers on which `decide` depends on the order they, or the items of a list, came in."""

    @settings(max_examples=examples, deadline=None, database=None)
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        given_answers = data.draw(answers(SCREENS))
        shuffled = {
            key: tuple(data.draw(st.permutations(value))) if isinstance(value, tuple) else value
            for key, value in data.draw(st.permutations(list(given_answers.items())))
        }
        assert decide(shuffled) == decide(given_answers)

    check()


def test_the_order_of_answers_cannot_matter() -> None:
    order_cannot_matter(
        lambda given_answers: screen(SCREENS.rulebook, SCREENS.interview.order, given_answers, DAY), 300
    )


def strangers_cannot_matter(decide: Callable[[Rules, Answers], Any], category: Category) -> None:
    """Hypothesis looks for answers that the category does not name and on which `decide` depends."""
    rules = SCREENS.rulebook.categories[category]
    strangers = [key for key in SCREENS.interview.order if key not in rules.keys]

    @settings(max_examples=150, deadline=None, database=None)
    @given(own=answers(SCREENS, sorted(rules.keys)), more=answers(SCREENS, strangers))
    def check(own: dict[str, Any], more: dict[str, Any]) -> None:
        assert decide(rules, {**more, **own}) == decide(rules, own)

    check()


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_hangs_on_the_answers_it_names_and_on_no_other(category: Category) -> None:
    strangers_cannot_matter(assess, category)
