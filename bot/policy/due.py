"""Which facts nobody has looked at for too long on a day.

Pure: facts, intervals and the day are handed in. What has ended or not begun is not due; a text that can no longer
change vouches for its own day only. Refuses to hide or change a fact because it is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.knowledge.helplines import Helplines, Paroles
from bot.knowledge.models import Source
from bot.knowledge.policies import Policies
from bot.knowledge.policy_review import FactKind, Review
from bot.policy.parole import parole


@dataclass(frozen=True)
class Fact:
    """Something that holds on the day, and the last day anything on record vouches for it (None: none does)."""

    id: str
    kind: FactKind
    vouched: date | None


@dataclass(frozen=True)
class Due:
    """A fact past its interval, by `over` days; None where nothing vouches for it at all."""

    fact: Fact
    interval: int
    over: int | None


def due(facts: Iterable[Fact], review: Review, day: date) -> tuple[Due, ...]:
    """What is past its interval on `day`, the longest overdue first."""
    found = []
    for fact in facts:
        interval = review.file.intervals.of(fact.kind)
        over = (day - fact.vouched).days - interval if fact.vouched else None
        if over is None or over > 0:
            found.append(Due(fact, interval, over))
    return tuple(sorted(found, key=lambda one: (one.over is not None, -(one.over or 0), one.fact.kind, one.fact.id)))


def facts(policies: Policies, helplines: Helplines, paroles: Paroles, review: Review, day: date) -> Iterator[Fact]:
    """Every fact that holds on `day`. What an order says stands or falls with the last report of that order."""
    for order in policies.orders.values():
        if order.holds_on(day):
            yield Fact(order.id, "order", order.last_reported)
    for told in policies.statements:
        if told.kind != "court_order" and told.holds_on(day):
            yield Fact(told.id, told.kind, vouched(told.sources, review.fixed))
    for contact in helplines.file.contacts:
        yield Fact(contact.id, "contact", contact.last_checked)
    known = parole(paroles, day)
    named = [(s.id, s.sources) for s in known.statements]
    named += [(fee.fee.id, fee.amount.sources) for fee in known.fees if fee.amount]
    for name, sources in named:
        yield Fact(name, "parole", vouched((paroles.sources[source] for source in sources), review.fixed))


def vouched(sources: Iterable[Source], fixed: frozenset[Source]) -> date | None:
    """The last day that any of these sources vouches for."""
    return max((day for source in sources if (day := _last_day(source, source in fixed))), default=None)


def _last_day(source: Source, is_fixed: bool) -> date | None:
    """Of a text that can no longer change its own day; of a month or a year the first one; of an undated text none."""
    if not is_fixed:
        return source.verified
    if source.date == "undated":
        return None
    return date.fromisoformat(source.date + "-01-01"[len(source.date) - 4 :])
