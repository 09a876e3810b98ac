"""The sentences Faro itself says, by key and language, with what is filled into them.

Knows `data/words/messages.yml`. Refuses to know when a sentence is said, and what stands behind {contacts} or {hours}.
"""

from __future__ import annotations

from pathlib import Path
from string import Formatter

from pydantic import model_validator

from bot.knowledge.loading import load_model
from bot.knowledge.models import LANGUAGES, Lang, Model, Slug, Words
from bot.knowledge.problems import KnowledgeError, Problem


class Sentence(Words):
    """One message. Every language of it names the same placeholders, as {name}."""

    @model_validator(mode="after")
    def _sameplaceholders(self) -> Sentence:
        named = {lang: sorted(placeholders(self.in_(lang))) for lang in LANGUAGES}
        if len({tuple(names) for names in named.values()}) > 1:
            raise ValueError(f"fills in different names: {named}")
        return self


class Messages(Model):
    """Every message by its key."""

    messages: dict[Slug, Sentence]

    def say(self, key: str, lang: Lang, **values: object) -> str:
        """The message `key`, filled in. Values it does not name are ignored; a name without a value is a KeyError."""
        return self.messages[key].in_(lang).format_map(values)

    def placeholders(self, key: str) -> frozenset[str]:
        """The names that `say` needs for the message `key`."""
        return placeholders(self.messages[key].en)


def read_messages(root: Path, problems: list[Problem]) -> Messages | None:
    """Read `data/words/messages.yml` below `root`; None, with the reasons in `problems`, when it is refused."""
    loaded = load_model(Messages, root / "data" / "words" / "messages.yml", root, problems)
    return loaded[0] if loaded else None


def load_messages(root: Path) -> Messages:
    """The messages alone. Raises KnowledgeError with every problem found in them."""
    problems: list[Problem] = []
    messages = read_messages(root, problems)
    if messages is None or problems:
        raise KnowledgeError(problems)
    return messages


def placeholders(text: str) -> frozenset[str]:
    """The names in braces. A brace without its partner is a ValueError, as a name that is no plain word is."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    if strange := sorted(name for name in names if not name.isidentifier()):
        raise ValueError(f"braces hold no plain name: {strange}")
    return frozenset(names)
