"""Every day that matters × every category × every situation: each statement has a source with dates, nothing is
stretched past what was checked, and the page in docs says the same."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.policy_shapes import SITUATIONS, Situation
from bot.knowledge.rules import CATEGORIES, Category
from bot.policy.in_force import Protections, protections, status_on
from bot.policy.rendering import policy_json, policy_text
from bot.policy.table import DAYS, FILE, table
from tests.policy.shelf import ROOT, policies

BY_ID = {statement.id: statement for statement in policies().statements}
ASKED = [(day, category, situation) for day in DAYS for category in CATEGORIES for situation in SITUATIONS]
DIRECTIVES = {
    "2008-06-01": None, "2010-06-01": "11005.1", "2015-06-01": "11005.1", "2020-06-01": "11005.2",
    "2022-06-01": "11005.3", "2025-06-01": "11005.4", "2026-08-26": "11005.4", "2026-11-23": "11005.4",
    "2030-01-01": "11005.4",
}  # fmt: skip


def shown(day: date, category: Category, situation: Situation) -> Protections:
    return protections(policies(), day, category, situation)


def test_the_page_in_docs_is_what_the_data_says_today() -> None:
    written = (ROOT / "docs" / FILE).read_text(encoding="utf-8")
    assert written == table(policies()), "run: faro policy table --out docs"
    assert written.count("\n| ") == len(CATEGORIES) * len(SITUATIONS) * (len(DAYS) - 1) + 2 * (len(DAYS) - 1)


def test_there_are_315_of_them() -> None:
    assert len(ASKED) == 9 * 5 * 7 == 315


@pytest.mark.parametrize(("day", "directive"), DIRECTIVES.items())
def test_each_day_has_the_directive_of_that_day(day: str, directive: str | None) -> None:
    found = shown(date.fromisoformat(day), "u", "pending").directive
    assert (found.id if found else None) == directive


@pytest.mark.parametrize(("day", "category", "situation"), ASKED)
def test_each_statement_has_a_source_with_dates_and_holds_on_that_day(
    day: date, category: Category, situation: Situation
) -> None:
    found = shown(day, category, situation)
    for told in found.statements:
        assert told.sources and told.cite, told.id
        for source in told.sources:
            assert source.url or source.document
            assert source.date and source.verified and source.confidence, told.id
        statement = BY_ID[told.id]
        assert statement.from_ <= day and (statement.to is None or day < statement.to), told.id
        assert told.status == status_on(statement, day, category)
        assert told.status in ("in_force", "limited_by_court", "unconfirmed"), told.id
        assert statement.categories is None or category in statement.categories
        assert statement.situations is None or situation in statement.situations
    assert bool(found.statements) is (day >= policies().first_day)


@pytest.mark.parametrize(
    ("day", "category", "situation"), [asked for asked in ASKED if asked[0] > policies().verified_through]
)
def test_past_what_was_checked_nothing_is_new_and_both_days_are_said_in_both_languages(
    day: date, category: Category, situation: Situation
) -> None:
    last = policies().verified_through
    found, known = shown(day, category, situation), shown(last, category, situation)
    assert [(p.id, p.status) for p in found.statements] == [(p.id, p.status) for p in known.statements]
    assert found.directive == known.directive
    for lang in LANGUAGES:
        (warning,) = [w.in_(lang) for w in found.warnings if str(last) in w.in_(lang)]
        assert str(day) in warning
        assert policy_text(found, lang).index(warning) < policy_text(found, lang).index("11005.4")
    assert policy_json(found)["verified_through"] == str(last)
    assert policy_json(found)["warnings"]


def test_every_day_past_what_was_checked_is_warned_of() -> None:
    last = policies().verified_through
    for days in (1, 2, 30, 365, 3650, 36500):
        assert protections(policies(), last + timedelta(days=days)).warnings
    assert protections(policies(), last, "u", "pending").warnings == ()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_as_text_every_statement_shows_its_status_and_every_source_its_dates(day: date, lang: Lang) -> None:
    labels = policies().wording.labels
    for category in CATEGORIES:
        found = shown(day, category, "pending")
        text = policy_text(found, lang)
        for told in found.statements:
            assert f"{told.text.in_(lang)}\n    [{labels.statuses[told.status].in_(lang)}]" in text
            for source in told.sources:
                assert f"{source.date} · {labels.verified.in_(lang)} {source.verified}" in text


def test_as_json_each_cell_is_plain_values() -> None:
    for day, category, situation in ASKED[::7]:
        assert json.loads(json.dumps(policy_json(shown(day, category, situation))))["as_of"] == str(day)
