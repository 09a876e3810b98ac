"""A frequent question on a day: how what it rests on stands then, and the warnings that come with the answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.knowledge.catalog import load_knowledge
from bot.knowledge.faq import Faq
from bot.knowledge.models import LANGUAGES
from bot.policy.faq import answered

KNOWLEDGE = load_knowledge()
FAQ: Faq = KNOWLEDGE.faq
CHECKED = KNOWLEDGE.policies.verified_through
STATED = [entry.id for entry in FAQ.entries.values() if entry.statements or entry.past]


@pytest.mark.parametrize("name", FAQ.entries)
def test_on_the_last_day_checked_an_answer_carries_no_warning(name: str) -> None:
    entry = FAQ.entries[name]
    assert answered(FAQ, name, entry.verified or CHECKED).warnings == ()


@pytest.mark.parametrize("name", FAQ.entries)
def test_past_the_last_day_checked_every_answer_about_law_says_so(name: str) -> None:
    entry = FAQ.entries[name]
    warnings = answered(FAQ, name, date(2030, 1, 1)).warnings
    assert bool(warnings) is (entry.verified is not None)
    assert all("2030-01-01" in warning.in_(lang) for warning in warnings for lang in LANGUAGES)


@pytest.mark.parametrize("name", STATED)
def test_before_what_it_rests_on_began_an_answer_says_that_it_did_not_hold(name: str) -> None:
    entry = FAQ.entries[name]
    days = [s.from_ for s in entry.statements] + [s.to for s in entry.past if s.to]
    day = max(days) - timedelta(days=1)
    warnings = answered(FAQ, name, day).warnings
    assert any(day.isoformat() in warning.en and "did not hold" in warning.en for warning in warnings)


def test_in_2022_the_answer_on_11005_3_is_marked_as_not_of_that_day() -> None:
    found = answered(FAQ, "is_11005_3_in_force", date(2022, 6, 1))
    assert found.statuses == {"never_a_right_2021": "in_force"}
    assert len(found.warnings) == 1


def test_an_answer_gives_the_status_of_each_statement_on_the_day() -> None:
    found = answered(FAQ, "is_11005_3_in_force", date(2026, 8, 26))
    assert found.statuses == {
        "replaced_2025": "limited_by_court",
        "icwc_limits": "in_force",
        "icwc_unread": "unconfirmed",
        "never_a_right_2021": "rescinded",
    }


def test_an_ended_statement_that_an_answer_tells_as_present_brings_the_warning() -> None:
    entry = FAQ.entries["sij_deferred_action"]
    before = answered(FAQ, "sij_deferred_action", date(2026, 5, 9))
    assert any("did not hold" in warning.en for warning in before.warnings)
    assert {s.id for s in entry.past} == {"acr_hold", "sij_deferred_action_2025"}


def test_an_unknown_question_is_an_error() -> None:
    with pytest.raises(KeyError):
        answered(FAQ, "no_such_question", CHECKED)
