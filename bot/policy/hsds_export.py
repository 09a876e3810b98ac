"""Contacts as HSDS 3 JSON (Human Services Data Specification, Open Referral): an organization with a service each.

Pure. `docs/hsds.md` says what goes where. Refuses to call a service active of which nobody knows that it answers, and
to make up hours, places or an organization that the contacts do not tell of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bot.knowledge.helplines import Contact, Helplines
from bot.knowledge.hsds_terms import HsdsTerms, Term
from bot.knowledge.models import LANGUAGES
from bot.knowledge.own_contact_shapes import texts_of

Json = dict[str, Any]


def organizations(listed: Iterable[Contact], helplines: Helplines, terms: HsdsTerms) -> list[Json]:
    """One organization a contact, in the order of the list. The same contact always has the same ids."""
    return [_Export(contact, helplines, terms).organization() for contact in listed]


class _Export:
    """One contact on its way out."""

    def __init__(self, contact: Contact, helplines: Helplines, terms: HsdsTerms) -> None:
        self._contact, self._helplines, self._terms = contact, helplines, terms

    def organization(self) -> Json:
        contact = self._contact
        return _given({
            "id": self._id("organization"),
            "name": contact.name.en,
            "description": contact.what.en,
            "website": contact.url,
            "services": [self._service()],
            "attributes": [self._attribute("organization/run_by", "run_by", contact.run_by)],
        })  # fmt: skip

    def _service(self) -> Json:
        contact = self._contact
        spoken = self._helplines.file.labels.spoken
        return _given({
            "id": self._id("service"),
            "name": contact.name.en,
            "description": contact.what.en,
            "url": contact.url,
            "status": "inactive" if contact.confidence == "not_confirmed" else "active",
            "interpretation_services": spoken["interpreters"].en if "interpreters" in contact.languages else None,
            "assured_date": contact.last_checked.isoformat(),
            "alert": contact.before_you_call.en if contact.before_you_call else None,
            "phones": list(self._phones()),
            "schedules": [{"id": self._id("schedule"), "description": contact.hours.en}] if contact.hours else [],
            "languages": [
                {"id": self._id(f"language/{code}"), "name": spoken[code].en, "code": code}
                for code in contact.languages
                if code != "interpreters"
            ],
            "attributes": [
                self._attribute(f"service/{place}", term, value) for place, (term, value) in enumerate(self._facts())
            ],
        })  # fmt: skip

    def _phones(self) -> Iterator[Json]:
        """The number to speak, to write to, and for people who do not hear, by the types of RFC 6350."""
        contact = self._contact
        for kind, number in (("voice", contact.phone), ("text", contact.text_to), ("textphone", contact.tty)):
            if number:
                word = contact.text_word if kind == "text" else None
                said = [self._attribute("text/word", "text_word", word)] if word else []
                yield _given({"id": self._id(kind), "number": number, "type": kind, "attributes": said})

    def _facts(self) -> Iterator[tuple[Term, str]]:
        """What a service of HSDS has no field for."""
        contact, sources = self._contact, self._helplines.sources
        yield "id", contact.id
        yield "confidence", contact.confidence
        yield "name_es", contact.name.es
        yield "what_es", contact.what.es
        if contact.hours:
            yield "hours_es", contact.hours.es
        if contact.before_you_call:
            yield "before_you_call_es", contact.before_you_call.es
        yield "method_en", contact.method.en
        yield "method_es", contact.method.es
        yield from (("for", tag) for tag in contact.for_)
        yield from (("source", sources[name].model_dump_json(exclude_none=True)) for name in contact.sources)
        said = {words.in_(lang) for _, words in texts_of(contact) for lang in LANGUAGES}
        for one in self._helplines.excused:
            if one.text in said:
                yield "plain_exception", json.dumps(one.model_dump(), ensure_ascii=False)

    def _attribute(self, place: str, term: Term, value: str) -> Json:
        return {
            "id": self._id(f"attribute/{place}"),
            "link_type": term,
            "value": value,
            "taxonomy_term": {
                "id": _id(f"term/{term}"),
                "code": term,
                "name": term,
                "description": self._terms.terms[term],
                "taxonomy": self._terms.taxonomy,
            },
        }

    def _id(self, part: str) -> str:
        return _id(f"{self._contact.id}/{part}")


def _id(path: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:faro:contacts:{path}"))


def _given(fields: Json) -> Json:
    """Without what there is nothing to say of."""
    return {key: value for key, value in fields.items() if value is not None and value != []}
