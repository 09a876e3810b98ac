"""What is known of parole for people outside the United States: statements and fees, each with its days and sources.

Pure shapes of `data/policy/parole.yml`. Refuses to know which of them hold on a day that somebody asks about.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.knowledge.models import Model, Slug, Text, Words
from bot.knowledge.rules import Category

Kind = Literal["directive", "court_order", "statute", "regulation", "practice"]
Topic = Literal["what", "who", "form", "agency", "fees", "route", "warning"]
Review = Literal["unreviewed", "reviewed"]
SourceIds = Annotated[tuple[Slug, ...], Field(min_length=1)]


class Dated(Model):
    """What holds from a day on. Without `from` the start is not recorded."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    unconfirmed: bool = False
    sources: SourceIds

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Dated:
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(f"ends on {self.to}, before it starts on {self.from_}")
        return self

    def holds_on(self, day: date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Statement(Dated):
    """One thing about parole. Without `categories` it is for everyone."""

    id: Slug
    topic: Topic
    kind: Kind
    text: Words
    categories: tuple[Category, ...] = ()
    cite: tuple[Text, ...] = ()


class Amount(Dated):
    usd: Annotated[int, Field(ge=0)]


class Fee(Model):
    """A fee and what it was from which day on. `before` is said for a day before the first of them."""

    id: Slug
    name: Words
    text: Words
    before: Words
    categories: tuple[Category, ...] = ()
    cite: tuple[Text, ...] = ()
    amounts: Annotated[tuple[Amount, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _amounts_in_order(self) -> Fee:
        days = [amount.from_ for amount in self.amounts]
        if None in days or any(a >= b for a, b in pairwise(days) if a and b):
            raise ValueError(f"{self.id}: every amount needs `from`, the oldest first and no day twice")
        return self


class ParoleLabels(Model):
    topics: dict[Topic, Words]
    since: Words
    unconfirmed: Words
    source: Words


class ParoleWarnings(Model):
    """`always` come first; `earlier` and `later` are for a day outside what is recorded and verified."""

    always: tuple[Words, ...]
    earlier: Words
    later: Words


class ParoleFile(Model):
    recorded_from: date
    verified_through: date
    labels: ParoleLabels
    warnings: ParoleWarnings
    statements: tuple[Statement, ...]
    fees: tuple[Fee, ...]
