"""The sentences Faro itself says, by key and language, with what is filled into them.

Knows `data/words/messages.yml`. Refuses to know when a sentence is said, and what stands behind {contacts} or {hours}.
"""

from __future__ import annotations

from pathlib import Path
from string import Formatter

from pydantic import model_validator

from bot.knowledge.loading import load_model
from bot.knowledge.models import LANGUAGES, Lang, Model, Slug, Told, Words
from bot.knowledge.problems import KnowledgeError, Problem


class Sentence(Words):
    """One sentence with names to fill in, as {name}. Every way to say it names the same ones."""

    @model_validator(mode="after")
    def _same_placeholders(self) -> Sentence:
        said = {f"{way}{lang}": words.in_(lang) for way, words in self._ways.items() for lang in LANGUAGES}
        named = {name: sorted(placeholders(text)) for name, text in said.items()}
        if len({tuple(names) for names in named.values()}) > 1:
            raise ValueError(f"fills in different names: {named}")
        return self

    @property
    def _ways(self) -> dict[str, Words]:
        return {"": self}


class Saying(Told, Sentence):
    """One message, which may be said otherwise to somebody who answers for another."""

    @property
    def _ways(self) -> dict[str, Words]:
        return {"": self, "other.": self.other} if self.other else {"": self}


class Messages(Model):
    """Every message by its key."""

    messages: dict[Slug, Saying]

    def say(self, key: str, lang: Lang, *, for_other: bool = False, **values: object) -> str:
        """The message `key`, filled in, as it is said to the person or to somebody who answers for them.

        Values it does not name are ignored; a name without a value is a KeyError.
        """
        return self.messages[key].in_(lang, for_other=for_other).format_map(values)

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
