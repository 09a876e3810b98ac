"""What a screening needs: the questions and the rulebook, loaded and checked together.

Knows where they lie. Refuses to know what any of it means.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.knowledge.interview_files import Interview, load_interview
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.rules import Rulebook, load_rulebook

PROJECT = Path(__file__).resolve().parents[2]
"""The folder that holds `data/`."""


@dataclass(frozen=True)
class Screens:
    """What a screening needs: the questions and the rulebook."""

    interview: Interview
    rulebook: Rulebook


@lru_cache(maxsize=4)
def load_screens(root: Path = PROJECT) -> Screens:
    """Questions and rulebook, checked. Raises KnowledgeError with every problem found in them."""
    problems: list[Problem] = []
    screens = read_screens(root, problems)
    if problems or screens is None:
        raise KnowledgeError(problems)
    return screens


def read_screens(root: Path, problems: list[Problem]) -> Screens | None:
    """Read both, adding every problem found; None when the rulebook is refused."""
    interview = load_interview(root, problems)
    rulebook = load_rulebook(root, interview.questions, problems)
    return None if rulebook is None else Screens(interview, rulebook)
