"""Whom to call on a day: independent help first, then government, lines run by ICE last, whatever was asked for.

Pure: the contacts and the day are handed in. Refuses to know which contact fits a person beyond the tags it is given,
and to leave a contact out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.knowledge.helplines import VESL, Contact, ContactLabels, Helplines, RunBy
from bot.knowledge.models import LANGUAGES, Lang, Words

_GROUPS: tuple[RunBy, ...] = ("independent", "government", "ice")


@dataclass(frozen=True)
class ContactList:
    """All contacts in the order they are shown, with what to say about how old the numbers are."""

    as_of: date
    verified_through: date
    contacts: tuple[Contact, ...]
    warnings: tuple[Words, ...]
    helplines: Helplines = field(repr=False)


def contacts(helplines: Helplines, day: date, tags: Collection[str] = ()) -> ContactList:
    """Every contact, group by group. Inside a group those with one of `tags` come first, then the order of the file.

    VESL is the last of all, whatever an organisation adds.
    """

    def place(contact: Contact) -> tuple[int, bool, bool]:
        return _GROUPS.index(contact.run_by), contact.id == VESL, not set(tags).intersection(contact.for_)

    book = helplines.file
    return ContactList(
        as_of=day,
        verified_through=book.verified_through,
        contacts=tuple(sorted(book.contacts, key=place)),
        warnings=tuple(_warnings(helplines, day)),
        helplines=helplines,
    )


def contacts_json(listed: ContactList) -> dict[str, Any]:
    """The list as plain values, each contact with its sources in full."""
    return {
        "as_of": listed.as_of.isoformat(),
        "verified_through": listed.verified_through.isoformat(),
        "contacts": [_as_json(contact, listed.helplines) for contact in listed.contacts],
        "warnings": [warning.model_dump() for warning in listed.warnings],
    }


def contacts_text(listed: ContactList, lang: Lang) -> str:
    """The list to read: warnings first, then one block a contact."""
    blocks = [warning.in_(lang) for warning in listed.warnings]
    blocks += ["\n".join(_lines(contact, listed.helplines, lang)) for contact in listed.contacts]
    return "\n\n".join(blocks) + "\n"


def checked(contact: Contact, labels: ContactLabels) -> Words:
    """When a contact was last checked, how sure that is, and how it was done."""
    return Words(**{lang: f"{labels.last_checked.in_(lang)}: {_checked(contact, labels, lang)}" for lang in LANGUAGES})


def _checked(contact: Contact, labels: ContactLabels, lang: Lang) -> str:
    sure = labels.confidence[contact.confidence].in_(lang)
    return f"{contact.last_checked.isoformat()} · {sure} · {contact.method.in_(lang)}"


def _warnings(helplines: Helplines, day: date) -> Iterator[Words]:
    book = helplines.file
    fresh_from = day - timedelta(days=book.days_fresh)
    if any(contact.last_checked < fresh_from for contact in book.contacts):
        yield book.warnings.old
    if day > book.verified_through:
        yield book.warnings.later


def _as_json(contact: Contact, helplines: Helplines) -> dict[str, Any]:
    return {
        **contact.model_dump(mode="json", by_alias=True),
        "sources": [helplines.sources[name].model_dump(mode="json", exclude_none=True) for name in contact.sources],
    }


def _lines(contact: Contact, helplines: Helplines, lang: Lang) -> Iterator[str]:
    labels = helplines.file.labels
    yield f"{contact.name.in_(lang)} ({labels.run_by[contact.run_by].in_(lang)})"
    if contact.before_you_call:
        yield f"  {labels.before_you_call.in_(lang)}: {_on_one_line(contact.before_you_call.in_(lang))}"
    yield f"  {_on_one_line(contact.what.in_(lang))}"
    for label, value in _facts(contact, helplines, lang):
        yield f"  {label.in_(lang)}: {value}"


def _facts(contact: Contact, helplines: Helplines, lang: Lang) -> Iterator[tuple[Words, str]]:
    labels = helplines.file.labels
    if contact.phone:
        yield labels.call, contact.phone
    if contact.text_to:
        yield labels.text, contact.text_to + (f" ({contact.text_word})" if contact.text_word else "")
    if contact.tty:
        yield labels.tty, contact.tty
    if contact.url:
        yield labels.web, contact.url
    if contact.hours:
        yield labels.hours, contact.hours.in_(lang)
    if contact.languages:
        yield labels.languages, ", ".join(labels.spoken[name].in_(lang) for name in contact.languages)
    yield labels.last_checked, _checked(contact, labels, lang)
    for name in contact.sources:
        source = helplines.sources[name]
        yield labels.source, " · ".join(part for part in (source.document, source.url, source.date) if part)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
