"""How long a fact of `data/policy` may stand before it is looked at again, and what no text of it may say.

Knows `data/policy/review.yml`. Refuses to know which facts there are and what day it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from bot.knowledge.loading import load_model
from bot.knowledge.models import Lang, Model, Slug, Source, Text
from bot.knowledge.policy_sources import load_sources
from bot.knowledge.problems import Problem

FactKind = Literal["order", "directive", "contact", "practice", "parole", "statute", "regulation"]
_QUESTION = re.compile(r"[^.!?:]*\?")
Days = Annotated[int, Field(gt=0)]


class Intervals(Model):
    """Days a fact of each kind may stand unchecked."""

    order: Days
    directive: Days
    contact: Days
    practice: Days
    parole: Days
    statute: Days
    regulation: Days

    def of(self, kind: FactKind) -> int:
        return int(getattr(self, kind))


class PlainException(Model):
    """A text that stays as it is though it is not plain."""

    text: Text
    why: Text


class Forbidden(Model):
    """Patterns no text may match, and the one reason for all of them."""

    why: Text
    never: Annotated[tuple[Text, ...], Field(min_length=1)]

    @field_validator("never")
    @classmethod
    def _can_be_matched(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                _compiled(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no pattern: {error}") from error
        return patterns


class Promises(Model):
    en: tuple[Forbidden, ...]
    es: tuple[Forbidden, ...]


class ReviewFile(Model):
    intervals: Intervals
    fixed_sources: tuple[Slug, ...]
    plain_exceptions: tuple[PlainException, ...]
    promises: Promises

    def promised(self, text: str, lang: Lang) -> list[str]:
        """Everything `text` says that no text may say. A question says nothing."""
        plain = _QUESTION.sub(" ", " ".join(text.replace("’", "'").split()))
        listed = self.promises.en if lang == "en" else self.promises.es
        return [
            f"says {found[0]!r} ({forbidden.why})"
            for forbidden in listed
            for pattern in forbidden.never
            if (found := _compiled(pattern).search(plain))
        ]

    @property
    def patterns(self) -> int:
        return sum(len(one.never) for listed in (self.promises.en, self.promises.es) for one in listed)


@dataclass(frozen=True)
class Review:
    """The rules of review. `fixed` sources vouch for their own day only."""

    file: ReviewFile
    fixed: frozenset[Source]


def load_review(root: Path, problems: list[Problem]) -> Review | None:
    """Read `review.yml`. None, with the reasons in `problems`, when it cannot be used."""
    loaded = load_model(ReviewFile, root / "data" / "policy" / "review.yml", root, problems)
    unread: list[Problem] = []  # whoever loads the statements tells what is wrong with their sources
    sources: Mapping[str, Source] | None = load_sources(root, unread)
    if loaded is None or sources is None:
        return None
    file, where = loaded
    for i, name in enumerate(file.fixed_sources):
        if name not in sources:
            line = where.line_of(("fixed_sources", i))
            problems.append(Problem(where.shown, line, f"fixed_sources: no source is called {name!r}"))
    return Review(file, frozenset(sources[name] for name in file.fixed_sources if name in sources))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
