"""By when: the last day that a clock on a flag can leave, at the earliest, on these answers.

Months are whole months and birthdays are not known, so what happened may have happened up to a month earlier, and the
next birthday may be tomorrow. The day named is the earliest that fits the answers, never a later one. Nobody is told
a day that is past: where even the earliest is, it is the day asked about. Knows no words and no clock of its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.knowledge.flags import AgeClock, Clock, FlagRule, MonthClock
from bot.screening.answers import Answers
from bot.screening.truth import truth


@dataclass(frozen=True)
class Due:
    """One clock that runs, and its last day at the earliest."""

    clock: Clock
    by: date


def due(flag: FlagRule, answers: Answers, as_of: date) -> tuple[Due, ...]:
    """The clocks of a raised flag that the answers give a day to, the earliest first."""
    return tuple(sorted(_due(flag, answers, as_of), key=lambda one: one.by))


def _due(flag: FlagRule, answers: Answers, as_of: date) -> Iterator[Due]:
    for clock in flag.clocks:
        if truth(clock.when, answers) and (by := last_day(clock, answers, as_of)):
            yield Due(clock, by)


def last_day(clock: Clock, answers: Answers, as_of: date) -> date | None:
    """The last day of one clock at the earliest; None where an answer it needs is no number, or the age is past."""
    match clock:
        case MonthClock():
            passed = answers.get(clock.months)
            # `passed` whole months ago is, at the earliest, a day short of one month more
            return max(as_of, later(as_of, clock.within - passed - 1)) if isinstance(passed, int) else None
        case AgeClock():
            age, limit = answers.get("age"), clock.age if clock.age_in is None else answers.get(clock.age_in)
            if not isinstance(age, int) or not isinstance(limit, int) or age >= limit:
                return None
            return later(as_of, 12 * (limit - age - 1))  # turning age + 1 may be tomorrow


def later(day: date, months: int) -> date:
    """The same day of the month, `months` later (or earlier); the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
