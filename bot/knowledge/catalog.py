"""Everything under `data/`, loaded together: refused whole, with every problem listed, or handed on as one value.

Knows where each kind of knowledge lies. Refuses to know what any of it means.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.knowledge.code_words import CodeWords, load_code_words
from bot.knowledge.danger import Dangers, load_dangers
from bot.knowledge.faq import Faq, load_faq
from bot.knowledge.helplines import Helplines, Paroles, load_parole
from bot.knowledge.messages import Messages, read_messages
from bot.knowledge.own_contacts import load_all_contacts
from bot.knowledge.policies import Policies, load_policies
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.reviews import Reviews, load_reviews
from bot.knowledge.rules import Rulebook
from bot.knowledge.safety import SafetyWords, load_safety_words
from bot.knowledge.safety_texts import SafetyLanguages, load_safety_languages
from bot.knowledge.screens import PROJECT, Screens, read_screens


@dataclass(frozen=True)
class Knowledge:
    """Everything a conversation draws on."""

    screens: Screens
    messages: Messages
    safety: SafetyWords
    dangers: Dangers
    policies: Policies
    helplines: Helplines
    paroles: Paroles
    faq: Faq
    safety_languages: SafetyLanguages
    reviews: Reviews
    code_words: CodeWords

    @property
    def rulebook(self) -> Rulebook:
        return self.screens.rulebook

    def is_reviewed(self, language: str) -> bool:
        """Whether a person has reviewed every string that can be said in this language."""
        return language not in self.reviews.unreviewed | self.helplines.unreviewed


@lru_cache(maxsize=4)
def load_knowledge(root: Path = PROJECT, own_contacts: Path | None = None) -> Knowledge:
    """All of it, checked, with an organisation's own contacts.

    Raises KnowledgeError with every problem in every file.
    """
    problems: list[Problem] = []
    policies, helplines = load_policies(root, problems), load_all_contacts(root, own_contacts, problems)
    paroles, dangers = load_parole(root, problems), load_dangers(root, problems)
    ids = {contact.id for contact in helplines.known} if helplines else None
    parts = (
        read_screens(root, problems),
        read_messages(root, problems),
        load_safety_words(root, problems),
        dangers,
        policies,
        helplines,
        paroles,
        load_faq(root, policies, helplines, paroles, problems),
        load_safety_languages(root, dangers, ids, problems),
        load_reviews(root, problems),
        load_code_words(root, problems),
    )
    if problems or None in parts:
        raise KnowledgeError(problems)
    return Knowledge(*parts)  # type: ignore[arg-type]  # none of them is None here


_in_use: list[Knowledge] = []


def use(knowledge: Knowledge) -> None:
    """Make this what everything in this process speaks from, Rasa's actions too, which nobody hands anything."""
    _in_use[:] = [knowledge]


def in_use() -> Knowledge:
    """What was put in use, or else what is shipped."""
    return _in_use[0] if _in_use else load_knowledge()
