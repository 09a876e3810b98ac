"""A burst, then so many a minute; each for itself, under a name of the day; never more memory than said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.buckets import Buckets, Limit

LIMIT = Limit(burst=5, per_minute=6)


class Clock:
    day = "Monday"
    now = 1000.0


def buckets(clock: Clock, **given: int) -> Buckets:
    return Buckets({"it": LIMIT, "other": LIMIT}, lambda: clock.day, lambda: clock.now, **given)


def test_a_burst_is_taken_and_then_as_many_a_minute_as_said() -> None:
    clock = Clock()
    mine = buckets(clock)
    assert [mine.wait("it", "a") > 0 for _ in range(7)] == [False] * 5 + [True] * 2
    assert mine.wait("it", "b") == 0 and mine.wait("other", "a") == 0
    clock.now += 60
    assert [mine.wait("it", "a") > 0 for _ in range(7)] == [False] * 5 + [True] * 2


@given(st.lists(st.floats(0, 30), max_size=80))
def test_in_no_stretch_of_time_is_more_taken_than_burst_and_rate_allow(pauses: list[float]) -> None:
    clock = Clock()
    mine, taken = buckets(clock), []
    for pause in pauses:
        clock.now += pause
        if mine.wait("it", "a") == 0:
            taken.append(clock.now)
    for first, began in enumerate(taken):
        for count, ended in enumerate(taken[first:], start=1):
            assert count <= LIMIT.burst + (ended - began) / LIMIT.seconds + 1e-6


@given(st.lists(st.floats(0, 30), min_size=1, max_size=80))
def test_whoever_waits_as_long_as_told_is_taken_and_whoever_keeps_the_pace_always(pauses: list[float]) -> None:
    clock = Clock()
    mine = buckets(clock)
    for pause in pauses:
        clock.now += pause
        if wait := mine.wait("it", "a"):
            clock.now += wait
            assert mine.wait("it", "a") == 0
        assert mine.wait("it", f"steady {clock.now}") == 0


def test_the_key_is_new_each_day_and_an_address_stands_nowhere() -> None:
    clock = Clock()
    mine = buckets(clock)
    while not mine.wait("it", "203.0.113.9"):
        pass
    monday = dict(mine._paid_until)
    assert "203.0.113.9" not in repr(vars(mine)) and len(monday) == 1
    clock.day = "Tuesday"
    assert mine.wait("it", "203.0.113.9") == 0
    assert not set(monday) & set(mine._paid_until)


def test_two_processes_know_the_same_address_by_different_names() -> None:
    clock = Clock()
    one, two = buckets(clock), buckets(clock)
    one.wait("it", "a"), two.wait("it", "a")
    assert not set(one._paid_until) & set(two._paid_until)


def test_memory_is_bounded_and_whoever_floods_is_not_forgotten_for_those_who_do_not() -> None:
    clock = Clock()
    mine = buckets(clock, most=100)
    while not mine.wait("it", "flood"):
        pass
    for number in range(1000):
        mine.wait("it", str(number))
        assert len(mine) <= 101
    assert mine.wait("it", "flood") > 0
