"""The rulebook: each category's elements with their law, paths and caps, one file a category; and what stands beside.

Knows how rules are written and that every reference holds. Refuses to know what anybody answered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from bot.knowledge.conditions import ALWAYS, Condition, keys_of
from bot.knowledge.contradictions import Contradiction, load_contradictions
from bot.knowledge.desk import Desk
from bot.knowledge.flags import FlagRule, load_flags
from bot.knowledge.interactions import Interaction, load_interactions
from bot.knowledge.loading import load_folder
from bot.knowledge.models import Model, Slug, Source, Text, Told, Words
from bot.knowledge.problems import Problem
from bot.knowledge.questions import Question
from bot.knowledge.yaml_source import Place, YamlFile

Category = Literal["t", "u", "vawa", "sij", "cp"]
CATEGORIES: tuple[Category, ...] = ("t", "u", "vawa", "sij", "cp")


class ExcuseFile(Model):
    by: Text
    when: Any
    plain: Told
    cite: tuple[Text, ...]


class ElementFile(Model):
    id: Text
    name: Words
    plain: Told
    law: Text
    cite: tuple[Text, ...]
    sources: tuple[Slug, ...]
    required: Any = "always"
    met: Any
    not_met: Any = None
    excused: tuple[ExcuseFile, ...] = ()


class CapFile(Model):
    when: Any
    plain: Told
    cite: tuple[Text, ...]


class PathFile(Model):
    path: Slug | None
    gate: Slug | None = None
    elements: tuple[Text, ...]


class TellFile(Model):
    """What everybody this may fit should hear: no question decides it."""

    id: Text
    plain: Told
    cite: tuple[Text, ...]
    sources: tuple[Slug, ...]


class CategoryFile(Model):
    category: Category
    gate: Slug
    sources: dict[Slug, Source]
    definitions: Mapping[Slug, Any] = Field(default_factory=dict)
    elements: tuple[ElementFile, ...]
    paths: tuple[PathFile, ...]
    caps: tuple[CapFile, ...] = ()
    tell: tuple[TellFile, ...] = ()


@dataclass(frozen=True)
class Excuse:
    """An exception in the law: when `when` holds, the element named beside it is excused `by` this rule."""

    by: str
    when: Condition
    plain: Told
    cite: tuple[str, ...]


@dataclass(frozen=True)
class Element:
    """One element of a benefit. `not_met` is its own condition: a step that can still be taken is never "not met".

    `name` is what it is about in a few words; `plain` is the sentence a person reads when it fits.
    """

    id: str
    name: Words
    plain: Told
    law: str
    cite: tuple[str, ...]
    sources: tuple[Source, ...]
    required: Condition
    met: Condition
    not_met: Condition | None
    excused: tuple[Excuse, ...]
    keys: tuple[str, ...]

    @cached_property
    def key_set(self) -> frozenset[str]:
        return frozenset(self.keys)


@dataclass(frozen=True)
class Cap:
    """While `when` holds, the outcome is at most "possible"."""

    when: Condition
    plain: Told
    cite: tuple[str, ...]


@dataclass(frozen=True)
class RulePath:
    """One way to a benefit. It counts once its `gate` was answered; None counts always."""

    name: str | None
    gate: str | None
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Rules:
    """One category: its gate question, its paths, its caps and what to tell everybody."""

    category: Category
    gate: str
    paths: tuple[RulePath, ...]
    caps: tuple[Cap, ...]
    tell: tuple[TellFile, ...]
    words: Mapping[str, tuple[str, ...]]
    """The words each question takes, by key; numbers have none."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every answer this category reads."""
        gates = {self.gate, *(path.gate for path in self.paths if path.gate)}
        capped = {key for cap in self.caps for key in keys_of(cap.when)}
        return frozenset(gates | capped | {key for path in self.paths for e in path.elements for key in e.keys})


@dataclass(frozen=True)
class Rulebook:
    """All rules in use. `digest` is the sha256 of their files' bytes, in name order."""

    categories: Mapping[Category, Rules]
    flags: tuple[FlagRule, ...]
    digest: str
    contradictions: tuple[Contradiction, ...] = ()
    interactions: tuple[Interaction, ...] = ()


def load_rulebook(root: Path, questions: Mapping[str, Question], problems: list[Problem]) -> Rulebook | None:
    """Read `data/rulebook`: one file a category in `categories/`, and the files beside that folder."""
    folder = root / "data" / "rulebook"
    before = len(problems)
    rules = [_rules(file, where, questions, problems)
             for file, where in load_folder(CategoryFile, folder / "categories", root, problems)]  # fmt: skip
    found = {rule.category: rule for rule in rules}
    for category in CATEGORIES:
        if category not in found and len(problems) == before:
            problems.append(Problem("data/rulebook/categories", 0, f"no file holds category {category!r}"))
    flags = load_flags(root, questions, problems)
    against = load_contradictions(root, questions, problems)
    together = load_interactions(root, questions, problems)
    paths = [*sorted((folder / "categories").glob("*.yml")), *sorted(folder.glob("*.yml"))]
    return None if len(problems) > before else Rulebook(found, flags, _digest(paths), against, together)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _rules(file: CategoryFile, where: YamlFile, questions: Mapping[str, Question], problems: list[Problem]) -> Rules:
    desk = Desk(where, questions, problems)
    for name, raw in file.definitions.items():
        desk.definitions[name] = desk.read(raw, ("definitions", name))
    elements = {e.id: _element(e, file, desk, ("elements", i)) for i, e in enumerate(file.elements)}
    if len(elements) != len(file.elements):
        desk.complain(("elements",), "an element id is written twice")
    paths = tuple(_path(p, elements, desk, ("paths", i)) for i, p in enumerate(file.paths))
    unused = set(elements) - {e.id for path in paths for e in path.elements}
    if unused:
        desk.complain(("paths",), f"no path uses {', '.join(sorted(unused))}")
    for i, told in enumerate(file.tell):
        _sources(told.sources, file, desk, ("tell", i, "sources"))
    caps = tuple(Cap(desk.read(c.when, ("caps", i, "when")), c.plain, c.cite) for i, c in enumerate(file.caps))
    gate = desk.key(file.gate, ("gate",))
    words = {key: question.values for key, question in questions.items()}
    return Rules(file.category, gate, paths, caps, file.tell, words)


def _sources(names: tuple[str, ...], file: CategoryFile, desk: Desk, place: Place) -> tuple[Source, ...]:
    for name in names:
        if name not in file.sources:
            desk.complain(place, f"no source is called {name!r}")
    if not names:
        desk.complain(place, "needs at least one source")
    return tuple(file.sources[name] for name in names if name in file.sources)


def _element(raw: ElementFile, file: CategoryFile, desk: Desk, place: Place) -> Element:
    required = desk.read(raw.required, (*place, "required"))
    met = desk.read(raw.met, (*place, "met"))
    not_met = None if raw.not_met is None else desk.read(raw.not_met, (*place, "not_met"))
    excused = tuple(
        Excuse(e.by, desk.read(e.when, (*place, "excused", i, "when")), e.plain, e.cite)
        for i, e in enumerate(raw.excused)
    )
    read = (met, not_met or ALWAYS, *(excuse.when for excuse in excused), required)
    keys = tuple(dict.fromkeys(key for condition in read for key in keys_of(condition)))
    sources = _sources(raw.sources, file, desk, (*place, "sources"))
    return Element(raw.id, raw.name, raw.plain, raw.law, raw.cite, sources, required, met, not_met, excused, keys)


def _path(raw: PathFile, elements: Mapping[str, Element], desk: Desk, place: Place) -> RulePath:
    for id_ in raw.elements:
        if id_ not in elements:
            desk.complain((*place, "elements"), f"no element is called {id_!r}")
    gate = None if raw.gate is None else desk.key(raw.gate, (*place, "gate"))
    return RulePath(raw.path, gate, tuple(elements[id_] for id_ in raw.elements if id_ in elements))
