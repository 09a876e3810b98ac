"""The line of time: every beginning and end once, in order, and no day for an order whose day nobody knows."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.knowledge.models import LANGUAGES, Lang
from bot.policy.in_force import protections
from bot.policy.timeline import CHANGES, Event, timeline, timeline_json, timeline_text
from tests.policy.shelf import policies

LINE = timeline(policies())


def of(id_: str) -> list[tuple[str, str]]:
    return [(str(event.day), event.change) for event in LINE.events if event.id == id_]


def test_events_stand_in_order_and_on_one_day_what_ended_comes_first() -> None:
    placed = [(event.day, CHANGES.index(event.change)) for event in LINE.events]
    assert placed == sorted(placed)
    assert len(set(LINE.events)) == len(LINE.events) > 70


@pytest.mark.parametrize(
    ("id_", "days"),
    [
        ("11005.1", [("2009-09-24", "begins"), ("2019-08-02", "ends")]),
        ("10076.1", [("2011-06-17", "begins"), ("2025-01-31", "ends")]),
        ("11005.3", [("2021-08-10", "begins"), ("2025-01-31", "ends")]),
        ("11005.4", [("2025-01-31", "begins")]),
        ("acr", [("2025-11-19", "begins"), ("2026-05-10", "ends")]),
        ("icwc", [("2025-10-14", "filed"), ("2026-07-27", "reported")]),
        ("country_hold_second_look", [("2026-08-14", "begins")]),
        ("stay_t_u_may", [("2008-12-23", "begins")]),
        ("sij_presence", [("2023-04-20", "recorded")]),
    ],
)
def test_each_has_the_days_it_has_on_record(id_: str, days: list[tuple[str, str]]) -> None:
    assert of(id_) == days


def test_the_order_of_2026_never_begins_on_a_day() -> None:
    assert [event for event in LINE.events if event.id == "icwc" and event.change == "begins"] == []
    (bar,) = [bar for bar in LINE.bars if "ICWC" in bar.name]
    assert (bar.perhaps, bar.from_, bar.vouched) == (date(2025, 10, 14), date(2026, 7, 27), date(2026, 8, 26))


def test_in_the_chain_each_bar_ends_where_the_next_begins_and_the_last_is_open() -> None:
    chain = [bar for bar in LINE.bars if bar.group == "chain"]
    assert [bar.name for bar in chain] == ["11005.1", "11005.2", "11005.3", "11005.4"]
    assert all(earlier.to == later.from_ for earlier, later in pairwise(chain)) and chain[-1].to is None


def test_a_day_on_which_anything_changes_is_on_the_line_and_no_other_day_is() -> None:
    """Against the reading of single days, which the line is not made from."""
    changed = {event.day for event in LINE.events}
    day = policies().first_day
    while day <= date(2026, 12, 31):
        before, now = ({p.id for p in protections(policies(), d).statements} for d in (day - timedelta(days=1), day))
        assert before == now or day in changed, day
        day += timedelta(days=1)
    ids = {s.id for s in policies().statements}
    for event in (e for e in LINE.events if e.id in ids and e.day > policies().first_day):
        before, now = (
            {p.id for p in protections(policies(), d).statements} for d in (event.day - timedelta(days=1), event.day)
        )
        assert (event.id in now) is (event.change != "ends") and (event.id in before) is (event.change == "ends"), event


def test_no_rule_first_seen_in_a_copy_is_said_to_have_begun_on_the_day_of_that_copy() -> None:
    copies = {date(2023, 4, 20), date(2025, 1, 27)}
    assert {event.change for event in LINE.events if event.day in copies} == {"recorded"}


def test_rows_hold_every_event_once() -> None:
    held: list[Event] = [event for row in LINE.rows for event in row.events]
    assert held == list(LINE.events)


def test_as_json_it_is_the_same_events() -> None:
    shown = json.loads(json.dumps(timeline_json(LINE)))
    assert shown["verified_through"] == "2026-08-26"
    assert [(e["day"], e["change"], e["id"]) for e in shown["events"]] == [
        (str(e.day), e.change, e.id) for e in LINE.events
    ]
    assert all(set(e["title"]) == {"en", "es"} for e in shown["events"])
    assert {e["ended_as"] for e in shown["events"] if e["change"] == "ends"} == {"rescinded", "superseded"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_as_text_it_names_every_directive_and_order_with_its_days(lang: Lang) -> None:
    text = timeline_text(LINE, lang)
    assert "2026-08-26" in text.splitlines()[0]
    for directive in policies().directives:
        assert directive.title in text and str(directive.from_) in text
    for order in policies().orders.values():
        assert order.docket in text
