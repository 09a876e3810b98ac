"""What was in force on a day, for a category and a situation, and what changed between two days.

Pure: the policies and the days are handed in. A day past what was checked, or before what is on record, is answered
with a warning and never by stretching what is known. Refuses to know who asks and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.knowledge.messages import Sentence
from bot.knowledge.models import LANGUAGES, Source, Words
from bot.knowledge.policies import Directive, Order, Policies, Statement
from bot.knowledge.policy_shapes import KINDS, Kind, Situation, Status, WordingFile
from bot.knowledge.rules import Category


@dataclass(frozen=True)
class Protection:
    """One statement as it stands on the day."""

    id: str
    text: Words
    kind: Kind
    status: Status
    cite: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Protections:
    """What is in force: ICE's own directive, and every statement that reaches the person, law first."""

    as_of: date
    verified_through: date
    directive: Directive | None
    statements: tuple[Protection, ...]
    warnings: tuple[Words, ...]
    wording: WordingFile = field(repr=False)


@dataclass(frozen=True)
class Change:
    """A statement in force on both days whose status is not the same."""

    was: Status
    now: Protection


@dataclass(frozen=True)
class Moves:
    """What is not as it was: new, ended, with another status; and ids no longer told of, for whatever reason."""

    added: tuple[Protection, ...]
    ended: tuple[Protection, ...]
    changed: tuple[Change, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """From `first` to `second`, the earlier day first. `ended` ones have the status they ended with."""

    first: date
    second: date
    verified_through: date
    directives: tuple[Directive | None, Directive | None]
    added: tuple[Protection, ...]
    ended: tuple[Protection, ...]
    changed: tuple[Change, ...]
    warnings: tuple[Words, ...]
    wording: WordingFile = field(repr=False)


def directive_on(policies: Policies, day: date) -> Directive | None:
    """The directive of the chain that is ICE's own policy on `day`; None before the first of them."""
    return next((d for d in policies.directives if d.in_chain and d.holds_on(day)), None)


def protections(
    policies: Policies,
    day: date,
    category: Category | None = None,
    situation: Situation | None = None,
    include_ended: bool = False,
) -> Protections:
    """What is in force on `day`. A category or situation left out narrows nothing.

    `include_ended` adds, at the end, what the directives that were replaced last had said.
    """
    recorded = day >= policies.first_day
    standing = [s for s in policies.statements if recorded and s.holds_on(day)]
    ended = _replaced_last(policies, day) if include_ended else ()
    asked = [s for s in (*standing, *ended) if _reaches(s, category, situation)]
    asked.sort(key=lambda s: (s.ended_by(day), KINDS.index(s.kind), -_specific(s, category, situation)))
    return Protections(
        as_of=day,
        verified_through=policies.verified_through,
        directive=directive_on(policies, day),
        statements=tuple(_protection(s, day, category) for s in asked),
        warnings=tuple(_warnings(policies, day, asked, category)),
        wording=policies.wording,
    )


def diff(policies: Policies, one: date, other: date) -> Difference:
    """What was added, what ended and what changed its status, from the earlier of two days to the later."""
    first, second = min(one, other), max(one, other)
    before = protections(policies, first)
    after = protections(policies, second)
    moved = moves(policies, {p.id: p.status for p in before.statements}, after.statements, second)
    return Difference(
        first=first,
        second=second,
        verified_through=policies.verified_through,
        directives=(before.directive, after.directive),
        added=moved.added,
        ended=moved.ended,
        changed=moved.changed,
        warnings=tuple(dict.fromkeys((*before.warnings, *after.warnings))),
        wording=policies.wording,
    )


def moves(policies: Policies, then: Mapping[str, Status], now: Sequence[Protection], day: date) -> Moves:
    """From the statuses of `then` to the statements that stand on `day`."""
    standing = {p.id for p in now}
    left = [s for s in policies.statements if s.id in then and s.id not in standing and s.ended_by(day)]
    told_of = standing | {s.id for s in left}
    return Moves(
        added=tuple(p for p in now if p.id not in then),
        ended=tuple(_protection(s, day) for s in left),
        changed=tuple(Change(then[p.id], p) for p in now if p.id in then and p.status != then[p.id]),
        gone=tuple(name for name in then if name not in told_of),
    )


def status_on(statement: Statement, day: date, category: Category | None = None) -> Status:
    """How a statement that has begun stands on `day`. What nobody confirmed stays so, whatever a court did.

    For people of a category that no report of an order names, the order limits nothing.
    """
    if statement.ended_as and statement.ended_by(day):
        return statement.ended_as
    if statement.unconfirmed:
        return "unconfirmed"
    order = statement.limited_by
    if order and order.holds_on(day) and order.reaches(category):
        return "limited_by_court"
    return "in_force"


def _protection(statement: Statement, day: date, category: Category | None = None) -> Protection:
    s = statement
    return Protection(s.id, s.text, s.kind, status_on(s, day, category), s.cite, s.sources)


def _reaches(statement: Statement, category: Category | None, situation: Situation | None) -> bool:
    categories, situations = statement.categories, statement.situations
    return (category is None or categories is None or category in categories) and (
        situation is None or situations is None or situation in situations
    )


def _specific(statement: Statement, category: Category | None, situation: Situation | None) -> int:
    """How much of what was asked the statement names itself."""
    named = (category is not None and statement.categories is not None, situation is not None and statement.situations)
    return sum(map(bool, named))


def _replaced_last(policies: Policies, day: date) -> Iterator[Statement]:
    ended = [d for d in policies.directives if d.ended_by(day)]
    last = max((d.to for d in ended if d.to), default=None)
    for directive in ended:
        if directive.to == last:
            yield from directive.statements


def _warnings(policies: Policies, day: date, asked: Iterable[Statement], category: Category | None) -> Iterator[Words]:
    said = policies.wording.warnings
    if day < policies.first_day:
        yield _filled(said.before_first, day=day, first=policies.first_day)
        return
    if day > policies.verified_through:
        yield _filled(said.past_verified, day=day, verified=policies.verified_through)
    if day < policies.complete_from:
        yield _filled(said.laws_incomplete, day=day, complete=policies.complete_from)
    for order in (o for o in _perhaps_made(asked, day) if o.reaches(category)):
        yield _filled(said.order_day_unknown, day=day, order=order.title, reported=order.from_)


def _perhaps_made(asked: Iterable[Statement], day: date) -> Iterable[Order]:
    limits = (s.limited_by for s in asked)
    return dict.fromkeys(order for order in limits if order and order.may_hold_on(day))


def _filled(sentence: Sentence, **values: object) -> Words:
    return Words(**{lang: sentence.in_(lang).format_map(values) for lang in LANGUAGES})
