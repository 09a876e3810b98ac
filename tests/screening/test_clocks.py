"""By when: the earliest day that fits the answers, on each clock, to the day; and no day where none can be known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.models import LANGUAGES
from bot.knowledge.plain_words import load_plain_words
from bot.knowledge.screens import PROJECT, Screens, load_screens
from bot.screening.answers import read_answers
from bot.screening.clocks import later
from bot.screening.screening import Flag, as_json, screen

TODAY = date(2026, 11, 23)
SCREENS = load_screens()


def flag(id_: str, as_of: date = TODAY, **answers: Any) -> Flag | None:
    taken = read_answers(answers, SCREENS.interview.questions)
    result = screen(SCREENS.rulebook, SCREENS.interview.order, taken, as_of)
    return next((one for one in result.flags if one.id == id_), None)


def by(id_: str, **answers: Any) -> str | None:
    found = flag(id_, **answers)
    assert found is not None
    return found.by.isoformat() if found.by else None


@pytest.mark.parametrize(
    ("months", "day"),
    [(0, "2028-10-23"), (1, "2028-09-23"), (22, "2026-12-23"), (23, "2026-11-23"), (24, "2026-11-23")],
)
@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ("months_since_divorce", {"relationship_to_abuser": "ex_spouse"}),
        ("months_since_death", {"relationship_to_abuser": "widow"}),
        ("months_since_status_lost", {"relationship_to_abuser": "spouse", "abuser_status": "lost"}),
    ],
)
def test_r10_two_years_end_as_if_the_month_were_almost_over(
    counted: str, told: dict[str, Any], months: int, day: str
) -> None:
    assert by("R-10", **told, **{counted: months}) == day


def test_r10_is_not_raised_once_two_years_are_surely_over() -> None:
    assert flag("R-10", relationship_to_abuser="ex_spouse", months_since_divorce=25) is None


@pytest.mark.parametrize(
    ("age", "limit", "day"),
    [
        (15, "not_sure", "2028-11-23"),
        (16, None, "2027-11-23"),
        (17, "not_sure", "2026-11-23"),
        (17, 18, "2026-11-23"),
        (17, 21, "2029-11-23"),
        (18, 19, "2026-11-23"),
        (18, None, "2028-11-23"),
        (19, 21, "2027-11-23"),
        (20, 21, "2026-11-23"),
        (20, 18, "2026-11-23"),
    ],
)
def test_r9_names_the_first_of_the_states_age_and_21(age: int, limit: Any, day: str) -> None:
    told = {} if limit is None else {"juvenile_court_age_limit": limit}
    assert by("R-9", age=age, juvenile_court_order="none", **told) == day


def test_r9_with_an_order_only_21_counts() -> None:
    assert by("R-9", age=17, juvenile_court_order="have") == "2029-11-23"


@pytest.mark.parametrize(("age", "day"), [(20, "2026-11-23"), (21, "2029-11-23"), (24, "2026-11-23")])
def test_r9_sons_and_daughters_have_21_and_25(age: int, day: str) -> None:
    assert by("R-9", age=age, relationship_to_abuser="child", juvenile_court_order="have") == day


def test_r9_the_clock_of_25_stops_where_the_harm_was_not_the_cause_of_the_delay() -> None:
    late = {"age": 22, "relationship_to_abuser": "child", "filing_delay_tied_to_abuse": "no"}
    assert by("R-9", **late) is None


@pytest.mark.parametrize(("months", "day"), [(0, "2027-04-23"), (5, "2026-11-23"), (6, "2026-11-23"), (None, None)])
def test_r11_a_signed_form_counts_six_months(months: int | None, day: str | None) -> None:
    told = {} if months is None else {"months_since_certification": months}
    assert by("R-11", certification="signed_current", **told) == day


@pytest.mark.parametrize(("months", "day"), [(0, "2027-10-23"), (11, "2026-11-23"), ("not_sure", None)])
def test_r13_asylum_has_one_year(months: Any, day: str | None) -> None:
    assert by("R-13", entered_this_year_and_afraid="yes", months_since_entry=months) == day


def test_an_unsure_age_gives_no_day() -> None:
    assert flag("R-9", age="not_sure") is None
    assert flag("R-9", age="not_sure", relationship_to_abuser="child") is None


@given(month=st.integers(-30, 40), day=st.dates(date(2020, 1, 1), date(2032, 12, 31)))
def test_months_are_counted_on_the_calendar(month: int, day: date) -> None:
    moved = later(day, month)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == month
    last_of_its_month = date.fromordinal(moved.toordinal() + 1).day == 1
    assert moved.day == day.day or (moved.day < day.day and last_of_its_month)


@given(passed=st.integers(0, 22), as_of=st.dates(date(2024, 1, 1), date(2030, 12, 31)), late=st.integers(0, 30))
def test_the_day_named_is_never_after_the_true_last_day(passed: int, as_of: date, late: int) -> None:
    """Whatever day within that month it truly was, the last day before two years are over is not earlier than `by`."""
    event = later(as_of, -passed)
    event = date.fromordinal(event.toordinal() - late)
    if later(event, passed + 1) <= as_of:  # more whole months had passed than were told
        return
    found = flag("R-10", as_of, relationship_to_abuser="widow", months_since_death=passed)
    assert found is not None and found.by is not None
    assert found.by.toordinal() <= later(event, 24).toordinal() - 1 + (event.day > 28)


def test_the_result_carries_the_day_only_where_there_is_one() -> None:
    taken = read_answers({"age": 17, "danger_now": "yes"}, SCREENS.interview.questions)
    flags = as_json(screen(SCREENS.rulebook, SCREENS.interview.order, taken, TODAY))["flags"]
    shown = {one["id"]: one for one in flags}
    assert shown["R-9"] == {"id": "R-9", "urgency": "today", "by": "2026-11-23"}
    assert shown["R-1"] == {"id": "R-1", "urgency": "now"}


def test_every_clock_has_its_law_and_plain_words(screens: Screens) -> None:
    plain = load_plain_words(PROJECT)
    clocks = [clock for rule in screens.rulebook.flags for clock in rule.clocks]
    assert len(clocks) == 10
    assert [clock for clock in clocks if not clock.cite] == []
    faults = [plain.faults(clock.what.in_(lang), lang) for clock in clocks for lang in LANGUAGES]
    assert [found for found in faults if found] == []
