"""One HSDS 3 service read as a contact: every fact with the place it came from, every part that does not fit named.

Pure. Refuses to guess: a second number, a language nobody here reads, or a status that is not open is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.hsds_terms import HsdsTerms, Term

Json = dict[str, Any]
_NUMBERS = {"voice": "phone", "cell": "phone", "text": "text_to", "textphone": "tty"}
"""The types of RFC 6350 that a contact has a place for."""
_LANGUAGES = {"en": "en", "eng": "en", "es": "es", "spa": "es"}
_READ: dict[str, frozenset[str]] = {
    "organization": frozenset({"id", "name", "description", "website", "services", "attributes"}),
    "service": frozenset({
        "id", "organization_id", "name", "description", "url", "status", "interpretation_services", "assured_date",
        "alert", "phones", "schedules", "languages", "attributes",
    }),
    "phone": frozenset({"id", "service_id", "number", "extension", "type", "attributes"}),
    "schedule": frozenset({"id", "service_id", "description"}),
}  # fmt: skip
"""The fields that are read, or that only repeat what is read. Whatever else a file holds is named as left out."""
_TERMS: tuple[tuple[Term, str], ...] = (
    ("id", "id"), ("run_by", "run_by"), ("confidence", "confidence"), ("name_es", "name.es"), ("what_es", "what.es"),
    ("hours_es", "hours.es"), ("before_you_call_es", "before_you_call.es"), ("method_en", "method.en"),
    ("method_es", "method.es"),
)  # fmt: skip
"""The terms that a contact has one of, and the field each is."""


@dataclass(frozen=True)
class Tagged:
    """The value of an attribute under one of Faro's terms, and where it stands."""

    value: str
    at: str


@dataclass
class Draft:
    """A contact as it was read. `places` says of each field where in the file it stands, or would have to."""

    at: str
    raw: Json = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    sources: list[Tagged] = field(default_factory=list)
    excused: list[Tagged] = field(default_factory=list)

    def put(self, name: str, value: Any, at: str) -> None:
        """Note a fact; what is not there has a place all the same, where somebody would look for it."""
        self.places[name] = at
        if value is not None:
            head, _, lang = name.partition(".")
            if lang:
                self.raw.setdefault(head, {})[lang] = value
            else:
                self.raw[head] = value


class ServiceReader:
    """Reads the services of one file. What is wrong is added to `problems`, what has no place to `left_out`."""

    def __init__(self, terms: HsdsTerms) -> None:
        self._terms = terms
        self.problems: list[tuple[str, str]] = []
        self.left_out: list[str] = []

    def organization(self, organization: Any, at: str) -> Iterator[Draft]:
        if not self._is_object(organization, at, "organization"):
            return
        services = self._list(organization, "services", at)
        if not services:
            self.problems.append((f"{at}.services", "holds no service"))
        for i, service in enumerate(services):
            place = f"{at}.services[{i}]"
            if self._is_object(service, place, "service"):
                yield self._draft(service, place, self._tagged(organization, at))

    def _draft(self, service: Json, at: str, of_organization: dict[str, list[Tagged]]) -> Draft:
        draft, tagged = Draft(at), {**of_organization, **self._tagged(service, at)}
        draft.put("name.en", self._text(service, "name", at), f"{at}.name")
        draft.put("what.en", self._text(service, "description", at), f"{at}.description")
        draft.put("url", self._text(service, "url", at), f"{at}.url")
        draft.put("last_checked", self._text(service, "assured_date", at), f"{at}.assured_date")
        draft.put("before_you_call.en", self._text(service, "alert", at), f"{at}.alert")
        draft.put("for", [one.value for one in tagged.get("for", [])], f"{at}.attributes (for)")
        for term, name in _TERMS:
            one = self._one(tagged, term)
            draft.put(name, one and one.value, one.at if one else f"{at}.attributes ({term})")
        draft.sources, draft.excused = tagged.get("source", []), tagged.get("plain_exception", [])
        draft.places["sources"] = f"{at}.attributes (source)"
        self._status(service, draft)
        self._phones(service, draft)
        self._hours(service, draft)
        self._languages(service, draft)
        return draft

    def _status(self, service: Json, draft: Draft) -> None:
        """Only what is open, or what nobody could confirm, is somewhere to turn to."""
        status, unsure = self._text(service, "status", draft.at), draft.raw.get("confidence") == "not_confirmed"
        if status != "active" and not (status == "inactive" and unsure):
            said = f"{status!r} is not a place to turn to" if status else "Field required"
            self.problems.append((f"{draft.at}.status", f"{said}; active, or inactive with confidence not_confirmed"))

    def _phones(self, service: Json, draft: Draft) -> None:
        for i, phone in enumerate(self._list(service, "phones", draft.at)):
            at = f"{draft.at}.phones[{i}]"
            if not self._is_object(phone, at, "phone"):
                continue
            if phone.get("extension") is not None:  # without it, somebody else answers
                self.problems.append((f"{at}.extension", "a contact has no place for it"))
            kind = self._text(phone, "type", at) or "voice"
            name, number = _NUMBERS.get(kind), self._text(phone, "number", at)
            if name is None or number is None:
                self.problems.append(
                    (at, f"a contact has no place for a {kind} number" if number else "needs `number`")
                )
            elif name in draft.raw:
                self.problems.append((f"{at}.number", f"a second {kind} number; a contact has one"))
            else:
                self._number(draft, name, number, at)
                if word := self._one(self._tagged(phone, at), "text_word"):
                    draft.put("text_word", word.value, word.at)

    def _number(self, draft: Draft, name: str, number: str, at: str) -> None:
        draft.put(name, number, f"{at}.number")
        if name == "phone":
            digits = re.sub(r"\D", "", number)
            long = f"+1{digits.removeprefix('1')}"
            draft.put("tel", digits if len(digits) == 3 else long, f"{at}.number")

    def _hours(self, service: Json, draft: Draft) -> None:
        schedules = self._list(service, "schedules", draft.at)
        if len(schedules) > 1:
            self.problems.append((f"{draft.at}.schedules[1]", "a second schedule; say all hours in one description"))
        at = f"{draft.at}.schedules[0]"
        hours = None
        if schedules and self._is_object(schedules[0], at, "schedule"):
            hours = self._text(schedules[0], "description", at)
        draft.put("hours.en", hours, f"{at}.description")

    def _languages(self, service: Json, draft: Draft) -> None:
        spoken: list[str] = []
        for i, language in enumerate(self._list(service, "languages", draft.at)):
            at = f"{draft.at}.languages[{i}]"
            code = self._text(language, "code", at) if self._is_object(language, at) else None
            if known := _LANGUAGES.get(code or ""):
                spoken.append(known)
            else:
                self.problems.append((f"{at}.code", f"{code!r}; allowed: en, es; others go to interpretation_services"))
        if self._text(service, "interpretation_services", draft.at):
            spoken.append("interpreters")
        draft.put("languages", spoken, f"{draft.at}.languages")

    def _tagged(self, holder: Json, at: str) -> dict[str, list[Tagged]]:
        """The attributes under Faro's terms, by term. Those of other taxonomies are left out."""
        found: dict[str, list[Tagged]] = {}
        for i, attribute in enumerate(self._list(holder, "attributes", at)):
            place = f"{at}.attributes[{i}]"
            if not self._is_object(attribute, place):
                continue
            term = attribute.get("taxonomy_term")
            if not isinstance(term, dict) or term.get("taxonomy") != self._terms.taxonomy:
                self.left_out.append(place)
            elif str(term.get("code")) not in self._terms.terms:
                self.problems.append(
                    (f"{place}.taxonomy_term.code", f"{term.get('code')!r} is no term of this taxonomy")
                )
            elif value := self._text(attribute, "value", place):
                found.setdefault(term["code"], []).append(Tagged(value, f"{place}.value"))
        return found

    def _one(self, tagged: dict[str, list[Tagged]], term: str) -> Tagged | None:
        given = tagged.get(term, [])
        self.problems.extend((one.at, f"a second {term}; a contact has one") for one in given[1:])
        return given[0] if given else None

    def _text(self, holder: Json, key: str, at: str) -> str | None:
        value = holder.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or re.search(r"[\ud800-\udfff]", value):
            self.problems.append((f"{at}.{key}", "is not text"))
            return None
        return value

    def _list(self, holder: Json, key: str, at: str) -> list[Any]:
        value = holder.get(key)
        if value is None or isinstance(value, list):
            return value or []
        self.problems.append((f"{at}.{key}", "is not a list"))
        return []

    def _is_object(self, value: Any, at: str, kind: str = "") -> bool:
        if not isinstance(value, dict):
            self.problems.append((at, "is not an object"))
            return False
        self.left_out.extend(f"{at}.{key}" for key in value if kind and key not in _READ[kind])
        return True
