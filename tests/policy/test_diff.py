"""What changed between two days: added, ended, changed, nothing where nothing did; and what stays unconfirmed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.knowledge.policies import Policies, load_policies
from bot.knowledge.problems import Problem
from bot.policy.in_force import diff, status_on

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)
REPLACED = date(2025, 1, 31)
ICWC_REPORTED = date(2026, 7, 27)


@pytest.fixture(scope="module")
def policies() -> Policies:
    problems: list[Problem] = []
    found = load_policies(ROOT, problems)
    assert found is not None, problems
    return found


def of(policies: Policies, directive: str) -> list[str]:
    return [s.id for d in policies.directives if d.id == directive for s in d.statements]


def test_the_day_of_replacement_adds_the_new_policy_and_ends_the_old_one(policies: Policies) -> None:
    found = diff(policies, REPLACED - timedelta(days=1), REPLACED)
    assert [d.id for d in found.directives if d] == ["11005.3", "11005.4"]
    assert {p.id for p in found.added} == set(of(policies, "11005.4"))
    assert {p.id for p in found.ended} == {*of(policies, "11005.3"), *of(policies, "10076.1")}
    assert {p.status for p in found.ended} == {"rescinded"}
    assert found.changed == ()


def test_the_first_report_of_the_order_adds_what_it_says_and_changes_what_it_limits(policies: Policies) -> None:
    found = diff(policies, ICWC_REPORTED - timedelta(days=1), ICWC_REPORTED)
    assert {p.id for p in found.added} == {s.id for s in policies.statements if s.id.startswith("icwc_")}
    assert found.ended == ()
    assert {(c.was, c.now.status) for c in found.changed} == {("in_force", "limited_by_court")}
    sure = {s.id for d in policies.directives if d.id == "11005.4" for s in d.statements if not s.unconfirmed}
    assert {c.now.id for c in found.changed} == sure


def test_a_day_compared_with_itself_shows_nothing_and_the_order_of_two_days_does_not_matter(policies: Policies) -> None:
    same = diff(policies, TODAY, TODAY)
    assert (same.added, same.ended, same.changed) == ((), (), ())
    assert diff(policies, TODAY, REPLACED) == diff(policies, REPLACED, TODAY)


def test_a_difference_from_before_the_record_says_where_it_begins(policies: Policies) -> None:
    found = diff(policies, date(2000, 1, 1), date(2009, 9, 24))
    assert found.directives[0] is None
    assert any("2009-09-24" in w.en for w in found.warnings)
    assert {p.id for p in found.added} >= set(of(policies, "11005.1"))


def test_what_is_not_confirmed_stays_so_even_while_a_court_limits_it(policies: Policies) -> None:
    doubtful = next(s for s in policies.statements if s.id == "consult_pending_2025")
    assert doubtful.limited_by is not None
    assert status_on(doubtful, TODAY) == "unconfirmed"
