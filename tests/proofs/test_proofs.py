"""The rulebook, proved: what is written can happen and decides something, and the scale, gates and caps hold.

Each test puts every claim of its kind to z3, over all answers that anybody can give; docs/proofs.md lists them. That
the planner asks all that can matter and nothing else is held to brute force in tests/screening/test_planner_exactly.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from bot.knowledge.screens import PROJECT
from tests.proofs import claims_agree, claims_dead, claims_reach, claims_scale, test_monotone
from tests.proofs.asking import Book, Claim
from tests.proofs.conftest import Proved, in_words

VECTORS = 1_000
"""Sets of answers on which each category's encoding is compared with the program."""

REPEATED = {"T-2x"}
"""They decide no outcome alone: T-2 reads the same reasons for coming back, and T-2x tells them with their own law."""


def test_the_encoding_says_what_the_program_says_of_a_category(book: Book, proved: Proved) -> None:
    proved(claims_agree.categories(book, VECTORS))


def test_the_encoding_says_what_the_program_says_of_flags_and_contradictions(book: Book, proved: Proved) -> None:
    proved(claims_agree.beside(book, VECTORS))


# --- all of it can happen ---------------------------------------------------------------------------------------------


def test_every_element_can_be_met_and_fall_short_and_every_exception_can_excuse(book: Book, proved: Proved) -> None:
    proved(claims_reach.elements(book))


def test_every_outcome_of_every_category_and_path_is_reached(book: Book, proved: Proved) -> None:
    proved(claims_reach.outcomes(book))


def test_every_cap_can_be_all_that_keeps_a_category_from_likely(book: Book, proved: Proved) -> None:
    proved(claims_reach.caps(book))


def test_every_definition_is_used_and_can_hold_and_fail(book: Book, proved: Proved) -> None:
    proved(claims_reach.definitions(book))


def test_every_flag_can_be_raised_with_each_urgency_and_each_clock_can_give_a_day(book: Book, proved: Proved) -> None:
    proved(claims_reach.flags(book))


def test_every_contradiction_can_hold_and_fail(book: Book, proved: Proved) -> None:
    proved(claims_reach.contradictions(book))


# --- no rule is dead --------------------------------------------------------------------------------------------------


def test_every_leaf_and_every_word_of_an_element_decides_a_status(book: Book, proved: Proved) -> None:
    proved(claims_dead.leaves_of_elements(book))


def test_every_leaf_and_every_word_of_a_cap_flag_or_contradiction_decides_it(book: Book, proved: Proved) -> None:
    proved(claims_dead.leaves_beside(book))


def test_every_path_decides_an_outcome(book: Book, proved: Proved) -> None:
    proved(claims_dead.paths(book))


def test_every_element_decides_an_outcome_alone(book: Book, proved: Proved) -> None:
    proved(claim for claim in claims_dead.elements(book) if claim.says.split()[0] not in REPEATED)
    idle = {claim.says.split()[0] for claim in claims_dead.elements(book) if claim.fault}
    assert idle == REPEATED


# --- the scale, the gates, the caps -----------------------------------------------------------------------------------


def test_every_element_has_one_status_and_every_category_one_outcome(book: Book, proved: Proved) -> None:
    proved(claims_scale.statuses_exclude(book))


def test_likely_has_every_required_element_met_or_excused_and_no_cap(book: Book, proved: Proved) -> None:
    proved(claims_scale.likely_has_nothing_open(book))


def test_unlikely_has_in_every_open_path_an_element_against_and_no_exception_left(book: Book, proved: Proved) -> None:
    proved(claims_scale.unlikely_has_a_reason_in_every_path(book))


def test_possible_has_nothing_against_and_something_open_or_capped(book: Book, proved: Proved) -> None:
    proved(claims_scale.possible_is_open_or_capped(book))


def test_a_category_is_not_assessed_exactly_while_its_gate_is_absent_or_declined(book: Book, proved: Proved) -> None:
    proved(claims_scale.gates(book))


def test_bystanders_families_of_minors_and_the_removed_are_never_likely(book: Book, proved: Proved) -> None:
    proved(claims_scale.caps_of_the_contract(book))


# --- the list --------------------------------------------------------------------------------------------------------


def test_the_list_of_proofs_names_each_of_them() -> None:
    listed = (PROJECT / "docs" / "proofs.md").read_text(encoding="utf-8")
    tests = [test for module in (sys.modules[__name__], test_monotone) for test in vars(module).items()]
    proofs = [
        name for name, test in tests if name.startswith("test_") and "proved" in getattr(test, "__annotations__", ())
    ]
    assert len(proofs) >= 24
    assert not [name for name in proofs if f"| {in_words(name)} |" not in listed]


# --- reported, and not yet put right ----------------------------------------------------------------------------------

Claims = Callable[[Book], Iterator[Claim]]
SOURCES: tuple[Claims, ...] = (
    claims_reach.elements,
    claims_reach.definitions,
    claims_dead.leaves_of_elements,
    claims_dead.leaves_beside,
)


@pytest.fixture(scope="module")
def refuted(book: Book) -> set[str]:
    return {claim.says for source in SOURCES for claim in source(book) if claim.fault}
