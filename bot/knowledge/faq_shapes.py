"""How frequent questions are written: `data/policy/faq/*.yml`, and the words around every answer in `faq.yml`.

Pure shapes. Refuses to know whether what an entry names exists.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from bot.knowledge.messages import Sentence
from bot.knowledge.models import Lang, Model, Slug, Text, Words


class AskedAs(Model):
    """Ways in which people type the question, in each language. Words of users, never shown."""

    en: Annotated[tuple[Text, ...], Field(min_length=5)]
    es: Annotated[tuple[Text, ...], Field(min_length=5)]

    def in_(self, lang: Lang) -> tuple[str, ...]:
        return self.en if lang == "en" else self.es


class EntryFile(Model):
    """One question. `then`: what the notice of 2021 said. `past`: ended statements that the answer tells as past.

    `parole` names statements and fees of parole.yml. `itself`: about this program, so it rests on no law.
    """

    id: Slug
    question: Words
    asked_as: AskedAs
    then: Words | None = None
    answer: Words
    statements: tuple[Slug, ...] = ()
    past: tuple[Slug, ...] = ()
    parole: tuple[Slug, ...] = ()
    contacts: tuple[Slug, ...] = ()
    sources: tuple[Slug, ...] = ()
    itself: bool = False

    @model_validator(mode="after")
    def _rests_on_something(self) -> EntryFile:
        rests = bool(self.statements or self.parole or self.contacts or self.sources)
        if rests == self.itself:
            raise ValueError(f"{self.id}: needs statements, parole, contacts or sources, or else `itself: true`")
        return self


class FaqFile(Model):
    entries: tuple[EntryFile, ...]


class FaqLabels(Model):
    asked: Sentence
    then: Words
    now: Words
    checked: Sentence
    sources: Sentence


class FaqWarnings(Model):
    not_then: Sentence
    past_verified: Sentence


class FaqWording(Model):
    """What is said around every answer."""

    labels: FaqLabels
    warnings: FaqWarnings


class FaqWords(Model):
    """How a typed question is recognised: what makes a text a question, and words that name or mean one thing."""

    asking: AskedAs
    within: AskedAs
    other: AskedAs
    topics: dict[Slug, tuple[Text, ...]]
    same: dict[Slug, tuple[Text, ...]]
    told: tuple[Slug, ...]

    @model_validator(mode="after")
    def _told_is_named(self) -> FaqWords:
        if strange := set(self.told) - set(self.same):
            raise ValueError(f"`told` names what `same` does not have: {sorted(strange)}")
        return self
