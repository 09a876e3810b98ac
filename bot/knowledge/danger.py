"""What danger sounds like, by language: one file of patterns each in `data/safety`, and how words are shortened.

Knows the shapes and that every pattern can be read. Refuses to know what is said when danger is heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from bot.hearing.patterns import PatternError, compile_pattern
from bot.knowledge.loading import load_folder, load_model
from bot.knowledge.models import Model, Slug, Text
from bot.knowledge.problems import Problem
from bot.knowledge.yaml_source import YamlFile

DangerClass = Literal["danger_now", "self_harm", "child_danger", "medical", "held", "opt_out", "help_word"]
CLASSES: tuple[DangerClass, ...] = get_args(DangerClass)
"""In the order in which they are heard: the first that matches counts."""
CRISES: tuple[DangerClass, ...] = CLASSES[:5]
"""Those that tell of danger; the other two ask for silence and for help with the program."""
Phrases = tuple[Text, ...]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language by its tag. Which there are is known from the files alone."""


class Told(Model):
    """Patterns that tell of a class. `unless` names groups that, in the same sentence, make it something else.

    `whole`: the pattern must be all of the message.
    """

    heard: Phrases
    unless: tuple[Slug, ...] = ()
    whole: bool = False


class Spelling(Model):
    """`tokens` and `accented` as `bot.hearing.spoken` takes them."""

    accented: dict[Text, Text] = Field(default_factory=dict)
    tokens: dict[Text, Text] = Field(default_factory=dict)


class SpokenDanger(Model):
    """One language. `calm` are turns of phrase that sound like danger and are none; they are taken out first.

    `spelling` holds for this language alone and goes before the one that all share.
    """

    language: Language
    spelling: Spelling = Spelling()
    groups: dict[Slug, Phrases]
    calm: Phrases = ()
    classes: dict[DangerClass, tuple[Told, ...]]

    @model_validator(mode="after")
    def _can_be_read(self) -> SpokenDanger:
        wrong = list(self._unreadable())
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _unreadable(self) -> Iterator[str]:
        told = [one for several in self.classes.values() for one in several]
        for written in (*self.calm, *(pattern for one in told for pattern in one.heard)):
            try:
                compile_pattern(written, self.groups)
            except PatternError as error:
                yield str(error)
        for name in sorted({name for one in told for name in one.unless} - set(self.groups)):
            yield f"`unless` names no group: {name}"

    @property
    def patterns(self) -> Iterator[str]:
        """Every pattern of the language."""
        yield from self.calm
        yield from (pattern for several in self.classes.values() for one in several for pattern in one.heard)


@dataclass(frozen=True)
class Dangers:
    """Every language in which danger is heard, all of them at once, whatever language a conversation is in."""

    languages: tuple[SpokenDanger, ...]
    spelling: Spelling
    ordinary: frozenset[str]
    """Words that are one slip of the finger away from one that is listened for, and are themselves."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(one.language for one in self.languages)

    def spelled(self, language: SpokenDanger) -> Spelling:
        """How words are shortened, as this language reads them."""
        shared, own = self.spelling, language.spelling
        return Spelling(accented=shared.accented | own.accented, tokens=shared.tokens | own.tokens)


def load_dangers(root: Path, problems: list[Problem]) -> Dangers | None:
    """Read `data/safety`; None, with the reasons in `problems`, when it is refused."""
    folder = root / "data" / "safety"
    spelling = load_model(Spelling, folder / "spelling.yml", root, problems)
    languages = load_folder(SpokenDanger, folder / "languages", root, problems)
    ordinary = folder / "ordinary.txt"
    if spelling is None or not languages:
        return None
    words = ordinary.read_text(encoding="utf-8").split() if ordinary.exists() else []
    problems.extend(_incomplete(languages))
    return Dangers(tuple(one for one, _ in languages), spelling[0], frozenset(words))


def _incomplete(languages: Sequence[tuple[SpokenDanger, YamlFile]]) -> Iterator[Problem]:
    """Every language listens for every kind, and no language stands in two files."""
    seen: set[str] = set()
    for spoken, where in languages:
        for kind in CLASSES:
            if not spoken.classes.get(kind):
                yield Problem(where.shown, where.line_of(("classes",)), f"classes: nothing is listened for as {kind!r}")
        if spoken.language in seen:
            message = f"language: {spoken.language!r} stands in another file"
            yield Problem(where.shown, where.line_of(("language",)), message)
        seen.add(spoken.language)
