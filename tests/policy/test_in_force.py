"""What is in force on a day: the chain of directives, the order that limits the last one, where the record ends."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.knowledge.models import LANGUAGES
from bot.knowledge.policies import Policies, load_policies
from bot.knowledge.policy_shapes import KINDS, SITUATIONS, Situation, Status
from bot.knowledge.problems import Problem
from bot.knowledge.rules import CATEGORIES, Category
from bot.policy.in_force import Protections, directive_on, protections

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


def ids(shown: Protections) -> list[str]:
    return [p.id for p in shown.statements]


def of(policies: Policies, directive: str) -> list[str]:
    return [s.id for d in policies.directives if d.id == directive for s in d.statements]


def statuses(shown: Protections) -> dict[str, Status]:
    return {p.id: p.status for p in shown.statements}


# ---- the chain -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "directive"),
    [
        ("1999-12-31", None),
        ("2009-09-23", None),
        ("2009-09-24", "11005.1"),
        ("2011-06-17", "11005.1"),
        ("2019-08-01", "11005.1"),
        ("2019-08-02", "11005.2"),
        ("2021-08-09", "11005.2"),
        ("2021-08-10", "11005.3"),
        ("2021-12-02", "11005.3"),
        ("2022-06-01", "11005.3"),
        ("2025-01-30", "11005.3"),
        ("2025-01-31", "11005.4"),
        ("2026-11-23", "11005.4"),
    ],
)
def test_each_directive_holds_from_its_first_day_to_the_day_before_the_next(
    policies: Policies, day: str, directive: str | None
) -> None:
    found = directive_on(policies, date.fromisoformat(day))
    assert (found.id if found else None) == directive


def test_no_day_since_the_first_directive_is_without_one_and_none_has_two(policies: Policies) -> None:
    day = policies.first_day
    while day <= TODAY:
        assert sum(d.in_chain and d.holds_on(day) for d in policies.directives) == 1, day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("directive", "day_before", "first", "last", "day_after"),
    [
        ("10076.1", "2011-06-16", "2011-06-17", "2025-01-30", "2025-01-31"),
        ("opla_2009_09_25", "2009-09-24", "2009-09-25", "2019-08-01", "2019-08-02"),
    ],
)
def test_what_stood_beside_the_chain_has_its_own_days(
    policies: Policies, directive: str, day_before: str, first: str, last: str, day_after: str
) -> None:
    said = set(of(policies, directive))
    assert said
    for day, holds in ((day_before, False), (first, True), (last, True), (day_after, False)):
        assert bool(said & set(ids(protections(policies, date.fromisoformat(day))))) is holds, day


def test_the_memo_on_witnesses_began_on_june_17_2011_and_not_on_june_11(policies: Policies) -> None:
    memo = next(d for d in policies.directives if d.id == "10076.1")
    assert memo.from_ == date(2011, 6, 17)
    assert not memo.in_chain


@pytest.mark.parametrize(("day", "old_one_holds"), [(REPLACED - timedelta(days=1), True), (REPLACED, False)])
def test_nothing_of_the_2021_policy_is_said_to_hold_once_it_was_replaced(
    policies: Policies, day: date, old_one_holds: bool
) -> None:
    shown = statuses(protections(policies, day))
    old = {shown.get(id_) for id_ in of(policies, "11005.3")}
    assert old == ({"in_force"} if old_one_holds else {None})


# ---- the order that limits the directive in force ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-03-03", "in_force"),
        ("2025-10-14", "in_force"),
        ("2026-07-26", "in_force"),
        ("2026-07-27", "limited_by_court"),
        ("2026-08-26", "limited_by_court"),
        ("2026-11-23", "limited_by_court"),
    ],
)
def test_the_2025_policy_is_limited_by_a_court_from_the_first_report_of_its_order(
    policies: Policies, day: str, status: Status
) -> None:
    shown = statuses(protections(policies, date.fromisoformat(day)))
    found = {shown[id_] for id_ in of(policies, "11005.4")}
    assert found == {status, "unconfirmed"}


@pytest.mark.parametrize(
    ("day", "warned"),
    [("2025-10-13", False), ("2025-10-14", True), ("2026-06-19", True), ("2026-07-26", True), ("2026-07-27", False)],
)
def test_between_the_complaint_and_the_first_report_a_reader_is_told_the_order_may_already_have_held(
    policies: Policies, day: str, warned: bool
) -> None:
    shown = protections(policies, date.fromisoformat(day))
    assert any("2026-07-27" in warning.en and "ICWC" in warning.en for warning in shown.warnings) is warned


def test_what_is_said_of_icwc_carries_no_day_of_the_order(policies: Policies) -> None:
    said = [s for s in policies.statements if s.id.startswith("icwc_")]
    assert len(said) >= 6
    for statement in said:
        for lang in LANGUAGES:
            text = statement.text.in_(lang)
            days = re.findall(r"\d{4}-\d{2}-\d{2}|\b\d{1,2} de [a-z]+|[A-Z][a-z]+ \d{1,2}, \d{4}", text)
            assert days == [], text
            assert not re.search(r"\b(April|May|June|July|abril|mayo|junio|julio)\b", text), text


@pytest.mark.parametrize("category", ["sij", "cp"])
@pytest.mark.parametrize("situation", [None, *SITUATIONS])
def test_nobody_with_sij_or_continued_presence_is_told_the_order_is_about_them(
    policies: Policies, category: Category, situation: Situation | None
) -> None:
    shown = protections(policies, TODAY, category, situation)
    said = [p for p in shown.statements if p.id.startswith("icwc_")]
    assert [p.id for p in said] == ["icwc_sij_cp"]
    assert said[0].status == "unconfirmed"
    assert "does not speak of SIJ or Continued Presence" in said[0].text.en
    assert "no hablan de SIJ ni de Continued Presence" in said[0].text.es


@pytest.mark.parametrize("category", ["t", "u", "vawa"])
@pytest.mark.parametrize("situation", [None, *SITUATIONS])
def test_whoever_is_told_of_the_order_is_told_to_have_it_checked_and_what_is_not_known(
    policies: Policies, category: Category, situation: Situation | None
) -> None:
    told = ids(protections(policies, TODAY, category, situation))
    assert {"icwc_limits", "icwc_appeal", "icwc_check_first", "icwc_risk_stays", "icwc_unread"} <= set(told)
    assert "icwc_sij_cp" not in told or situation is None


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2021-03-17", "in_force"),
        ("2021-03-18", "limited_by_court"),
        ("2021-06-15", "limited_by_court"),
        ("2021-06-16", "in_force"),
    ],
)
def test_the_2021_terms_limited_the_2019_policy_for_ninety_days(policies: Policies, day: str, status: Status) -> None:
    shown = statuses(protections(policies, date.fromisoformat(day)))
    assert {shown[id_] for id_ in of(policies, "11005.2")} == {status}


@pytest.mark.parametrize(
    ("day", "held", "others"),
    [
        ("2025-06-05", None, set()),
        ("2025-06-06", "in_force", set()),
        ("2025-11-18", "in_force", set()),
        ("2025-11-19", "limited_by_court", {"acr_hold"}),
        ("2026-05-09", "limited_by_court", {"acr_hold"}),
        ("2026-05-10", None, {"sij_deferred_action_2026", "sij_deferred_action_earlier"}),
    ],
)
def test_sij_deferred_action_follows_the_memo_the_court_and_the_new_memo(
    policies: Policies, day: str, held: Status | None, others: set[str]
) -> None:
    shown = statuses(protections(policies, date.fromisoformat(day), "sij", "pending"))
    assert shown.get("sij_deferred_action_2025") == held
    watched = {"acr_hold", "sij_deferred_action_2026", "sij_deferred_action_earlier"}
    assert watched & set(shown) == others


# ---- what stands without a directive -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("category", "situation", "told", "untold"),
    [
        ("t", "bona_fide", {"t_bona_fide_stay"}, {"u_bona_fide_no_stay", "stay_not_vawa_sij"}),
        ("t", "pending", {"t_filing_alone", "stay_t_u_may"}, {"t_bona_fide_stay"}),
        ("u", "bona_fide", {"u_bona_fide_no_stay", "u_waiting_list"}, {"t_bona_fide_stay"}),
        ("u", "final_order", {"u_filing_alone", "stay_t_u_may", "ice_stay_request"}, {"vawa_reopen"}),
        ("u", "outside", {"u_from_abroad"}, {"stay_t_u_may"}),
        ("vawa", "final_order", {"vawa_reopen", "vawa_reopen_stay", "vawa_reopen_parents"}, {"stay_t_u_may"}),
        ("vawa", "pending", {"stay_not_vawa_sij", "case_not_shared"}, {"stay_t_u_may", "t_bona_fide_stay"}),
        ("sij", "pending", {"sij_not_in_1367", "stay_not_vawa_sij"}, {"case_not_shared", "stay_t_u_may"}),
        ("sij", "outside", {"sij_presence"}, {"u_from_abroad"}),
        ("cp", "none", {"cp_who_asks"}, {"case_not_shared", "stay_t_u_may"}),
        ("t", "none", {"abuser_word_alone", "place_of_arrest_papers"}, {"case_not_shared", "hold_back_2021"}),
    ],
)
def test_each_law_reaches_the_people_it_names_and_nobody_else(
    policies: Policies, category: Category, situation: Situation, told: set[str], untold: set[str]
) -> None:
    shown = set(ids(protections(policies, TODAY, category, situation)))
    assert told <= shown
    assert not untold & shown


def test_a_pause_is_never_shown_without_what_it_does_not_stop(policies: Policies) -> None:
    by_id = {s.id: s for s in policies.statements}
    assert "does not stop an arrest" in by_id["t_bona_fide_stay"].text.en
    assert "or refuse" in by_id["stay_t_u_may"].text.en
    assert "does not bar an arrest" in by_id["abuser_word_alone"].text.en
    for situation in ("detained", "final_order"):
        told = ids(protections(policies, TODAY, "vawa", situation))
        assert ("vawa_reopen" in told) == ("vawa_reopen_parents" in told) == ("vawa_reopen_stay" in told) is True


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_law_comes_first_and_what_names_the_person_before_what_is_for_all(
    policies: Policies, category: Category, situation: Situation
) -> None:
    shown = protections(policies, TODAY, category, situation)
    by_id = {s.id: s for s in policies.statements}
    placed = []
    for told in shown.statements:
        raw = by_id[told.id]
        placed.append((KINDS.index(told.kind), -sum((raw.categories is not None, raw.situations is not None))))
    assert placed == sorted(placed)
    assert {"statute", "directive"} <= {told.kind for told in shown.statements}


def test_leaving_out_category_and_situation_narrows_nothing(policies: Policies) -> None:
    everything = set(ids(protections(policies, TODAY)))
    for category in CATEGORIES:
        for situation in SITUATIONS:
            assert set(ids(protections(policies, TODAY, category, situation))) < everything


def test_what_was_replaced_last_is_shown_only_when_asked_for_and_only_as_ended(policies: Policies) -> None:
    plain, oriented = protections(policies, TODAY), protections(policies, TODAY, include_ended=True)
    assert {p.status for p in plain.statements} <= {"in_force", "limited_by_court", "unconfirmed"}
    added = oriented.statements[len(plain.statements) :]
    assert oriented.statements[: len(plain.statements)] == plain.statements
    assert {p.id for p in added} == {*of(policies, "11005.3"), *of(policies, "10076.1")}
    assert {p.status for p in added} == {"rescinded"}
    earlier = protections(policies, date(2021, 8, 10), include_ended=True)
    assert {p.id for p in earlier.statements if p.status == "superseded"} == set(of(policies, "11005.2"))


# ---- where the record ends -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("day", "warned"), [("2026-08-26", False), ("2026-08-27", True), ("2026-11-23", True)])
def test_a_day_past_what_was_checked_says_so_with_both_days(policies: Policies, day: str, warned: bool) -> None:
    shown = protections(policies, date.fromisoformat(day), "u", "pending")
    assert shown.verified_through == date(2026, 8, 26)
    for lang in LANGUAGES:
        texts = [w.in_(lang) for w in shown.warnings]
        assert any("2026-08-26" in text and day in text for text in texts) is warned


@pytest.mark.parametrize(("day", "warned"), [("2022-06-01", True), ("2025-01-26", True), ("2025-01-27", False)])
def test_a_day_for_which_laws_may_be_missing_says_so(policies: Policies, day: str, warned: bool) -> None:
    shown = protections(policies, date.fromisoformat(day))
    assert any("2025-01-27" in w.en and day in w.en for w in shown.warnings) is warned


@pytest.mark.parametrize("day", ["2009-09-23", "1996-01-01"])
def test_before_the_first_policy_nothing_is_recorded_and_that_is_said(policies: Policies, day: str) -> None:
    shown = protections(policies, date.fromisoformat(day), include_ended=True)
    assert (shown.directive, shown.statements) == (None, ())
    (warning,) = shown.warnings
    assert day in warning.en and "2009-09-24" in warning.en and day in warning.es
