"""Everything that is written can happen: every status of every element, exception, cap, definition, flag and outcome.

Each claim comes with answers that z3 found, given to the program, which has to say the same of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import z3

from bot.knowledge.conditions import ALWAYS, NEVER, Condition, ConditionReader
from bot.knowledge.flags import Clock, FlagRule, MonthClock
from bot.knowledge.problems import Problem
from bot.knowledge.rules import Rules
from bot.knowledge.yaml_source import read_yaml
from bot.screening.clocks import due
from bot.screening.outcomes import Outcome, Status, assess
from bot.screening.screening import raised
from bot.screening.truth import truth
from tests.proofs.asking import Asked, Book, Claim, Replay
from tests.proofs.encoding import EncodedElement, worth

DAY = date(2026, 11, 23)


def elements(book: Book) -> Iterator[Claim]:
    """Every element can be met, fall short, be not met unless the rule says never, and be excused by each exception."""
    for asked in book.categories.values():
        for one in asked.encoded.elements.values():
            yield from _element(book, asked, one)


def _element(book: Book, asked: Asked, one: EncodedElement) -> Iterator[Claim]:
    element, shown = one.element, asked.encoded.shows(one)

    def claim(says: str, formula: z3.BoolRef, *statuses: Status, by: str | None = None) -> Claim:
        replay = _shows(book, asked.rules, element.id, statuses, by)
        return asked.prover.witnessed(f"{element.id} can be {says}", replay, shown, formula)

    yield claim("met", one.status["met"], "met")
    yield claim("short of met", z3.Or(one.status["open"], one.status["not_met"]), "open", "not_met")
    if element.not_met != NEVER:
        yield claim("not met", one.status["not_met"], "not_met")
    for index, excuse in enumerate(element.excused):
        yield claim(f"excused by {excuse.by}", one.excused_by(index), "excused", by=excuse.by)
    if element.required != ALWAYS:
        idle = _shows(book, asked.rules, element.id, (), None)
        assessed = z3.Not(asked.encoded.outcome["not_assessed"])
        yield asked.prover.witnessed(f"{element.id} can be left out", idle, assessed, one.status["not_asked"])


def _shows(book: Book, rules: Rules, element: str, statuses: tuple[Status, ...], by: str | None) -> Replay:
    """The program lists the element with one of these statuses; with none, it does not list it."""

    def replay(answers: Mapping[str, Any]) -> bool:
        found = [e for e in assess(rules, book.taken(answers)).elements if e.element.id == element]
        return [e.status in statuses and e.by == by for e in found] == ([True] if statuses else [])

    return replay


def outcomes(book: Book) -> Iterator[Claim]:
    """Every outcome of every category, and every path with every outcome it can be shown with."""
    for name, asked in book.categories.items():
        for outcome, formula in asked.encoded.outcome.items():
            replay = _ends(book, asked.rules, outcome)
            yield asked.prover.witnessed(f"{name} can be {outcome}", replay, formula)
        for path, chosen in asked.encoded.through.items():
            for outcome in ("likely", "possible") if path else ():
                replay = _ends(book, asked.rules, outcome, path)
                says = f"{name} can be {outcome} through {path}"
                yield asked.prover.witnessed(says, replay, chosen, asked.encoded.outcome[outcome])


def _ends(book: Book, rules: Rules, outcome: Outcome, path: str | None = None) -> Replay:
    def replay(answers: Mapping[str, Any]) -> bool:
        result = assess(rules, book.taken(answers))
        return result.outcome == outcome and (path is None or result.path == path)

    return replay


def caps(book: Book) -> Iterator[Claim]:
    """Every cap can be all that keeps its category from likely."""
    for name, asked in book.categories.items():
        for index, cap in enumerate(asked.encoded.caps):
            others = [z3.Not(other) for i, other in enumerate(asked.encoded.caps) if i != index]
            fits = z3.Or(*(z3.And(path.opened, path.settled, z3.Not(path.unlikely)) for path in asked.encoded.paths))
            replay = _capped(book, asked.rules, index)
            yield asked.prover.witnessed(f"{name}: cap {index + 1} can decide alone", replay, cap, fits, *others)


def _capped(book: Book, rules: Rules, index: int) -> Replay:
    def replay(answers: Mapping[str, Any]) -> bool:
        result = assess(rules, book.taken(answers))
        settled = {e.status for e in result.elements} <= {"met", "excused"}
        return result.outcome == "possible" and result.caps == (rules.caps[index],) and settled

    return replay


def definitions(book: Book) -> Iterator[Claim]:
    """Every definition is used, can hold and can fail."""
    for path in sorted((book.root / "data" / "rulebook" / "categories").glob("*.yml")):
        problems: list[Problem] = []
        source = read_yaml(path, path.name, problems)
        assert source is not None and not problems, problems
        found: dict[str, Condition] = {}
        for name, raw in source.content.get("definitions", {}).items():
            found[name] = ConditionReader(book.questions, found, lambda why: None).read(raw)
        used = set(_named(source.content))
        for name, condition in found.items():
            says = f"{path.stem}: {name} is used"
            yield Claim(says, "" if name in used else f"{says}: nowhere")
            yield _turns(book, f"{path.stem}: {name} can hold", condition, True)
            yield _turns(book, f"{path.stem}: {name} can fail", condition, False)


def _turns(book: Book, says: str, condition: Condition, way: bool) -> Claim:
    value = worth(condition, book.everything.answers)
    replay: Replay = lambda answers: truth(condition, book.taken(answers)) is way  # noqa: E731
    return book.everything.witnessed(says, replay, value.true if way else value.false)


def _named(raw: Any) -> Iterator[str]:
    """Every definition that some condition names."""
    if isinstance(raw, dict):
        if isinstance(raw.get("is"), str):
            yield raw["is"]
        raw = list(raw.values())
    if isinstance(raw, list | tuple):
        for part in raw:
            yield from _named(part)


def flags(book: Book) -> Iterator[Claim]:
    """Every flag can be raised with each of its urgencies, and left down, and each of its clocks can give a day."""
    for flag in book.rulebook.flags:
        before: list[z3.BoolRef] = []
        for condition, urgency in flag.raised:
            value = worth(condition, book.everything.answers)
            says = f"{flag.id} can be raised: {urgency}"
            yield book.everything.witnessed(says, _raises(book, flag, urgency), value.true, *before)
            before.append(z3.Not(value.true))
        yield book.everything.witnessed(f"{flag.id} can be left down", _raises(book, flag, None), *before)
        for clock in flag.clocks:
            says = f"{flag.id} can give a day: {clock.what.en}"
            up = z3.Not(z3.And(*before))
            yield book.everything.witnessed(says, _ticks(book, flag, clock), up, _runs(book, clock))


def _raises(book: Book, flag: FlagRule, urgency: str | None) -> Replay:
    return lambda answers: [f.urgency for f in raised((flag,), book.taken(answers))] == ([urgency] if urgency else [])


def _runs(book: Book, clock: Clock) -> z3.BoolRef:
    answers = book.everything.answers
    when = worth(clock.when, answers).true
    if isinstance(clock, MonthClock):
        return z3.And(when, answers[clock.months].known)
    age = answers["age"]
    if clock.age_in is None:
        return z3.And(when, age.known, z3.ULT(age.number, clock.age))
    limit = answers[clock.age_in]
    return z3.And(when, age.known, limit.known, z3.ULT(age.number, limit.number))


def _ticks(book: Book, flag: FlagRule, clock: Clock) -> Replay:
    return lambda answers: any(one.clock is clock for one in due(flag, book.taken(answers), DAY))


def contradictions(book: Book) -> Iterator[Claim]:
    """Every pair of answers that do not go together can be given, and need not be."""
    for one in book.rulebook.contradictions:
        yield _turns(book, f"{one.id} can hold", one.when, True)
        yield _turns(book, f"{one.id} can fail", one.when, False)
