"""Frequent questions and their answers, each tied to the statements and sources it rests on: `data/policy/faq`.

Knows the shape of the files and what makes an entry unusable. Refuses to know a day (`bot.policy.faq`) and how a
question is recognised (`bot.wording.faq_matching`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.knowledge.faq_shapes import AskedAs, EntryFile, FaqFile, FaqWording, FaqWords
from bot.knowledge.helplines import Helplines, Paroles
from bot.knowledge.loading import load_folder, load_model
from bot.knowledge.models import LANGUAGES, Source, Words
from bot.knowledge.parole_shapes import Fee
from bot.knowledge.parole_shapes import Statement as ParoleStatement
from bot.knowledge.policies import Policies, Statement
from bot.knowledge.policy_sources import SourcesFile
from bot.knowledge.problems import Problem
from bot.knowledge.yaml_source import Place, YamlFile

NOTICE = "notice_2021"
"""The source of every `then`: the notice of 2021."""


@dataclass(frozen=True)
class Named:
    """Where a part of an answer comes from: the law or paper it names, and the newest source that vouches for it."""

    name: str
    source: Source

    @property
    def day(self) -> str:
        """The source's own date; for an undated one, the day it was last known to say so."""
        return _day(self.source)


@dataclass(frozen=True)
class Entry:
    """A question with its answer. `verified`: the last day that all it rests on was checked; None when `itself`."""

    id: str
    question: Words
    asked_as: AskedAs
    then: Words | None
    answer: Words
    statements: tuple[Statement, ...]
    past: tuple[Statement, ...]
    contacts: tuple[str, ...]
    named: tuple[Named, ...]
    verified: date | None


@dataclass(frozen=True)
class Faq:
    entries: Mapping[str, Entry]
    wording: FaqWording
    words: FaqWords


@dataclass(frozen=True)
class _Known:
    """Everything an entry may name."""

    policies: Policies
    helplines: Helplines
    paroles: Paroles
    sources: Mapping[str, Source]

    def faults(self, raw: EntryFile) -> Iterator[tuple[Place, str]]:
        statements = {s.id: s for s in self.policies.statements}
        fees = {fee.id for fee in self.paroles.file.fees}
        parts: tuple[tuple[str, tuple[str, ...], set[str], str], ...] = (
            ("statements", raw.statements, set(statements), "statement"),
            ("past", raw.past, set(statements), "statement"),
            ("parole", raw.parole, {s.id for s in self.paroles.file.statements} | fees, "statement or fee on parole"),
            ("contacts", raw.contacts, {c.id for c in self.helplines.known}, "contact"),
            ("sources", raw.sources, set(self.sources), "source"),
        )
        for part, names, known, kind in parts:
            yield from (
                ((part, i), f"no {kind} is called {name!r}") for i, name in enumerate(names) if name not in known
            )
        for part, names, _, _ in parts[:2]:
            for i, statement in enumerate(statements[name] for name in names if name in statements):
                if statement.ended_by(self.policies.verified_through) is not (part == "past"):
                    yield (part, i), f"{statement.id} has {'not ' if part == 'past' else ''}ended"

    def entry(self, raw: EntryFile) -> Entry:
        statements = {s.id: s for s in self.policies.statements}
        stand = tuple(statements[name] for name in raw.statements)
        return Entry(
            id=raw.id,
            question=raw.question,
            asked_as=raw.asked_as,
            then=raw.then,
            answer=raw.answer,
            statements=stand,
            past=tuple(statements[name] for name in raw.past),
            contacts=raw.contacts,
            named=tuple(dict.fromkeys(self._named(raw, stand))),
            verified=self._verified(raw),
        )

    def _named(self, raw: EntryFile, stand: tuple[Statement, ...]) -> Iterator[Named]:
        if raw.then:
            yield self._direct(NOTICE)
        yield from (Named(s.cite[0], max(s.sources, key=_day)) for s in stand)
        book = self.paroles.file
        parole: tuple[ParoleStatement | Fee, ...] = (*book.statements, *book.fees)
        for about in (part for part in parole if part.id in raw.parole):
            names = about.amounts[-1].sources if isinstance(about, Fee) else about.sources
            source = max((self.paroles.sources[name] for name in names), key=_day)
            yield Named(about.cite[0], source) if about.cite else _of(source)
        for contact in self.helplines.known:
            if contact.id in raw.contacts:
                yield from (_of(self.helplines.sources[name]) for name in contact.sources[:1])
        yield from (self._direct(name) for name in raw.sources)

    def _direct(self, name: str) -> Named:
        return _of(self.sources[name])

    def _verified(self, raw: EntryFile) -> date | None:
        """The earliest of what vouches for its parts; contacts, which show their own dates, only where they are all."""
        days = [
            *([self.policies.verified_through] if raw.statements else []),
            *([self.paroles.file.verified_through] if raw.parole else []),
            *([max(self.sources[name].verified for name in raw.sources)] if raw.sources else []),
        ]
        shown = [c.last_checked for c in self.helplines.known if c.id in raw.contacts]
        return min(days) if days else max(shown, default=None)


def _day(source: Source) -> str:
    return source.verified.isoformat() if source.date == "undated" else source.date


def _of(source: Source) -> Named:
    return Named(source.document or source.url or "", source)


def load_faq(
    root: Path,
    policies: Policies | None,
    helplines: Helplines | None,
    paroles: Paroles | None,
    problems: list[Problem],
) -> Faq | None:
    """Read all of it. None, with the reasons in `problems`; without what it must be held against, silently None."""
    before = len(problems)
    wording = load_model(FaqWording, root / "data" / "policy" / "faq.yml", root, problems)
    words = load_model(FaqWords, root / "data" / "policy" / "faq_words.yml", root, problems)
    files = load_folder(FaqFile, root / "data" / "policy" / "faq", root, problems)
    own = load_model(SourcesFile, root / "data" / "policy" / "sources_faq.yml", root, problems)
    if not (wording and words and own and policies and helplines and paroles):
        return None
    shared = load_model(SourcesFile, root / "data" / "policy" / "sources.yml", root, [])
    sources = {**(shared[0].sources if shared else {}), **helplines.sources, **own[0].sources}
    known = _Known(policies, helplines, paroles, sources)
    problems.extend(_faults(files, known))
    if len(problems) > before:
        return None
    return Faq({raw.id: known.entry(raw) for file, _ in files for raw in file.entries}, wording[0], words[0])


def _faults(files: list[tuple[FaqFile, YamlFile]], known: _Known) -> Iterator[Problem]:
    ids: set[str] = set()
    asked: set[str] = set()
    for file, where in files:
        for i, raw in enumerate(file.entries):
            for place, message in known.faults(raw):
                yield Problem(where.shown, where.line_of(("entries", i, *place)), f"{raw.id}: {message}")
            if raw.id in ids:
                yield Problem(where.shown, where.line_of(("entries", i, "id")), f"{raw.id}: written twice")
            ids.add(raw.id)
            for lang in LANGUAGES:
                for j, words in enumerate(raw.asked_as.in_(lang)):
                    if words.casefold() in asked:
                        line = where.line_of(("entries", i, "asked_as", lang, j))
                        yield Problem(where.shown, line, f"{raw.id}: {words!r} is asked at two places")
                    asked.add(words.casefold())
