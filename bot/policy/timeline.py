"""Directives, court orders and changes of law on one line of time: the days on which something began or ended.

Pure. A day that is only the first on record is told apart from the day a rule began, and an order whose day nobody
knows has the day its case was filed and the day it was first reported. Refuses to know what day it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Literal

from bot.knowledge.models import Lang, Words
from bot.knowledge.policies import Directive, Order, Policies, Statement
from bot.knowledge.policy_shapes import KINDS, End, Kind, WordingFile

Change = Literal["ends", "filed", "begins", "reported", "recorded"]
CHANGES: tuple[Change, ...] = ("ends", "filed", "begins", "reported", "recorded")


@dataclass(frozen=True)
class Event:
    """What happened on a day. `recorded`: the first day on record of a rule that may be older."""

    day: date
    change: Change
    kind: Kind
    id: str
    title: Words
    ended_as: End | None = None


@dataclass(frozen=True)
class Bar:
    """How long a directive or an order held. `perhaps` is the day from which an order may already have been made;
    past `vouched` nobody has looked."""

    name: str
    group: Literal["chain", "beside", "orders"]
    perhaps: date | None
    from_: date
    to: date | None
    vouched: date


@dataclass(frozen=True)
class Row:
    """Everything of one kind that changed in the same way on the same day."""

    day: date
    change: Change
    kind: Kind
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Timeline:
    """Events by day, and bars in the order they are drawn. Nothing is checked past `verified_through`."""

    first_day: date
    verified_through: date
    events: tuple[Event, ...]
    bars: tuple[Bar, ...]
    wording: WordingFile = field(repr=False)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The events as the rows of a table."""
        grouped = groupby(self.events, lambda event: (event.day, event.change, event.kind))
        return tuple(Row(day, change, kind, tuple(events)) for (day, change, kind), events in grouped)


def timeline(policies: Policies) -> Timeline:
    """All that is on record, in the order it happened; on one day first what ended."""
    found = [
        *(event for directive in policies.directives for event in _of_directive(directive)),
        *(event for order in policies.orders.values() for event in _of_order(order)),
        *(event for statement in _own_days(policies) for event in _of_statement(statement)),
    ]
    found.sort(key=lambda e: (e.day, CHANGES.index(e.change), KINDS.index(e.kind), e.id))
    through = policies.verified_through
    bars = [_directive_bar(directive, through) for directive in policies.directives]
    bars.sort(key=lambda bar: (bar.group != "chain", bar.from_))
    orders = sorted(policies.orders.values(), key=lambda order: order.filed or order.from_)
    bars += [Bar(o.title, "orders", o.filed, o.from_, o.to, o.last_reported) for o in orders]
    return Timeline(policies.first_day, through, tuple(found), tuple(bars), policies.wording)


def timeline_json(shown: Timeline) -> dict[str, Any]:
    """As plain values."""
    return {
        "first_day": shown.first_day.isoformat(),
        "verified_through": shown.verified_through.isoformat(),
        "events": [
            {
                "day": event.day.isoformat(),
                "change": event.change,
                "ended_as": event.ended_as,
                "kind": event.kind,
                "id": event.id,
                "title": event.title.model_dump(),
            }
            for event in shown.events
        ],
    }


def timeline_text(shown: Timeline, lang: Lang) -> str:
    """One block a day and kind, to read in a terminal."""
    labels = shown.wording.labels
    head = f"{shown.wording.timeline.title.in_(lang)} ({labels.verified_through.in_(lang)} {shown.verified_through})"
    blocks = [head]
    for row in shown.rows:
        name = f"{row.day}  {labels.kinds[row.kind].in_(lang)}: {change_text(row, shown, lang)}"
        blocks.append("\n".join([name, *(f"  • {line}" for line in row_lines(row, shown, lang))]))
    return "\n\n".join(blocks) + "\n"


def change_text(row: Row, shown: Timeline, lang: Lang) -> str:
    """What happened, with how something ended; of a day past what was checked, that it is only announced."""
    said, labels = shown.wording.timeline, shown.wording.labels
    text: str = getattr(said, row.change).in_(lang)
    ends = dict.fromkeys(labels.statuses[event.ended_as].in_(lang) for event in row.events if event.ended_as)
    notes = [*ends, *([said.not_yet.in_(lang)] if row.day > shown.verified_through else [])]
    return f"{text} ({', '.join(notes)})" if notes else text


def row_lines(row: Row, shown: Timeline, lang: Lang) -> list[str]:
    """What changed, a line each. Rules that are only first on record are counted, not listed."""
    if row.change == "recorded":
        return [shown.wording.timeline.rules.in_(lang).format(count=len(row.events))]
    return [event.title.in_(lang) for event in row.events]


def _of_directive(directive: Directive) -> Iterator[Event]:
    named = directive.id if directive.id[0].isdigit() else ""
    title = ", ".join(part for part in (named, directive.title) if part)
    yield from _days(directive.id, "directive", Words(en=title, es=title), directive, directive.ended_as)


def _of_order(order: Order) -> Iterator[Event]:
    title = Words(en=f"{order.title}, {order.docket}", es=f"{order.title}, {order.docket}")
    if order.filed:
        yield Event(order.filed, "filed", "court_order", order.id, title)
        yield Event(order.from_, "reported", "court_order", order.id, title)
        return
    yield from _days(order.id, "court_order", title, order, order.ended_as)


def _of_statement(statement: Statement) -> Iterator[Event]:
    if any(source.verified == statement.from_ for source in statement.sources):  # the day of the copy that was read
        yield Event(statement.from_, "recorded", statement.kind, statement.id, statement.text)
        if statement.to:
            yield Event(statement.to, "ends", statement.kind, statement.id, statement.text, statement.ended_as)
        return
    yield from _days(statement.id, statement.kind, statement.text, statement, statement.ended_as)


def _days(
    id_: str, kind: Kind, title: Words, period: Directive | Order | Statement, ended_as: End | None
) -> Iterator[Event]:
    yield Event(period.from_, "begins", kind, id_, title)
    if period.to:
        yield Event(period.to, "ends", kind, id_, title, ended_as)


def _own_days(policies: Policies) -> Iterator[Statement]:
    """Statements whose days are not those of the directive or order they stand in."""
    wholes = {s.id: directive.from_ for directive in policies.directives for s in directive.statements}
    wholes |= {id_: order.from_ for order in policies.orders.values() for id_ in order.said}
    yield from (s for s in policies.statements if wholes.get(s.id) != s.from_)


def _directive_bar(directive: Directive, through: date) -> Bar:
    name = directive.id if directive.id[0].isdigit() else directive.title
    group: Literal["chain", "beside"] = "chain" if directive.in_chain else "beside"
    return Bar(name, group, None, directive.from_, directive.to, through)
