"""The shapes other programs rely on, and the text for a terminal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.policies import Policies, load_policies
from bot.policy.in_force import diff, protections
from bot.policy.rendering import diff_json, diff_text, policy_json, policy_text

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)
STATEMENT = {"id", "text", "kind", "status", "sources"}
KINDS = {"directive", "court_order", "statute", "regulation", "practice"}
STATUSES = {"in_force", "superseded", "rescinded", "limited_by_court", "unconfirmed"}


@pytest.fixture(scope="module")
def policies() -> Policies:
    found = load_policies(ROOT, [])
    assert found is not None
    return found


def test_what_is_in_force_has_the_shape_of_the_contract(policies: Policies) -> None:
    shown = json.loads(json.dumps(policy_json(protections(policies, TODAY, "u", "pending", include_ended=True))))
    assert list(shown) == ["as_of", "verified_through", "directive", "statements", "warnings"]
    assert (shown["as_of"], shown["verified_through"]) == ("2026-11-23", "2026-08-26")
    assert set(shown["directive"]) == {"id", "title", "from", "to"}
    assert (shown["directive"]["id"], shown["directive"]["from"], shown["directive"]["to"]) == (
        "11005.4", "2025-01-31", None,
    )  # fmt: skip
    for told in shown["statements"]:
        assert set(told) == STATEMENT
        assert set(told["text"]) == {"en", "es"}
        assert told["kind"] in KINDS and told["status"] in STATUSES
        assert told["sources"]
        for source in told["sources"]:
            assert {"date", "verified", "confidence"} <= set(source) <= {
                "url", "document", "date", "verified", "confidence",
            }  # fmt: skip
            assert source.get("url") or source.get("document")
            assert None not in source.values()
            date.fromisoformat(source["verified"])
    assert all(set(warning) == {"en", "es"} for warning in shown["warnings"]) and shown["warnings"]


def test_a_day_before_the_record_has_the_same_shape_with_nothing_in_it(policies: Policies) -> None:
    shown = policy_json(protections(policies, date(2001, 1, 1)))
    assert shown["directive"] is None and shown["statements"] == []
    assert len(shown["warnings"]) == 1


def test_a_closed_directive_says_the_day_it_ended(policies: Policies) -> None:
    shown = policy_json(protections(policies, date(2022, 6, 1)))
    assert shown["directive"] == {
        "id": "11005.3",
        "title": "Using a Victim-Centered Approach with Noncitizen Crime Victims",
        "from": "2021-08-10",
        "to": "2025-01-31",
    }


def test_a_difference_lists_what_was_added_ended_and_changed(policies: Policies) -> None:
    found = json.loads(json.dumps(diff_json(diff(policies, date(2025, 3, 3), TODAY))))
    assert (found["from"], found["to"]) == ("2025-03-03", "2026-11-23")
    assert found["directive"]["from"] == found["directive"]["to"]
    assert {"icwc_limits", "icwc_unread"} <= {told["id"] for told in found["added"]}
    assert all(set(told) == STATEMENT for told in found["added"] + found["ended"])
    assert all(set(told) == {*STATEMENT, "was"} for told in found["changed"])
    changed = {told["id"]: (told["was"], told["status"]) for told in found["changed"]}
    assert changed["no_duty_to_look_2025"] == ("in_force", "limited_by_court")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_warns_first_and_names_every_statement_its_law_and_each_source_once(
    policies: Policies, lang: Lang
) -> None:
    shown = protections(policies, TODAY, "t", "bona_fide")
    text = policy_text(shown, lang)
    assert text.index(shown.warnings[0].in_(lang)) < text.index("11005.4") < text.index("8 USC")
    for told in shown.statements:
        assert text.count(f"• {told.text.in_(lang)}\n") == 1
        assert all(cite in text for cite in told.cite)
    documents = [s.document for told in shown.statements for s in told.sources if s.document]
    assert all(text.count(document) == 1 for document in documents)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_of_a_difference_shows_both_directives_and_the_change_of_status(
    policies: Policies, lang: Lang
) -> None:
    labels = policies.wording.labels
    text = diff_text(diff(policies, date(2025, 1, 30), TODAY), lang)
    assert "11005.3" in text and "11005.4" in text
    was, now = labels.statuses["in_force"].in_(lang), labels.statuses["limited_by_court"].in_(lang)
    assert f"[{was} → {now}]" in text
    same = diff_text(diff(policies, TODAY, TODAY), lang)
    assert same.count(labels.nothing.in_(lang)) >= 3 and "→" not in same
