"""What ICE, courts, Congress and USCIS have laid down for people harmed by crime, each with its days and sources.

Knows how `data/policy` is read and put together; `policy_checks` says what is wrong with it. Refuses to know a day:
what is in force then is for `bot.policy`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Source, Words
from bot.knowledge.policy_checks import Entry, Written, entries, faults
from bot.knowledge.policy_shapes import (
    DirectiveFile,
    DirectivesFile,
    End,
    Kind,
    LawsFile,
    OrderFile,
    OrdersFile,
    PracticeFile,
    Situation,
    WordingFile,
)
from bot.knowledge.policy_sources import known, load_sources
from bot.knowledge.problems import Problem
from bot.knowledge.rules import Category

__all__ = ["Directive", "Order", "Policies", "Situation", "Statement", "load_policies"]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Period:
    """From one day (included) to another (not included), or open."""

    from_: date
    to: date | None

    def holds_on(self, day: date) -> bool:
        return self.from_ <= day and not self.ended_by(day)

    def ended_by(self, day: date) -> bool:
        return self.to is not None and self.to <= day


@dataclass(frozen=True)
class Order(Period):
    """A court order, the ids of what is `said` of it, and the categories it is reported to `reach` (None: all).

    Where its own day is not known, `filed` is the day before which it cannot have been made.
    """

    id: str
    title: str
    docket: str
    filed: date | None
    ended_as: End | None
    last_reported: date
    sources: tuple[Source, ...]
    said: tuple[str, ...]
    reach: frozenset[Category] | None

    def reaches(self, category: Category | None) -> bool:
        return category is None or self.reach is None or category in self.reach

    def may_hold_on(self, day: date) -> bool:
        """Whether it was made by then is not known: the case was open, and nobody had reported an order."""
        return self.filed is not None and self.filed <= day < self.from_


@dataclass(frozen=True)
class Statement(Period):
    """One thing that holds. `categories` and `situations` of None reach everybody."""

    id: str
    text: Words
    kind: Kind
    categories: frozenset[Category] | None
    situations: frozenset[Situation] | None
    ended_as: End | None
    unconfirmed: bool
    limited_by: Order | None
    cite: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Directive(Period):
    """A policy of ICE's own. `in_chain`: one of those that replace each other."""

    id: str
    title: str
    in_chain: bool
    ended_as: End | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Policies:
    """Everything on record. Nothing is said to be checked past `verified_through`."""

    verified_through: date
    complete_from: date
    directives: tuple[Directive, ...]
    orders: Mapping[str, Order]
    statements: tuple[Statement, ...]
    wording: WordingFile

    @cached_property
    def first_day(self) -> date:
        """The day the first directive took effect; for a day before it nothing is on record."""
        return min(directive.from_ for directive in self.directives)


def load_policies(root: Path, problems: list[Problem]) -> Policies | None:
    """Read `data/policy`. None, with every reason in `problems`, when any of it cannot be used."""
    before = len(problems)
    sources = load_sources(root, problems)
    directives = _read(DirectivesFile, "directives", root, problems)
    orders = _read(OrdersFile, "orders", root, problems)
    laws = _read(LawsFile, "statutes", root, problems)
    practice = _read(PracticeFile, "practice", root, problems)
    wording = _read(WordingFile, "wording", root, problems)
    problems.extend(faults(directives, orders, laws, practice, sources))
    if len(problems) > before or not (directives and orders and laws and practice and wording and sources):
        return None
    ordered = {raw.id: _order(raw, sources) for raw in orders.file.orders}
    told = {e.raw.id: _statement(e, ordered, sources) for e in entries(directives, orders, laws, practice)}
    return Policies(
        verified_through=directives.file.verified_through,
        complete_from=laws.file.complete_from,
        directives=tuple(_directives(directives.file.directives, told)),
        orders=ordered,
        statements=tuple(told.values()),
        wording=wording.file,
    )


def _read(model: type[M], name: str, root: Path, problems: list[Problem]) -> Written[M] | None:
    loaded = load_model(model, root / "data" / "policy" / f"{name}.yml", root, problems)
    return Written(*loaded) if loaded else None


def _order(raw: OrderFile, sources: Mapping[str, Source]) -> Order:
    start = raw.from_ or raw.reported_from
    assert start is not None  # the shape gives one of them
    cited, said = known(raw.sources, sources), tuple(statement.id for statement in raw.statements)
    told = (raw.filed, raw.ended_as, raw.last_reported, cited, said, _reach(raw))
    return Order(start, raw.to, raw.id, raw.title, raw.docket, *told)


def _reach(raw: OrderFile) -> frozenset[Category] | None:
    """Whom what is confirmed of an order names."""
    named = [statement.categories for statement in raw.statements if not statement.unconfirmed]
    if "all" in named:
        return None
    return frozenset(category for categories in named if categories != "all" for category in categories)


def _statement(entry: Entry, orders: Mapping[str, Order], sources: Mapping[str, Source]) -> Statement:
    raw = entry.raw
    assert entry.from_ is not None  # `faults` refuses a statement without a first day
    return Statement(
        from_=entry.from_,
        to=entry.to,
        id=raw.id,
        text=raw.text,
        kind=entry.kind,
        categories=None if raw.categories == "all" else frozenset(raw.categories),
        situations=None if raw.situations == "all" else frozenset(raw.situations),
        ended_as=entry.ended_as,
        unconfirmed=raw.unconfirmed,
        limited_by=orders[entry.limited_by] if entry.limited_by else None,
        cite=raw.cite,
        sources=known(raw.sources, sources),
    )


def _directives(raws: tuple[DirectiveFile, ...], told: Mapping[str, Statement]) -> Iterator[Directive]:
    for raw in raws:
        assert raw.from_ is not None  # `faults` refuses a directive without a first day
        statements = tuple(told[statement.id] for statement in raw.statements)
        yield Directive(raw.from_, raw.to, raw.id, raw.title, raw.in_chain, raw.ended_as, statements)
