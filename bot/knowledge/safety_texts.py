"""What is said to keep people safe in a language that Faro cannot ask its questions in: one file a language.

Knows `data/safety/texts.yml`, which names what such a language needs, and `data/safety/texts`. Which languages there
are is known from the files alone. Refuses to know when a text is said, and what stands behind {contacts}.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, model_validator

from bot.knowledge.danger import Dangers, Language
from bot.knowledge.loading import load_model
from bot.knowledge.models import LANGUAGES, Model, Slug, Text
from bot.knowledge.problems import Problem
from bot.knowledge.safety_text_faults import Asked, Limits, faults
from bot.knowledge.yaml_source import YamlFile

SafetyKey = Literal[
    "danger_now", "self_harm", "child_danger", "medical", "held", "cannot_ask", "stopped", "opted_out",
    "delete_confirm", "deleted", "exit", "help_heading", "help_text", "last_checked", "unreviewed",
]  # fmt: skip
"""Every text the program may ask for."""
SafetyCommand = Literal["stop", "delete", "help", "exit", "language"]


class SafetyNeeds(Model):
    """What every language for safety has to hold, and how plain it has to be."""

    limits: Limits
    texts: dict[SafetyKey, Asked]
    commands: tuple[SafetyCommand, ...]

    @model_validator(mode="after")
    def _whole(self) -> SafetyNeeds:
        if gone := [name for name in (*KEYS, *get_args(SafetyCommand)) if name not in (*self.texts, *self.commands)]:
            raise ValueError(f"says nothing of {', '.join(gone)}")
        return self


class NamedContact(Model):
    """A contact as people who speak the language know it."""

    name: Text
    what: Text


class SafetyTexts(Model):
    """One language. `name` is its own name, `never` words that no text of it may say, with the reason."""

    language: Language
    name: Text
    texts: dict[Slug, Text]
    commands: dict[Slug, tuple[Text, ...]]
    contacts: dict[Slug, NamedContact] = Field(default_factory=dict)
    never: dict[Text, Text] = Field(min_length=1)


KEYS: tuple[SafetyKey, ...] = get_args(SafetyKey)


@dataclass(frozen=True)
class SafetyLanguages:
    """The languages that are for safety alone, by tag."""

    by_tag: Mapping[str, SafetyTexts] = field(default_factory=dict)

    def __iter__(self) -> Iterator[SafetyTexts]:
        return iter(self.by_tag.values())

    def __contains__(self, tag: object) -> bool:
        return tag in self.by_tag

    def __getitem__(self, tag: str) -> SafetyTexts:
        return self.by_tag[tag]


def load_safety_languages(
    root: Path, dangers: Dangers | None, contacts: Collection[str] | None, problems: list[Problem]
) -> SafetyLanguages | None:
    """Read every file of `data/safety/texts`. None, with the reasons in `problems`, when one is refused.

    A language that danger is heard in must have its texts, and the other way round; `contacts` are the ids there are.
    """
    folder = root / "data" / "safety" / "texts"
    needs = load_model(SafetyNeeds, folder.with_suffix(".yml"), root, problems)
    read = [load_model(SafetyTexts, path, root, problems) for path in sorted(folder.glob("*.yml"))]
    loaded = [pair for pair in read if pair]
    if needs is None:
        return None
    found = [problem for texts, where in loaded for problem in _problems(texts, where, needs[0], dangers, contacts)]
    if dangers is not None and len(read) == len(loaded):
        found += _unanswered(dangers, {texts.language for texts, _ in loaded}, problems)
    problems.extend(found)
    return None if found or len(read) > len(loaded) else SafetyLanguages({one.language: one for one, _ in loaded})


def _problems(
    texts: SafetyTexts,
    where: YamlFile,
    needs: SafetyNeeds,
    dangers: Dangers | None,
    contacts: Collection[str] | None,
) -> Iterator[Problem]:
    def problem(place: tuple[str, ...], why: str) -> Problem:
        return Problem(where.shown, where.line_of(place), f"{'.'.join(place)}: {why}")

    if texts.language != where.path.stem:
        yield problem(("language",), f"the file is called {where.path.name}")
    if texts.language in LANGUAGES:
        yield problem(("language",), "the questions are asked in this language; its texts stand in data/words")
    if dangers is not None and texts.language not in dangers.names:
        yield problem(("language",), "danger is not heard in it: data/safety/languages has no file of it")
    for key in sorted(set(texts.contacts) - set(contacts)) if contacts is not None else ():
        yield problem(("contacts", key), "no contact is called so")
    for name in sorted(set(needs.commands) ^ {name for name, words in texts.commands.items() if words}):
        yield problem(("commands", name), "is missing" if name in needs.commands else "no such command")
    for key in sorted({*needs.texts} - {*texts.texts}):
        yield problem(("texts", key), f"is missing; it means: {needs.texts[key].means}")
    for key, text in texts.texts.items():
        if asked := {**needs.texts}.get(key):  # type: ignore[call-overload]  # a key that may be none of ours
            yield from (problem(("texts", key), why) for why in faults(text, asked, needs.limits, texts.never))
        else:
            yield problem(("texts", key), "no such text is asked for")
    for name, contact in texts.contacts.items():
        for part, text in (("name", contact.name), ("what", contact.what)):
            told = faults(text, Asked(means=part), needs.limits, texts.never)
            yield from (problem(("contacts", name, part), why) for why in told)


def _unanswered(dangers: Dangers, answered: Collection[str], problems: list[Problem]) -> list[Problem]:
    heard_only = sorted(set(dangers.names) - set(answered) - set(LANGUAGES))
    return [Problem(f"data/safety/texts/{tag}.yml", 0, "is missing: danger is heard in it") for tag in heard_only]
