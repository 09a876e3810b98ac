"""The words around the law on the page of rules by date, from `data/words/policy_page.yml`.

Knows which words that page needs. Refuses to know what they say.
"""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.loading import load_model
from bot.knowledge.models import Lang, Model, Words
from bot.knowledge.policy_shapes import Situation
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.rules import Category


class PolicyPageWords(Model):
    """A missing or unknown key is refused on load."""

    title: Words
    intro: Words
    limits: Words
    day: Words
    day_form: Words
    category: Words
    situation: Words
    every_category: Words
    every_situation: Words
    show: Words
    unreadable: Words
    past: Words
    now: Words
    categories: dict[Category, Words]
    situations: dict[Situation, Words]
    last_checked: Words
    never_checked: Words
    where_from: Words
    own_date: Words
    undated: Words
    unchanging: Words
    limited: Words
    table: Words
    what: Words
    change: Words

    def in_(self, lang: Lang) -> dict[str, str]:
        """Every single text in one language, by key."""
        texts = ((key, getattr(self, key)) for key in type(self).model_fields)
        return {key: text.in_(lang) for key, text in texts if isinstance(text, Words)}


def load_policy_page_words(root: Path) -> PolicyPageWords:
    """Read `data/words/policy_page.yml` under `root`. Raises KnowledgeError with every problem in it."""
    problems: list[Problem] = []
    loaded = load_model(PolicyPageWords, root / "data" / "words" / "policy_page.yml", root, problems)
    if loaded is None:
        raise KnowledgeError(problems)
    return loaded[0]
