"""Answers that do not go together, as `data/rulebook/contradictions.yml` lists them, with what is asked about them.

Knows that both questions exist and are read by the condition. Refuses to know which of two answers is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge.conditions import Condition, keys_of
from bot.knowledge.desk import Desk
from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Slug, Text, Words
from bot.knowledge.problems import Problem
from bot.knowledge.questions import Question


class ContradictionFile(Model):
    id: Text
    when: Any
    ask: tuple[Slug, Slug]
    says: Words


class ContradictionsFile(Model):
    contradictions: tuple[ContradictionFile, ...]


@dataclass(frozen=True)
class Contradiction:
    """While `when` holds, the answers to the two questions of `ask` do not go together; `says` asks which is right."""

    id: str
    when: Condition
    ask: tuple[str, str]
    says: Words


def load_contradictions(
    root: Path, questions: Mapping[str, Question], problems: list[Problem]
) -> tuple[Contradiction, ...]:
    """Read the file below `root`; a refused one is empty, with the reasons in `problems`."""
    loaded = load_model(ContradictionsFile, root / "data" / "rulebook" / "contradictions.yml", root, problems)
    if loaded is None:
        return ()
    file, where = loaded
    desk = Desk(where, questions, problems)
    if len({one.id for one in file.contradictions}) != len(file.contradictions):
        desk.complain(("contradictions",), "an id is written twice")
    return tuple(_contradictions(file, desk))


def _contradictions(file: ContradictionsFile, desk: Desk) -> Iterator[Contradiction]:
    for i, one in enumerate(file.contradictions):
        when = desk.read(one.when, ("contradictions", i, "when"))
        for key in one.ask:
            if key not in keys_of(when):
                desk.complain(("contradictions", i, "ask"), f"{key!r} is not read by `when`")
        yield Contradiction(one.id, when, one.ask, one.says)
