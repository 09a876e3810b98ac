"""Which strings a person has reviewed: a ledger of who read which text, in what role and when, by the text's digest.

A review is of a text as it stood; an edit makes it unreviewed again by itself. Knows `data/words/reviews.yml`. Refuses
to know the day, and to take a file's own word for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Day
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.knowledge.danger import Language
from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Text
from bot.knowledge.problems import Problem
from bot.knowledge.strings import WordString, strings, strings_of
from bot.knowledge.yaml_source import YamlFile

Rule = Literal["authors", "ledger"]
State = Literal["reviewed", "unreviewed"]


class Review(Model):
    """One reading of one string: its place, its language, who read it in what role, the day, the text's digest."""

    where: Annotated[str, StringConstraints(pattern=r"^data/[^#]+\.yml#.+$")]
    language: Language
    by: Text
    role: Text
    on: Day
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Ledger(Model):
    """`authors` are languages whose texts count as reviewed by who writes them. `first` are places to review first."""

    authors: tuple[Language, ...]
    left_out: tuple[Text, ...]
    first: tuple[Text, ...]
    reviews: tuple[Review, ...] = Field(default=())


@dataclass(frozen=True)
class Reviews:
    """The ledger, and the languages of which Faro can say a string that nobody has reviewed."""

    ledger: Ledger
    unreviewed: frozenset[str] = field(default=frozenset())

    def state(self, string: WordString) -> State:
        if string.language in self.ledger.authors:
            return "reviewed"
        return "reviewed" if (string.where, string.language, string.digest) in self._read else "unreviewed"

    def comes_first(self, string: WordString) -> bool:
        """Whether it is about safety, consent or the law, and so to be reviewed before all others."""
        return self._turn(string) < len(self.ledger.first)

    def listed(self, root: Path, problems: list[Problem]) -> list[WordString]:
        """Every string there is, those to be reviewed first before the others."""
        return sorted(strings(root, self.ledger.left_out, problems), key=self._turn)

    def _turn(self, string: WordString) -> int:
        """Its turn among the places to be reviewed first; all others come behind them."""
        matching = (i for i, place in enumerate(self.ledger.first) if fnmatchcase(string.where, place))
        return next(matching, len(self.ledger.first))

    @cached_property
    def _read(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((one.where, one.language, one.digest) for one in self.ledger.reviews)


def load_reviews(root: Path, problems: list[Problem]) -> Reviews | None:
    """Read the ledger. None, with the reasons in `problems`, when it cannot be used."""
    loaded = load_model(Ledger, root / "data" / "words" / "reviews.yml", root, problems)
    if loaded is None:
        return None
    ledger, where = loaded
    found = list(_dangling(ledger, where, root))
    problems.extend(found)
    return None if found else Reviews(ledger, _unreviewed(Reviews(ledger), root))


def _unreviewed(reviews: Reviews, root: Path) -> frozenset[str]:
    """Files that cannot be read are for those who load them to complain about."""
    said = (one for one in strings(root, reviews.ledger.left_out, []) if not one.heard)
    return frozenset(one.language for one in said if reviews.state(one) == "unreviewed")


def _dangling(ledger: Ledger, where: YamlFile, root: Path) -> Iterator[Problem]:
    """Reviews of places that are not there, and one review written twice."""
    files = {one.where.partition("#")[0] for one in ledger.reviews}
    there = {(s.where, s.language) for file in files for s in strings_of(root / file, root, [])}
    for i, one in enumerate(ledger.reviews):
        line = where.line_of(("reviews", i))
        if (one.where, one.language) not in there:
            yield Problem(where.shown, line, f"reviews: no string in {one.language!r} stands at {one.where}")
        if one in ledger.reviews[:i]:
            yield Problem(where.shown, line, f"reviews: {one.where} stands here twice")
