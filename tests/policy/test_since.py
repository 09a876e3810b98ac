"""What changed since rules were last shown: by day, by data, for the same people, and nothing where nothing did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.policies import Policies
from bot.knowledge.policy_shapes import SITUATIONS
from bot.knowledge.rules import CATEGORIES
from bot.policy.in_force import diff, protections
from bot.policy.since import shown_on, since
from tests.policy import shelf

TODAY = date(2026, 11, 23)
REPLACED = date(2025, 1, 31)
ids = st.lists(st.sampled_from(CATEGORIES), unique=True).map(tuple)
where = st.sampled_from((None, *SITUATIONS))


def without(policies: Policies, name: str) -> Policies:
    return replace(policies, statements=tuple(s for s in policies.statements if s.id != name))


@given(st.dates(date(2021, 1, 1), date(2027, 1, 1)), ids, where)
def test_on_the_same_day_with_the_same_data_nothing_changed(day: date, of: tuple[str, ...], at: str | None) -> None:
    shown = shown_on(shelf.policies(), day, of, at)  # type: ignore[arg-type]
    assert since(shelf.policies(), day, shown) is None


@given(st.dates(date(2021, 1, 1), date(2027, 1, 1)), st.integers(1, 800))
def test_for_everybody_it_is_what_the_diff_of_the_two_days_is(day: date, later: int) -> None:
    policies, then = shelf.policies(), day + timedelta(days=later)
    moved, found = since(policies, then, shown_on(policies, day, (), None)), diff(policies, day, then)
    if moved is None:
        assert (found.added, found.ended, found.changed) == ((), (), ())
    else:
        assert (moved.added, moved.ended, moved.changed, moved.gone) == (found.added, found.ended, found.changed, ())


@given(st.dates(date(2021, 1, 1), date(2027, 1, 1)), st.integers(1, 800), ids, where)
def test_only_what_reaches_these_people_is_told(day: date, later: int, of: tuple[str, ...], at: str | None) -> None:
    policies, then = shelf.policies(), day + timedelta(days=later)
    moved = since(policies, then, shown_on(policies, day, of, at))  # type: ignore[arg-type]
    reached = {p.id for d in (day, then) for c in of or (None,) for p in protections(policies, d, c, at).statements}  # type: ignore[arg-type]
    if moved:
        told = {p.id for p in (*moved.added, *moved.ended, *(change.now for change in moved.changed))}
        assert told <= reached and moved.gone == ()


def test_a_status_that_changes_in_the_data_says_what_it_was() -> None:
    policies = shelf.policies()
    shown = shown_on(policies, TODAY, ("u",), "pending")
    doubted = tuple(replace(s, unconfirmed=True) if s.id == "courthouse_memos_2025" else s for s in policies.statements)
    moved = since(replace(policies, statements=doubted), TODAY, shown)
    assert moved is not None and (moved.added, moved.ended, moved.gone) == ((), (), ())
    assert [(change.was, change.now.id, change.now.status) for change in moved.changed] == [
        ("limited_by_court", "courthouse_memos_2025", "unconfirmed")
    ]


def test_a_rule_that_left_the_data_is_not_called_ended() -> None:
    shown = shown_on(shelf.policies(), TODAY, ("u",), "pending")
    moved = since(without(shelf.policies(), "courthouse_memos_2025"), TODAY, shown)
    assert moved is not None and moved.ended == () and moved.gone == ("courthouse_memos_2025",)


def test_a_rule_that_came_into_the_data_is_added_only_for_those_it_reaches() -> None:
    before = without(shelf.policies(), "vawa_shared_home_2025")
    for category, told in (("vawa", ["vawa_shared_home_2025"]), ("t", None)):
        shown = shown_on(before, TODAY, (category,), "pending")  # type: ignore[arg-type]
        moved = since(shelf.policies(), TODAY, shown)
        assert (moved and [p.id for p in moved.added]) == told, category


@pytest.mark.parametrize("category", CATEGORIES)
def test_only_moving_the_day_of_the_last_check_is_no_change(category: str) -> None:
    shown = shown_on(shelf.policies(), TODAY, (category,), None)  # type: ignore[arg-type]
    assert since(replace(shelf.policies(), verified_through=TODAY), TODAY, shown) is None


def test_what_is_kept_holds_no_text() -> None:
    shown = shown_on(shelf.policies(), REPLACED, ("t", "u"), "pending")
    assert all(len(part) < 60 and " " not in part for pair in shown.statuses.items() for part in pair)
