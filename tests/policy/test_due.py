"""What is past its review interval on a day, and that neither an end nor an unchanging text hides or invents it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.knowledge.models import Source
from bot.policy.due import Fact, due, facts, vouched
from tests.policy.shelf import helplines, paroles, policies, review

TODAY = date(2026, 11, 23)
LAST = date(2026, 9, 1)


def held(day: date = TODAY) -> dict[tuple[str, str], Fact]:
    return {(fact.kind, fact.id): fact for fact in facts(policies(), helplines(), paroles(), review(), day)}


@pytest.mark.parametrize(
    ("kind", "days"),
    [("contact", 30), ("order", 14), ("directive", 14), ("practice", 90), ("parole", 90), ("statute", 365),
     ("regulation", 365)],
)  # fmt: skip
def test_a_fact_is_due_on_the_day_after_its_interval_and_not_before(kind: str, days: int) -> None:
    fact = Fact("one", kind, LAST)  # type: ignore[arg-type]
    assert due([fact], review(), LAST + timedelta(days=days)) == ()
    (late,) = due([fact], review(), LAST + timedelta(days=days + 1))
    assert (late.fact, late.interval, late.over) == (fact, days, 1)


def test_what_nothing_vouches_for_is_always_due_and_stands_first() -> None:
    never, old = Fact("never", "statute", None), Fact("old", "order", date(2001, 1, 1))
    assert [one.fact for one in due([old, never], review(), date(1999, 1, 1))] == [never]
    assert [one.fact for one in due([old, never], review(), TODAY)] == [never, old]


def test_the_longest_overdue_comes_first() -> None:
    late = due(held().values(), review(), TODAY)
    over = [one.over for one in late if one.over is not None]
    assert over == sorted(over, reverse=True) and len(over) > 50


def test_an_order_stands_on_its_last_report_and_what_it_says_is_not_counted_again() -> None:
    assert held()["order", "icwc"].vouched == date(2026, 8, 26)
    assert ("court_order", "icwc_limits") not in held()


def test_what_has_ended_or_not_begun_is_not_due() -> None:
    assert ("order", "acr") not in held() and ("order", "asista_albence") not in held()
    assert not [id_ for _, id_ in held() if id_.endswith(("_2021", "_2019", "_2009", "_2011"))]
    assert ("directive", "signs_2021") in held(date(2022, 6, 1))
    assert ("directive", "replaced_2025") not in held(date(2022, 6, 1))


def test_of_two_fees_the_one_of_the_day_is_looked_at() -> None:
    before, after = held(date(2026, 10, 15)), held(date(2026, 10, 16))
    assert before["parole", "parole_fee"].vouched != after["parole", "parole_fee"].vouched


def source(own: str, verified: str) -> Source:
    return Source(document="x", date=own, verified=date.fromisoformat(verified), confidence="high")


@pytest.mark.parametrize(
    ("own", "day"), [("2008-12-23", "2008-12-23"), ("2008-12", "2008-12-01"), ("2008", "2008-01-01")]
)
def test_a_text_that_can_no_longer_change_vouches_for_its_own_day_only(own: str, day: str) -> None:
    act = source(own, "2026-11-23")
    assert vouched([act], frozenset({act})) == date.fromisoformat(day)
    assert vouched([act], frozenset()) == date(2026, 11, 23)


def test_an_undated_text_that_can_no_longer_change_vouches_for_nothing() -> None:
    memo = source("undated", "2026-11-23")
    assert vouched([memo], frozenset({memo})) is None
    assert vouched([memo, source("2020", "2021-05-05")], frozenset({memo})) == date(2021, 5, 5)


def test_nothing_in_force_today_is_vouched_for_on_the_day_its_unchanging_source_was_read() -> None:
    read = {source.verified for source in review().fixed}
    assert read == {date(2026, 11, 23)}
    assert [fact.id for fact in held().values() if fact.vouched in read] == []


def test_every_kind_of_fact_has_an_interval_and_is_among_the_facts() -> None:
    assert {kind for kind, _ in held()} == set(type(review().file.intervals).model_fields)
