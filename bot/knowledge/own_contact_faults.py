"""What is wrong with an organisation's own contacts: held to all that holds the shipped ones, and to what may never go.

Knows rules and places. Refuses to know whether a contact came from YAML or from HSDS: each fault is a place inside the
file of contacts and a message, and whoever read the file knows where that stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from bot.knowledge.helplines import EMERGENCY, VESL, Helplines, Tag
from bot.knowledge.models import LANGUAGES
from bot.knowledge.own_contact_shapes import OwnContactsFile, texts_of
from bot.knowledge.plain_words import PlainWords, load_plain_words
from bot.knowledge.policy_review import ReviewFile, load_review
from bot.knowledge.policy_texts import needs_translation, text_faults
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.yaml_source import Place

Fault = tuple[Place, str]
_NEVER_WITHOUT: tuple[Tag, ...] = ("danger", "domestic_violence", "trafficking", "suicide", "child", "lawyer")
"""What somebody in need is always given a place for that ICE does not run."""


@dataclass(frozen=True)
class Standards:
    """What every text is held to."""

    plain: PlainWords
    review: ReviewFile


def load_standards(root: Path, problems: list[Problem]) -> Standards | None:
    """Read them. None, with the reasons in `problems`, when they cannot be used."""
    review = load_review(root, problems)
    try:
        plain = load_plain_words(root)
    except KnowledgeError as error:
        problems.extend(error.problems)
        return None
    return Standards(plain, review.file) if review else None


def faults(own: OwnContactsFile, shipped: Helplines, standards: Standards, day: date | None) -> Iterator[Fault]:
    """Every fault. Without a `day` nothing is held against the day of the check."""
    yield from _ids(own, shipped)
    yield from _sources(own)
    yield from _ice(own, shipped)
    yield from _left_without(own, shipped)
    yield from _texts(own, standards)
    if day:
        yield from _still_to_come(own, day)


def _ids(own: OwnContactsFile, shipped: Helplines) -> Iterator[Fault]:
    ids = [contact.id for contact in own.contacts]
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield ("contacts", i, "id"), f"contacts: {name!r} stands here twice"
        if name in (EMERGENCY, VESL):
            yield ("contacts", i, "id"), f"{name}: stays as it is shipped"
    for i, name in enumerate(own.hide):
        if name in (EMERGENCY, VESL):
            yield ("hide", i), f"hide: {name} is always shown, with its caution"
        elif name in ids:
            yield ("hide", i), f"hide: {name!r} is replaced here as well; do one of the two"
        elif name not in {contact.id for contact in shipped.file.contacts}:
            yield ("hide", i), f"hide: no shipped contact is called {name!r}"


def _sources(own: OwnContactsFile) -> Iterator[Fault]:
    for i, contact in enumerate(own.contacts):
        for j, name in enumerate(contact.sources):
            if name not in own.sources:
                yield ("contacts", i, "sources", j), f"{contact.id}: no source in this file is called {name!r}"
    for name, source in own.sources.items():
        if source.date != "undated" and source.verified.isoformat() < source.date:
            message = f"{name}: verified {source.verified}, before its own date {source.date}"
            yield ("sources", name, "verified"), message


def _ice(own: OwnContactsFile, shipped: Helplines) -> Iterator[Fault]:
    """A line that ICE answers says so, and so stands last and has its caution."""
    of_ice = [contact for contact in shipped.file.contacts if contact.run_by == "ice"]
    numbers = {_dialled(number) for contact in of_ice for number in (contact.tel, contact.text_to) if number}
    for i, contact in enumerate(own.contacts):
        named = {_dialled(number) for number in (contact.tel, contact.text_to, contact.tty) if number}
        is_ice = contact.id in {one.id for one in of_ice} or bool(named & numbers) or _is_ice_page(contact.url)
        if is_ice and contact.run_by != "ice":
            yield ("contacts", i, "run_by"), f"{contact.id}: ICE runs this; it needs `run_by: ice` and its caution"


def _left_without(own: OwnContactsFile, shipped: Helplines) -> Iterator[Fault]:
    replaced = {contact.id for contact in own.contacts} | set(own.hide)
    left = chain((c for c in shipped.file.contacts if c.id not in replaced), own.contacts)
    served = {tag for contact in left if contact.run_by != "ice" and contact.id != EMERGENCY for tag in contact.for_}
    for tag in _NEVER_WITHOUT:
        if tag not in served:
            yield from ((place, f"no contact is left for {tag!r}") for place in _takes_away(tag, own, shipped))


def _takes_away(tag: Tag, own: OwnContactsFile, shipped: Helplines) -> Iterator[Place]:
    """Where shipped contacts with this tag are hidden or replaced."""
    had = {contact.id for contact in shipped.file.contacts if tag in contact.for_ and contact.run_by != "ice"}
    yield from (("hide", i) for i, name in enumerate(own.hide) if name in had)
    yield from (("contacts", i, "for") for i, contact in enumerate(own.contacts) if contact.id in had)


def _texts(own: OwnContactsFile, standards: Standards) -> Iterator[Fault]:
    excused = {one.text for one in (*standards.review.plain_exceptions, *own.plain_exceptions)}
    for i, contact in enumerate(own.contacts):
        for field, words in texts_of(contact):
            for lang in LANGUAGES:
                found = text_faults(words.in_(lang), lang, standards.plain, standards.review, excused)
                yield from ((("contacts", i, field, lang), f"{contact.id}: {lang}: {fault}") for fault in found)
            if words.en == words.es and needs_translation(words.en):
                yield ("contacts", i, field, "es"), f"{contact.id}: says the same in every language: {words.en!r}"


def _still_to_come(own: OwnContactsFile, day: date) -> Iterator[Fault]:
    for i, contact in enumerate(own.contacts):
        if contact.last_checked > day:
            yield ("contacts", i, "last_checked"), f"{contact.id}: last checked {contact.last_checked}, after {day}"
    for name, source in own.sources.items():
        if source.verified > day:
            yield ("sources", name, "verified"), f"{name}: verified {source.verified}, after {day}"


def _dialled(number: str) -> str:
    return re.sub(r"\D", "", number).removeprefix("1")


def _is_ice_page(url: str | None) -> bool:
    host = (urlsplit(url).hostname or "") if url else ""
    return host == "ice.gov" or host.endswith(".ice.gov")
