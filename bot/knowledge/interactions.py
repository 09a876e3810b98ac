"""How categories go together, as `data/rulebook/interactions.yml` lists it: when something is told, and what.

Knows that every condition can be read and every source exists. Refuses to know whose outcomes these are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from bot.knowledge.conditions import Condition
from bot.knowledge.desk import Desk
from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Slug, Source, Text, Words
from bot.knowledge.problems import Problem
from bot.knowledge.questions import Question

_Category = Literal["t", "u", "vawa", "sij", "cp"]
_Outcome = Literal["likely", "possible", "unlikely", "not_assessed"]


class InteractionFile(Model):
    id: Text
    fits: int = 0
    outcomes: Mapping[_Category, tuple[_Outcome, ...]] = Field(default_factory=dict)
    when: Any = "always"
    tell: Words
    cite: tuple[Text, ...] = Field(min_length=1)
    sources: tuple[Slug, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _not_told_to_everybody(self) -> InteractionFile:
        if not self.fits and not self.outcomes and self.when == "always":
            raise ValueError("needs `fits`, `outcomes` or `when`")
        return self


class InteractionsFile(Model):
    sources: dict[Slug, Source]
    interactions: tuple[InteractionFile, ...]


@dataclass(frozen=True)
class Interaction:
    """Told while at least `fits` categories fit, each of `outcomes` is one of those named, and `when` holds."""

    id: str
    fits: int
    outcomes: Mapping[_Category, tuple[_Outcome, ...]]
    when: Condition
    tell: Words
    cite: tuple[str, ...]


def load_interactions(
    root: Path, questions: Mapping[str, Question], problems: list[Problem]
) -> tuple[Interaction, ...]:
    """Read the file below `root`; a refused one is empty, with the reasons in `problems`."""
    loaded = load_model(InteractionsFile, root / "data" / "rulebook" / "interactions.yml", root, problems)
    if loaded is None:
        return ()
    file, where = loaded
    desk = Desk(where, questions, problems)
    if len({one.id for one in file.interactions}) != len(file.interactions):
        desk.complain(("interactions",), "an id is written twice")
    return tuple(_interactions(file, desk))


def _interactions(file: InteractionsFile, desk: Desk) -> Iterator[Interaction]:
    for i, one in enumerate(file.interactions):
        for name in sorted(set(one.sources) - file.sources.keys()):
            desk.complain(("interactions", i, "sources"), f"no source is called {name!r}")
        when = desk.read(one.when, ("interactions", i, "when"))
        yield Interaction(one.id, one.fits, one.outcomes, when, one.tell, one.cite)
