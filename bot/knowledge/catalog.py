"""Everything under `data/`, loaded together: refused whole, with every problem listed, or handed on as one value.

Knows where each kind of knowledge lies. Refuses to know what any of it means.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.knowledge.faq import Faq, load_faq
from bot.knowledge.helplines import Helplines, Paroles, load_contacts, load_parole
from bot.knowledge.messages import Messages, read_messages
from bot.knowledge.policies import Policies, load_policies
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.rules import Rulebook
from bot.knowledge.safety import SafetyWords, load_safety_words
from bot.knowledge.screens import PROJECT, Screens, read_screens


@dataclass(frozen=True)
class Knowledge:
    """Everything a conversation draws on."""

    screens: Screens
    messages: Messages
    safety: SafetyWords
    policies: Policies
    helplines: Helplines
    paroles: Paroles
    faq: Faq

    @property
    def rulebook(self) -> Rulebook:
        return self.screens.rulebook


@lru_cache(maxsize=4)
def load_knowledge(root: Path = PROJECT) -> Knowledge:
    """All of it, checked. Raises KnowledgeError with every problem in every file."""
    problems: list[Problem] = []
    policies, helplines = load_policies(root, problems), load_contacts(root, problems)
    paroles = load_parole(root, problems)
    parts = (
        read_screens(root, problems),
        read_messages(root, problems),
        load_safety_words(root, problems),
        policies,
        helplines,
        paroles,
        load_faq(root, policies, helplines, paroles, problems),
    )
    if problems or None in parts:
        raise KnowledgeError(problems)
    return Knowledge(*parts)  # type: ignore[arg-type]  # none of them is None here
