"""Parole for people outside the United States on a day: what holds then, what the fees are then, what is not confirmed.

Pure: the knowledge and the day are handed in. Refuses to know whether parole fits a person, and never advises a trip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.knowledge.helplines import Paroles
from bot.knowledge.models import Lang, Words
from bot.knowledge.parole_shapes import Amount, Fee, Statement
from bot.knowledge.rules import Category


@dataclass(frozen=True)
class FeeOnDay:
    """A fee and what it is on the day; no amount on a day before its first one."""

    fee: Fee
    amount: Amount | None

    @property
    def text(self) -> Words:
        return self.fee.text if self.amount else self.fee.before


@dataclass(frozen=True)
class Parole:
    """What is known of parole on a day, for everyone or for one category."""

    as_of: date
    verified_through: date
    statements: tuple[Statement, ...]
    fees: tuple[FeeOnDay, ...]
    warnings: tuple[Words, ...]
    paroles: Paroles = field(repr=False)


def parole(paroles: Paroles, day: date, category: Category | None = None) -> Parole:
    """What holds on `day`. With a category, what is for other categories alone is left out."""
    book = paroles.file
    return Parole(
        as_of=day,
        verified_through=book.verified_through,
        statements=tuple(s for s in book.statements if s.holds_on(day) and _is_for(s.categories, category)),
        fees=tuple(FeeOnDay(fee, _amount(fee, day)) for fee in book.fees if _is_for(fee.categories, category)),
        warnings=tuple(_warnings(paroles, day)),
        paroles=paroles,
    )


def parole_json(known: Parole) -> dict[str, Any]:
    """The same as plain values, each statement and fee with its sources in full."""
    return {
        "as_of": known.as_of.isoformat(),
        "verified_through": known.verified_through.isoformat(),
        "statements": [_statement_json(statement, known.paroles) for statement in known.statements],
        "fees": [_fee_json(fee, known.paroles) for fee in known.fees],
        "warnings": [warning.model_dump() for warning in known.warnings],
    }


def parole_text(known: Parole, lang: Lang) -> str:
    """The same to read: warnings first, then topic by topic; the fees of the day stand under their topic."""
    blocks = ["\n\n".join(warning.in_(lang) for warning in known.warnings)]
    for topic, heading in known.paroles.file.labels.topics.items():
        lines = [_statement_line(s, known.paroles, lang) for s in known.statements if s.topic == topic]
        if topic == "fees":
            lines = [_fee_line(fee, known.paroles, lang) for fee in known.fees] + lines
        if lines:
            blocks.append("\n".join([heading.in_(lang), *lines]))
    return "\n\n".join(blocks) + "\n"


def _is_for(categories: tuple[Category, ...], category: Category | None) -> bool:
    return category is None or not categories or category in categories


def _amount(fee: Fee, day: date) -> Amount | None:
    """The last amount that had begun by `day` and not ended."""
    return next((amount for amount in reversed(fee.amounts) if amount.holds_on(day)), None)


def _warnings(paroles: Paroles, day: date) -> Iterator[Words]:
    book = paroles.file
    yield from book.warnings.always
    if day < book.recorded_from:
        yield book.warnings.earlier
    if day > book.verified_through:
        yield book.warnings.later


def _status(unconfirmed: bool) -> str:
    return "unconfirmed" if unconfirmed else "in_force"


def _statement_json(statement: Statement, paroles: Paroles) -> dict[str, Any]:
    return {
        "id": statement.id,
        "text": statement.text.model_dump(),
        "topic": statement.topic,
        "kind": statement.kind,
        "status": _status(statement.unconfirmed),
        "categories": list(statement.categories),
        "from": _iso(statement.from_),
        "to": _iso(statement.to),
        "cite": list(statement.cite),
        "sources": _sources_json(statement.sources, paroles),
    }


def _fee_json(shown: FeeOnDay, paroles: Paroles) -> dict[str, Any]:
    fee, amount = shown.fee, shown.amount
    return {
        "id": fee.id,
        "name": fee.name.model_dump(),
        "text": shown.text.model_dump(),
        "usd": amount.usd if amount else None,
        "status": _status(amount.unconfirmed) if amount else "not_in_force",
        "from": _iso(amount.from_ if amount else None),
        "categories": list(fee.categories),
        "cite": list(fee.cite),
        "sources": _sources_json(amount.sources if amount else fee.amounts[0].sources, paroles),
    }


def _sources_json(names: Iterable[str], paroles: Paroles) -> list[dict[str, Any]]:
    return [paroles.sources[name].model_dump(mode="json", exclude_none=True) for name in names]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _statement_line(statement: Statement, paroles: Paroles, lang: Lang) -> str:
    text = " ".join(statement.text.in_(lang).split())
    return f"• {text}" + _marks(statement.unconfirmed, statement.cite, statement.sources, paroles, lang)


def _fee_line(shown: FeeOnDay, paroles: Paroles, lang: Lang) -> str:
    marks = (
        _marks(shown.amount.unconfirmed, shown.fee.cite, shown.amount.sources, paroles, lang) if shown.amount else ""
    )
    return f"• {fee_text(shown, paroles, lang)}{marks}"


def fee_text(shown: FeeOnDay, paroles: Paroles, lang: Lang) -> str:
    """A fee on one line: its name, the amount and since when, what goes with it."""
    name = shown.fee.name.in_(lang)
    if shown.amount is None:
        return f"{name}: {shown.text.in_(lang)}"
    since = f"{paroles.file.labels.since.in_(lang)} {_iso(shown.amount.from_)}"
    return f"{name}: ${shown.amount.usd:,} ({since}). {shown.text.in_(lang)}"


def _marks(unconfirmed: bool, cite: tuple[str, ...], names: tuple[str, ...], paroles: Paroles, lang: Lang) -> str:
    labels = paroles.file.labels
    unsure = f" [{labels.unconfirmed.in_(lang)}]" if unconfirmed else ""
    shown = [paroles.sources[name] for name in names]
    told = "; ".join([*cite, *(f"{source.document or source.url} ({source.date})" for source in shown)])
    return f"{unsure}\n  {labels.source.in_(lang)}: {told}"
