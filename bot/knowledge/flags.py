"""Red flags and the clocks on them: when each is raised, how urgent it is, and by when something must be done.

Knows `data/rulebook/flags.yml`. Refuses to know anybody's answers and what day it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import model_validator

from bot.knowledge.conditions import Condition
from bot.knowledge.desk import Desk
from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Slug, Text, Words
from bot.knowledge.problems import Problem
from bot.knowledge.questions import Question

Urgency = Literal["now", "today", "soon", "note"]


class RaiseFile(Model):
    when: Any
    urgency: Urgency


class ClockFile(Model):
    """One clock: `before_age` (or the age that the answer `before_age_in` gives), or `within` months of `months`."""

    when: Any = "always"
    what: Words
    cite: tuple[Text, ...]
    before_age: int | None = None
    before_age_in: Slug | None = None
    months: Slug | None = None
    within: int | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> ClockFile:
        named = [self.before_age is not None, self.before_age_in is not None, self.months is not None]
        if sum(named) != 1 or (self.months is None) != (self.within is None):
            raise ValueError("a clock has `before_age`, or `before_age_in`, or `months` and `within`")
        return self


class FlagFile(Model):
    id: Text
    raised: tuple[RaiseFile, ...]
    cite: tuple[Text, ...]
    clock: tuple[ClockFile, ...] = ()


class FlagsFile(Model):
    flags: tuple[FlagFile, ...]


@dataclass(frozen=True)
class AgeClock:
    """Runs out on the day before the person turns `age`, or the age that the answer `age_in` gives."""

    when: Condition
    what: Words
    cite: tuple[str, ...]
    age: int | None
    age_in: str | None


@dataclass(frozen=True)
class MonthClock:
    """Runs out on the day before it is `within` months since what the answer `months` counts from."""

    when: Condition
    what: Words
    cite: tuple[str, ...]
    months: str
    within: int


Clock = AgeClock | MonthClock


@dataclass(frozen=True)
class FlagRule:
    """A red flag: raised with the urgency of the first condition that holds; `clocks` run while it is raised."""

    id: str
    raised: tuple[tuple[Condition, Urgency], ...]
    cite: tuple[str, ...]
    clocks: tuple[Clock, ...] = ()


def load_flags(root: Path, questions: Mapping[str, Question], problems: list[Problem]) -> tuple[FlagRule, ...]:
    """Read the file below `root`; a refused one is empty, with the reasons in `problems`."""
    loaded = load_model(FlagsFile, root / "data" / "rulebook" / "flags.yml", root, problems)
    if loaded is None:
        return ()
    file, where = loaded
    desk = Desk(where, questions, problems)
    if len({flag.id for flag in file.flags}) != len(file.flags):
        desk.complain(("flags",), "a flag id is written twice")
    return tuple(_flags(file, desk))


def _flags(file: FlagsFile, desk: Desk) -> Iterator[FlagRule]:
    for i, flag in enumerate(file.flags):
        raised = tuple(
            (desk.read(r.when, ("flags", i, "raised", j, "when")), r.urgency) for j, r in enumerate(flag.raised)
        )
        clocks = tuple(_clock(clock, desk, i, j) for j, clock in enumerate(flag.clock))
        yield FlagRule(flag.id, raised, flag.cite, clocks)


def _clock(clock: ClockFile, desk: Desk, flag: int, place: int) -> Clock:
    at = ("flags", flag, "clock", place)
    when = desk.read(clock.when, (*at, "when"))
    for name in ("before_age_in", "months"):
        key = getattr(clock, name)
        if key is not None and (key not in desk.questions or desk.questions[key].kind != "number"):
            desk.complain((*at, name), f"no number question is called {key!r}")
    if clock.months is not None and clock.within is not None:
        return MonthClock(when, clock.what, clock.cite, clock.months, clock.within)
    return AgeClock(when, clock.what, clock.cite, clock.before_age, clock.before_age_in)
