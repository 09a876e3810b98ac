"""A trace: every step, readable as JSON; the same steps again come out the same, and any other is refused by name."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.conditions import Always
from bot.knowledge.rules import CATEGORIES
from bot.knowledge.screens import PROJECT, load_screens
from bot.screening.screening import screen
from bot.screening.trace import TraceDiffers, replay, trace
from tests.screening.strategies import answers

SCREENS = load_screens()
BOOK = SCREENS.rulebook
TODAY = date(2026, 11, 23)
WORKER: dict[str, Any] = {
    "trafficking_kind": "labor",
    "trafficking_means": ("debt", "lied"),
    "trafficking_could_not_leave": "yes",
    "trafficking_under_18": "yes",
    "in_united_states": "yes",
    "age": 17,
    "removed_before": "not_sure",
    "trafficking_help_requested": "no",
    "trafficking_help_given": "yes",
}


@pytest.fixture
def recorded() -> dict[str, Any]:
    return json.loads(json.dumps(trace(BOOK, WORKER, TODAY)))  # type: ignore[no-any-return]


def element(recorded: dict[str, Any], id_: str) -> dict[str, Any]:
    paths = [path for found in recorded["categories"].values() for path in found["paths"]]
    return next(e for path in paths for e in path["elements"] if e["id"] == id_)  # type: ignore[no-any-return]


def test_a_trace_says_the_day_the_rules_the_answers_and_each_step(recorded: dict[str, Any]) -> None:
    assert (recorded["as_of"], recorded["rulebook"]) == ("2026-11-23", BOOK.digest)
    assert recorded["answers"]["trafficking_means"] == ["debt", "lied"]
    assert set(recorded["categories"]) == set(CATEGORIES)
    excused = element(recorded, "T-3")
    assert (excused["status"], excused["by"]) == ("excused", "T-3a")
    assert excused["excused"][0]["when"]["truth"] is True
    assert element(recorded, "T-2x")["status"] == "not_asked"  # nobody said whether the person left
    assert element(recorded, "T-4")["met"]["truth"] is None
    assert recorded["categories"]["t"]["caps"][0]["when"]["answers"] == {"removed_before": "not_sure"}
    assert {flag["id"]: flag["by"] for flag in recorded["flags"]}["R-9"] == "2026-11-23"
    assert [one["id"] for one in recorded["contradictions"]] == ["X-4"]


def test_a_cap_in_force_shows_in_the_outcome_of_each_path() -> None:
    settled = {
        **WORKER,
        "trafficking_help_requested": "yes",
        "here_because_of_trafficking": "yes",
        "left_after_trafficking": "no",
        "hardship_if_removed": "yes",
        "accused_of_trafficking": "no",
    }
    ends = {removed: trace(BOOK, {**settled, "removed_before": removed}, TODAY) for removed in ("yes", "no")}
    told = {removed: end["categories"]["t"]["paths"][0]["outcome"] for removed, end in ends.items()}
    assert told == {"yes": "possible", "no": "likely"}


def test_every_condition_names_the_answers_it_read(recorded: dict[str, Any]) -> None:
    leaves = [one for one in _conditions(recorded) if "parts" not in one]
    assert len(leaves) > 100
    for leaf in leaves:
        for key, value in leaf["answers"].items():
            assert value == recorded["answers"].get(key)


def _conditions(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "truth" in node:
            yield node
        for value in node.values():
            yield from _conditions(value)
    elif isinstance(node, list):
        for value in node:
            yield from _conditions(value)


@settings(max_examples=60, deadline=None)
@given(given_answers=answers(SCREENS), day=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_trace_agrees_with_the_result_and_replays_after_a_journey_through_json(
    given_answers: dict[str, Any], day: date
) -> None:
    recorded = json.loads(json.dumps(trace(BOOK, given_answers, day)))
    replay(recorded, BOOK)
    result = screen(BOOK, SCREENS.interview.order, given_answers, day)
    for category, found in result.categories.items():
        told = recorded["categories"][category]
        assert (told["outcome"], told["path"]) == (found.outcome, found.path)
        outcomes = [path["outcome"] for path in told["paths"] if path["open"] and path["path"] == found.path]
        assert found.outcome in ("unlikely", "not_assessed") or found.outcome in outcomes
        shown = {e["id"]: e["status"] for path in told["paths"] if path["open"] for e in path["elements"]}
        assert all(shown[e.element.id] == e.status for e in found.elements)
    assert [(flag["id"], flag["urgency"]) for flag in recorded["flags"]] == [(f.id, f.urgency) for f in result.flags]


def _spoil(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def spoil(recorded: dict[str, Any]) -> None:
        *steps, last = path.split(".")
        place: Any = recorded
        for step in steps:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[int(last) if isinstance(place, list) else last] = value

    return spoil


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("categories.t.outcome", "likely"),
        ("categories.t.paths.0.elements.0.status", "open"),
        ("categories.t.paths.0.elements.0.met.truth", None),
        ("categories.t.caps.0.when.truth", False),
        ("flags.0.urgency", "note"),
        ("flags.0.by", "2030-01-01"),
        ("contradictions", []),
        ("rulebook", "0" * 64),
        ("categories.t.more", 1),
    ],
)
def test_a_trace_that_was_altered_is_refused_where_it_was(recorded: dict[str, Any], path: str, value: Any) -> None:
    _spoil(path, value)(recorded)
    with pytest.raises(TraceDiffers) as refused:
        replay(recorded, BOOK)
    assert ".".join(map(str, refused.value.place)) == path
    assert path in str(refused.value)


def test_an_answer_altered_after_the_fact_shows(recorded: dict[str, Any]) -> None:
    recorded["answers"]["trafficking_under_18"] = "no"
    with pytest.raises(TraceDiffers, match=r"T-|categories"):
        replay(recorded, BOOK)


@pytest.mark.parametrize(
    "broken", [{}, {"rulebook": BOOK.digest}, {"rulebook": BOOK.digest, "answers": [], "as_of": 3}]
)
def test_what_is_no_trace_is_refused_and_breaks_nothing(broken: dict[str, Any]) -> None:
    with pytest.raises(TraceDiffers):
        replay(broken, BOOK)


def test_a_rule_altered_under_the_same_digest_shows(recorded: dict[str, Any]) -> None:
    rules = BOOK.categories["t"]
    first, *rest = rules.paths[0].elements
    path = replace(rules.paths[0], elements=(replace(first, met=Always(False)), *rest))
    other = replace(BOOK, categories={**BOOK.categories, "t": replace(rules, paths=(path,))})
    with pytest.raises(TraceDiffers) as refused:
        replay(recorded, other)
    assert refused.value.place[:2] == ("categories", "t")


def test_the_command_prints_a_trace_and_replays_it(tmp_path: Path) -> None:
    def faro(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", "screen", *words],
            capture_output=True,
            text=True,
            cwd=PROJECT,
            check=False,
        )

    given_answers = {key: list(v) if isinstance(v, tuple) else v for key, v in WORKER.items()}
    (tmp_path / "answers.json").write_text(json.dumps(given_answers), encoding="utf-8")
    printed = faro(str(tmp_path / "answers.json"), "--trace", "--as-of", "2026-11-23")
    assert printed.returncode == 0
    assert json.loads(printed.stdout) == trace(BOOK, WORKER, TODAY)
    (tmp_path / "trace.json").write_text(printed.stdout, encoding="utf-8")
    assert faro("--replay", str(tmp_path / "trace.json")).returncode == 0
    altered = deepcopy(json.loads(printed.stdout))
    altered["categories"]["u"]["outcome"] = "likely"
    (tmp_path / "trace.json").write_text(json.dumps(altered), encoding="utf-8")
    refused = faro("--replay", str(tmp_path / "trace.json"))
    assert refused.returncode == 2
    assert refused.stderr.startswith("categories.u.outcome: recorded 'likely', recomputed 'not_assessed'")
    assert faro("--batch", str(tmp_path / "answers.json"), "--trace").returncode == 2
