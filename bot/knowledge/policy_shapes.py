"""How statements about policy are written in `data/policy`: directives, court orders, statutes and practice.

Pure shapes, one class a kind of file. Refuses to know whether what they name exists, and what holds on which day.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from bot.knowledge.messages import Sentence
from bot.knowledge.models import Confidence, Model, Slug, Text, Words
from bot.knowledge.rules import Category

Kind = Literal["statute", "regulation", "court_order", "directive", "practice"]
KINDS: tuple[Kind, ...] = ("statute", "regulation", "court_order", "directive", "practice")
Situation = Literal["none", "pending", "bona_fide", "approved", "outside", "detained", "final_order"]
SITUATIONS: tuple[Situation, ...] = ("none", "pending", "bona_fide", "approved", "outside", "detained", "final_order")
End = Literal["rescinded", "superseded"]
Status = Literal["in_force", "superseded", "rescinded", "limited_by_court", "unconfirmed"]


class Dated(Model):
    """What holds from one day (included) to another (not included); `ended_as` says how it came to its end.

    `announced` is the day on which a start still to come was made known.
    """

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    ended_as: End | None = None
    announced: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Dated:
        if self.announced and not (self.from_ and self.announced <= self.from_):
            raise ValueError("`announced` needs `from`, and cannot be later than it")
        if (self.to is None) != (self.ended_as is None):
            raise ValueError("`to` and `ended_as` go together")
        if self.from_ and self.to and self.to <= self.from_:
            raise ValueError(f"ends on {self.to}, not after it starts on {self.from_}")
        return self


class StatementFile(Dated):
    """One thing that holds. Days it does not give are those of the directive or order it stands in."""

    id: Slug
    text: Words
    categories: Literal["all"] | tuple[Category, ...]
    situations: Literal["all"] | tuple[Situation, ...]
    unconfirmed: bool = False
    limited_by: Slug | None = None
    cite: tuple[Text, ...]
    sources: tuple[Slug, ...]


class LawFile(StatementFile):
    kind: Literal["statute", "regulation"]


class DirectiveFile(Dated):
    """`in_chain`: one of the directives that replace each other without a day between."""

    id: Text
    title: Text
    in_chain: bool
    limited_by: Slug | None = None
    statements: tuple[StatementFile, ...]


class OrderFile(Dated):
    """A court order, from its own day or, where that is not known, from the first day a source reported it."""

    id: Slug
    title: Text
    docket: Text
    filed: date | None = None
    reported_from: date | None = None
    last_reported: date
    sources: tuple[Slug, ...]
    statements: tuple[StatementFile, ...]

    @model_validator(mode="after")
    def _starts_once(self) -> OrderFile:
        if (self.from_ is None) == (self.reported_from is None):
            raise ValueError(f"{self.id}: give `from`, or `reported_from` where the day of the order is not known")
        if (self.reported_from is None) != (self.filed is None):
            raise ValueError(f"{self.id}: `reported_from` and `filed` go together")
        return self


class DirectivesFile(Model):
    verified_through: date
    directives: tuple[DirectiveFile, ...]


class OrdersFile(Model):
    orders: tuple[OrderFile, ...]


class LawsFile(Model):
    complete_from: date
    statements: tuple[LawFile, ...]


class PracticeFile(Model):
    statements: tuple[StatementFile, ...]


class Warnings(Model):
    before_first: Sentence
    past_verified: Sentence
    laws_incomplete: Sentence
    order_day_unknown: Sentence


class Labels(Model):
    as_of: Words
    verified_through: Words
    between: Words
    directive: Words
    no_directive: Words
    since: Words
    sources: Words
    verified: Words
    added: Words
    ended: Words
    changed: Words
    nothing: Words
    kinds: dict[Kind, Words]
    statuses: dict[Status, Words]
    confidence: dict[Confidence, Words]


class TimelineLabels(Model):
    """Words around the line of time. `described` says without a picture what the picture shows."""

    title: Words
    described: Sentence
    chain: Words
    beside: Words
    orders: Words
    begins: Words
    ends: Words
    filed: Words
    reported: Words
    recorded: Words
    last_reported: Words
    rules: Sentence
    changes: Words
    on_record: Words
    perhaps: Words
    unchecked: Words
    not_yet: Words


class WordingFile(Model):
    warnings: Warnings
    labels: Labels
    timeline: TimelineLabels
