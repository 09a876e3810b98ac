"""Whom to call, and parole for people outside the United States: read from `data/policy`, each fact with its sources.

Knows the shapes of `contacts.yml`, `parole.yml` and `sources_help.yml`, and what makes one of them unusable. Refuses to
know a day: what is in force then, what has gone stale and what comes first is for `bot.policy`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.loading import load_model
from bot.knowledge.models import Confidence, Lang, Model, Slug, Source, Text, Words
from bot.knowledge.parole_shapes import ParoleFile, SourceIds
from bot.knowledge.policy_review import PlainException
from bot.knowledge.problems import Problem
from bot.knowledge.yaml_source import Place, YamlFile

RunBy = Literal["independent", "government", "ice"]
Tag = Literal[
    "danger", "domestic_violence", "trafficking", "sexual_assault", "child", "suicide", "native", "detained", "lawyer",
    "court", "case", "ice",
]  # fmt: skip


EMERGENCY, VESL = "emergency", "vesl"
"""The two that every list has as they are shipped: the first number in danger, and the line that always comes last."""


class SourcesFile(Model):
    """Every source that contacts and parole rest on, by its id."""

    sources: dict[Slug, Source]


class Contact(Model):
    """One place to call, write or look. `phone` is for reading, `tel` for dialling; both are the same number."""

    id: Slug
    name: Words
    run_by: RunBy
    phone: Text | None = None
    tel: Annotated[str, StringConstraints(pattern=r"^(\+1\d{10}|[2-9]11|988)$")] | None = None
    text_to: Annotated[str, StringConstraints(pattern=r"^(\+1\d{10}|\d{3,6})$")] | None = None
    text_word: Text | None = None
    tty: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https://")] | None = None
    languages: tuple[Literal["en", "es", "interpreters"], ...] = ()
    hours: Words | None = None
    what: Words
    before_you_call: Words | None = None
    for_: tuple[Tag, ...] = Field(default=(), alias="for")
    confidence: Confidence
    last_checked: date
    method: Words
    sources: SourceIds

    @model_validator(mode="after")
    def _can_be_used(self) -> Contact:
        if not (self.phone or self.url):
            raise ValueError(f"{self.id}: a contact needs `phone` or `url`")
        if _digits(self.phone) != _digits(self.tel):
            raise ValueError(f"{self.id}: `phone` and `tel` are not the same number")
        if self.run_by == "ice" and self.before_you_call is None:
            raise ValueError(f"{self.id}: a line run by ICE needs `before_you_call`")
        return self


class ContactLabels(Model):
    """The words around a contact's facts where contacts are printed as text."""

    call: Words
    text: Words
    tty: Words
    web: Words
    hours: Words
    languages: Words
    before_you_call: Words
    last_checked: Words
    source: Words
    run_by: dict[RunBy, Words]
    spoken: dict[Literal["en", "es", "interpreters"], Words]
    confidence: dict[Confidence, Words]


class ContactWarnings(Model):
    """`old`: a number was checked more than `days_fresh` days ago; `later`: the day is past `verified_through`."""

    old: Words
    later: Words


class ContactsFile(Model):
    verified_through: date
    days_fresh: Annotated[int, Field(gt=0)]
    labels: ContactLabels
    warnings: ContactWarnings
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Helplines:
    """Everything to call, with the sources that the contacts name.

    `hidden` are shipped contacts that an organisation does not show, `excused` its official names that are not plain,
    `unreviewed` the languages in which nobody has reviewed what it wrote itself.
    """

    file: ContactsFile
    sources: Mapping[str, Source]
    hidden: tuple[Contact, ...] = ()
    excused: tuple[PlainException, ...] = ()
    unreviewed: frozenset[Lang] = frozenset()

    @property
    def known(self) -> tuple[Contact, ...]:
        """Every contact that other data may name, shown or hidden."""
        return (*self.file.contacts, *self.hidden)


@dataclass(frozen=True)
class Paroles:
    """Everything about parole, with the sources that statements and fees name."""

    file: ParoleFile
    sources: Mapping[str, Source]


def load_contacts(root: Path, problems: list[Problem]) -> Helplines | None:
    """Read `contacts.yml`. None, with the reasons in `problems`, when it cannot be used."""
    sources = _load_sources(root, problems)
    loaded = load_model(ContactsFile, root / "data" / "policy" / "contacts.yml", root, problems)
    if loaded is None or sources is None:
        return None
    book, where = loaded
    found = [
        *_twice(where, "contacts", [contact.id for contact in book.contacts]),
        *_dangling(where, sources, ((("contacts", i), contact.sources) for i, contact in enumerate(book.contacts))),
        *_checked_too_late(where, book),
    ]
    problems.extend(found)
    return None if found else Helplines(book, sources)


def load_parole(root: Path, problems: list[Problem]) -> Paroles | None:
    """Read `parole.yml`. None, with the reasons in `problems`, when it cannot be used."""
    sources = _load_sources(root, problems)
    loaded = load_model(ParoleFile, root / "data" / "policy" / "parole.yml", root, problems)
    if loaded is None or sources is None:
        return None
    book, where = loaded
    named: list[tuple[Place, tuple[str, ...]]] = [
        *((("statements", i), statement.sources) for i, statement in enumerate(book.statements)),
        *((("fees", i, "amounts", j), a.sources) for i, fee in enumerate(book.fees) for j, a in enumerate(fee.amounts)),
    ]
    found = [
        *_twice(where, "statements", [statement.id for statement in book.statements]),
        *_twice(where, "fees", [fee.id for fee in book.fees]),
        *_dangling(where, sources, named),
    ]
    problems.extend(found)
    return None if found else Paroles(book, sources)


def _load_sources(root: Path, problems: list[Problem]) -> Mapping[str, Source] | None:
    loaded = load_model(SourcesFile, root / "data" / "policy" / "sources_help.yml", root, problems)
    return loaded[0].sources if loaded else None


def _twice(where: YamlFile, part: str, ids: list[str]) -> Iterator[Problem]:
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield Problem(where.shown, where.line_of((part, i, "id")), f"{part}: {name!r} stands here twice")


def _dangling(
    where: YamlFile, sources: Mapping[str, Source], named: Iterable[tuple[Place, tuple[str, ...]]]
) -> Iterator[Problem]:
    for place, ids in named:
        for j, name in enumerate(ids):
            if name not in sources:
                line = where.line_of((*place, "sources", j))
                yield Problem(where.shown, line, f"sources: no source is called {name!r}")


def _checked_too_late(where: YamlFile, book: ContactsFile) -> Iterator[Problem]:
    for i, contact in enumerate(book.contacts):
        if contact.last_checked > book.verified_through:
            line = where.line_of(("contacts", i, "last_checked"))
            yield Problem(where.shown, line, f"{contact.id}: last checked after `verified_through`")


def _digits(number: str | None) -> str:
    """The digits of a number as dialled inside the country."""
    return re.sub(r"\D", "", number or "").removeprefix("1")
