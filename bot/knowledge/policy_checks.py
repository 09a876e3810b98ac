"""What can be wrong with `data/policy` though every file has its shape: names that lead nowhere, days that cannot be.

Knows the files as written. Refuses to know what is in force; it hands on nothing but problems and unfolded statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from bot.knowledge.models import Model, Source
from bot.knowledge.policy_shapes import (
    Dated,
    DirectivesFile,
    End,
    Kind,
    LawFile,
    LawsFile,
    OrderFile,
    OrdersFile,
    PracticeFile,
    StatementFile,
)
from bot.knowledge.policy_sources import known, missing
from bot.knowledge.problems import Problem
from bot.knowledge.yaml_source import Place, YamlFile

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Written(Generic[M]):
    """A file that has its shape, and where its lines are."""

    file: M
    where: YamlFile

    def problem(self, place: Place, message: str) -> Problem:
        return Problem(self.where.shown, self.where.line_of(place), message)


@dataclass(frozen=True)
class Entry:
    """A statement with what it has from the directive or order it stands in, and the place it is written."""

    raw: StatementFile
    kind: Kind
    from_: date | None
    to: date | None
    ended_as: End | None
    limited_by: str | None
    announced: date | None
    written: Written[DirectivesFile] | Written[OrdersFile] | Written[LawsFile] | Written[PracticeFile]
    place: Place


Directives = Written[DirectivesFile] | None
Orders = Written[OrdersFile] | None
Laws = Written[LawsFile] | None
Practice = Written[PracticeFile] | None


def entries(directives: Directives, orders: Orders, laws: Laws, practice: Practice) -> Iterator[Entry]:
    """Every statement of every file that could be read."""
    for i, directive in enumerate(directives.file.directives if directives else ()):
        for j, raw in enumerate(directive.statements):
            place: Place = ("directives", i, "statements", j)
            limit = raw.limited_by or directive.limited_by
            to, ended_as = (raw.to, raw.ended_as) if raw.to else (directive.to, directive.ended_as)
            assert directives is not None
            start, told = _start(raw, directive, directive.from_)
            yield Entry(raw, "directive", start, to, ended_as, limit, told, directives, place)
    for i, order in enumerate(orders.file.orders if orders else ()):
        for j, raw in enumerate(order.statements):
            to, ended_as = (raw.to, raw.ended_as) if raw.to else (order.to, order.ended_as)
            assert orders is not None
            start, told = _start(raw, order, order.from_ or order.reported_from)
            place = ("orders", i, "statements", j)
            yield Entry(raw, "court_order", start, to, ended_as, raw.limited_by, told, orders, place)
    for written in (laws, practice):
        for j, raw in enumerate(written.file.statements if written else ()):
            kind: Kind = raw.kind if isinstance(raw, LawFile) else "practice"
            assert written is not None
            place = ("statements", j)
            yield Entry(raw, kind, raw.from_, raw.to, raw.ended_as, raw.limited_by, raw.announced, written, place)


def _start(raw: StatementFile, whole: Dated, start: date | None) -> tuple[date | None, date | None]:
    """The first day of a statement and the day it was announced: its own, else those of the whole it stands in."""
    return (raw.from_, raw.announced) if raw.from_ else (start, whole.announced)


def faults(
    directives: Directives, orders: Orders, laws: Laws, practice: Practice, sources: Mapping[str, Source] | None
) -> Iterator[Problem]:
    """Everything wrong, file by file, as far as the files could be read at all."""
    verified = directives.file.verified_through if directives else None
    told = list(entries(directives, orders, laws, practice))
    names = {order.id for order in orders.file.orders} if orders else None
    seen: set[str] = set()
    for entry in told:
        for place, message in _entry_faults(entry, names, verified, sources):
            yield entry.written.problem((*entry.place, *place), f"{entry.raw.id}: {message}")
        if entry.raw.id in seen:
            yield entry.written.problem((*entry.place, "id"), f"{entry.raw.id}: this statement is written twice")
        seen.add(entry.raw.id)
    if directives:
        yield from _directive_faults(directives)
    if orders:
        yield from _order_faults(orders, verified, sources)
    if directives and orders:
        yield from _reach_faults(directives, orders, sources)


def _entry_faults(
    entry: Entry, orders: set[str] | None, verified: date | None, sources: Mapping[str, Source] | None
) -> Iterator[tuple[Place, str]]:
    for message in missing(entry.raw.sources, sources):
        yield ("sources",), message
    if orders is not None and entry.limited_by and entry.limited_by not in orders:
        yield ("limited_by",), f"no order is called {entry.limited_by!r}"
    if entry.from_ is None:
        yield (), "needs `from`"
    elif verified and (told := entry.announced or entry.from_) > verified:
        place, begins = ("announced", "is announced") if entry.announced else ("from", "starts")
        yield (place,), f"{begins} on {told}, after verified_through {verified}: nobody can have checked it"
    if entry.from_ and entry.to and entry.to <= entry.from_:
        yield ("to",), f"ends on {entry.to}, not after it starts on {entry.from_}"


def _directive_faults(written: Written[DirectivesFile]) -> Iterator[Problem]:
    rows = list(enumerate(written.file.directives))
    for i, directive in rows:
        if directive.from_ is None:
            yield written.problem(("directives", i), f"{directive.id}: needs `from`")
        if directive.id in {other.id for _, other in rows[:i]}:
            yield written.problem(("directives", i, "id"), f"{directive.id}: this directive is written twice")
    chain = sorted((d.from_, i, d) for i, d in rows if d.in_chain and d.from_)
    for (_, _, earlier), (start, i, later) in pairwise(chain):
        if earlier.to != start:
            word = "overlaps with" if earlier.to is None or earlier.to > start else "leaves a gap after"
            message = f"{later.id} starts on {start} and {word} {earlier.id}, which ends on {earlier.to}"
            yield written.problem(("directives", i, "from"), message)


def _order_faults(
    written: Written[OrdersFile], verified: date | None, sources: Mapping[str, Source] | None
) -> Iterator[Problem]:
    for i, order in enumerate(written.file.orders):
        place: Place = ("orders", i)
        for message in missing(order.sources, sources):
            yield written.problem((*place, "sources"), f"{order.id}: {message}")
        if order.id in {other.id for other in written.file.orders[:i]}:
            yield written.problem((*place, "id"), f"{order.id}: this order is written twice")
        newest = _newest(order, sources)
        if newest and order.last_reported > newest:
            message = f"{order.id}: last_reported {order.last_reported}, but its newest source was verified {newest}"
            yield written.problem((*place, "last_reported"), message)
        if verified and order.last_reported > verified:
            message = f"{order.id}: last_reported {order.last_reported} is later than verified_through {verified}"
            yield written.problem((*place, "last_reported"), message)


def _reach_faults(
    directives: Written[DirectivesFile], orders: Written[OrdersFile], sources: Mapping[str, Source] | None
) -> Iterator[Problem]:
    """`verified_through` is the last report of the order that limits the directive still open: no later, no earlier."""
    verified = directives.file.verified_through
    limits = {d.limited_by for d in directives.file.directives if d.in_chain and not (d.to and d.to <= verified)}
    for i, order in enumerate(orders.file.orders):
        if order.id not in limits or order.to:
            continue
        if order.last_reported < verified:
            message = f"{verified} is later than the last report of {order.id} ({order.last_reported})"
            yield directives.problem(("verified_through",), f"verified_through: {message}")
        newest = _newest(order, sources)
        if newest and newest > verified:
            message = f"{order.id}: a source of it was verified {newest}, later than verified_through {verified}"
            yield orders.problem(("orders", i, "sources"), message)


def _newest(order: OrderFile, sources: Mapping[str, Source] | None) -> date | None:
    return max((source.verified for source in known(order.sources, sources or {})), default=None)
