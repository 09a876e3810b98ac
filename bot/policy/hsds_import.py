"""HSDS 3 JSON as an organisation's own contacts: all of it, or nothing and every problem at its place.

Pure. Holds what it reads to all that an own file is held to. Refuses to leave something out in silence: what HSDS says
and a contact has no place for is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.knowledge.helplines import EMERGENCY, VESL, Contact, Helplines
from bot.knowledge.hsds_terms import HsdsTerms
from bot.knowledge.models import Source
from bot.knowledge.own_contact_faults import Standards, faults
from bot.knowledge.own_contact_shapes import OwnContactsFile
from bot.knowledge.policy_review import PlainException
from bot.knowledge.yaml_source import Place
from bot.policy.hsds_reading import Draft, ServiceReader, Tagged

M = TypeVar("M", bound=BaseModel)


class HsdsError(Exception):
    """The file is refused. `problems` lists all of them, each with its place."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = tuple(f"{at}: {message}" for at, message in dict.fromkeys(problems))
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Imported:
    """The own file, where in HSDS each part of it stood, and what was left out."""

    own: OwnContactsFile
    left_out: tuple[str, ...]
    where: Callable[[Place], str]


def read_hsds(text: str, terms: HsdsTerms) -> Imported:
    """Read one organization or a list of them. Raises HsdsError."""
    reader = ServiceReader(terms)
    drafts: list[Draft] = []
    for at, organization in _organizations(text):
        drafts += reader.organization(organization, at)
    build = _Build(reader.problems)
    contacts = tuple(contact for draft in drafts if (contact := build.contact(draft)))
    if reader.problems:
        raise HsdsError(reader.problems)
    own = OwnContactsFile(
        spanish_review="unreviewed",
        sources=build.sources,
        contacts=contacts,
        plain_exceptions=tuple(dict.fromkeys(build.excused)),
    )
    return Imported(own, tuple(reader.left_out), lambda place: _where(place, drafts, build.source_places))


def checked(found: Imported, shipped: Helplines, standards: Standards, day: date) -> Imported:
    """The same without those two that stay as shipped, where they are as shipped. Raises HsdsError."""
    as_shipped = {c.id: _told(c, shipped.sources) for c in shipped.file.contacts if c.id in (EMERGENCY, VESL)}
    same = {c.id for c in found.own.contacts if as_shipped.get(c.id) == _told(c, found.own.sources)}
    kept = {i: contact for i, contact in enumerate(found.own.contacts) if contact.id not in same}
    named = {name for contact in kept.values() for name in contact.sources}
    sources = {name: source for name, source in found.own.sources.items() if name in named}
    own = found.own.model_copy(update={"contacts": tuple(kept.values()), "sources": sources})
    notes = tuple(f"{name}: stays as it is shipped" for name in sorted(same))
    left = Imported(own, (*found.left_out, *notes), lambda place: found.where(_before(place, list(kept))))
    if problems := [(left.where(place), message) for place, message in faults(own, shipped, standards, day)]:
        raise HsdsError(problems)
    return left


def _organizations(text: str) -> Iterator[tuple[str, Any]]:
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise HsdsError([("the file", f"is not JSON: {error}")]) from None
    if isinstance(content, dict):
        yield "organization", content
    elif isinstance(content, list) and content:
        yield from ((f"[{i}]", organization) for i, organization in enumerate(content))
    else:
        raise HsdsError([("the file", "holds no organization")])


class _Build:
    """From drafts to contacts, with one name for each source however often it is named."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self._problems = problems
        self.sources: dict[str, Source] = {}
        self.source_places: dict[str, str] = {}
        self.excused: list[PlainException] = []

    def contact(self, draft: Draft) -> Contact | None:
        names = [self._source(draft, tagged) for tagged in draft.sources]
        self.excused += [one for tagged in draft.excused if (one := self._json(PlainException, tagged))]
        try:
            return Contact.model_validate({**draft.raw, "sources": [name for name in names if name]})
        except ValidationError as error:
            self._problems.extend((_at(draft, detail["loc"]), detail["msg"]) for detail in error.errors())
            return None

    def _source(self, draft: Draft, tagged: Tagged) -> str | None:
        source = self._json(Source, tagged)
        if source is None:
            return None
        known = next((name for name, old in self.sources.items() if old == source), None)
        name = known or f"{draft.raw.get('id', 'source')}_source_{len(self.sources) + 1}"
        self.sources[name] = source
        self.source_places.setdefault(name, tagged.at)
        return name

    def _json(self, model: type[M], tagged: Tagged) -> M | None:
        try:
            return model.model_validate_json(tagged.value)
        except ValidationError as error:
            for detail in error.errors():
                inside = ".".join(str(step) for step in detail["loc"])
                self._problems.append((tagged.at, f"{inside}: {detail['msg']}" if inside else detail["msg"]))
            return None


def _before(place: Place, kept: list[int]) -> Place:
    """The place among all contacts of a place among those that were kept."""
    match place:
        case ("contacts", int(i), *inside):
            return ("contacts", kept[i], *inside)
        case _:
            return place


def _where(place: Place, drafts: list[Draft], sources: Mapping[str, str]) -> str:
    match place:
        case ("contacts", int(i), *inside):
            return _at(drafts[i], tuple(inside))
        case ("sources", str(name), *_):
            return sources[name]
        case _:
            return "the file"


def _at(draft: Draft, place: tuple[str | int, ...]) -> str:
    """The place of a field, or of the nearest thing that holds it."""
    steps = [str(step) for step in place]
    names = (".".join(steps[:2]), steps[0] if steps else "")
    return next((draft.places[name] for name in names if name in draft.places), draft.at)


def _told(contact: Contact, sources: Mapping[str, Source]) -> tuple[Contact, tuple[Source, ...]]:
    """A contact with its sources themselves in place of their names."""
    return contact.model_copy(update={"sources": ()}), tuple(sources[name] for name in contact.sources)
