"""What the language component knows beside its examples: number words, and what plainly says yes, no or unsure.

Shapes of `data/language`. Refuses to know how it is used.
"""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Text
from bot.knowledge.problems import KnowledgeError, Problem


class NumberWords(Model):
    """`words` and `units` by their word; the rest are lists of words or phrases. Months are the unit of time."""

    words: dict[Text, int]
    units: dict[Text, float]
    halves: tuple[Text, ...]
    pairs: tuple[Text, ...]
    and_: tuple[Text, ...]
    ones: tuple[Text, ...]
    dozens: dict[Text, int]
    moments: dict[Text, int]
    vague: tuple[Text, ...]
    about: tuple[Text, ...]
    or_: tuple[Text, ...]
    nearly: tuple[Text, ...]
    speaking_of: tuple[Text, ...]
    not_ages: tuple[Text, ...]


class Openers(Model):
    """Words with which a message may begin that say yes, no or unsure, or that put something right; all languages.

    `besides` are words that may stand beside them and change nothing about them.
    """

    yes: tuple[Text, ...]
    no: tuple[Text, ...]
    unsure: tuple[Text, ...]
    corrects: tuple[Text, ...]
    besides: tuple[Text, ...]

    @property
    def by_kind(self) -> dict[str, tuple[str, ...]]:
        return {
            "yes": self.yes,
            "no": self.no,
            "unsure": self.unsure,
            "corrects": self.corrects,
            "besides": self.besides,
        }


class Fact(Model):
    """Words that, said at any question, tell the answer to another: `patterns` as in `bot.hearing.patterns`.

    `of_another`: they tell it where somebody answers for another person, and there alone.
    """

    key: Text
    value: Text
    patterns: tuple[Text, ...]
    of_another: bool = False


class Facts(Model):
    facts: tuple[Fact, ...]


def load_language(root: Path) -> tuple[NumberWords, Openers, Facts]:
    """All of `data/language`. Raises KnowledgeError with every problem."""
    problems: list[Problem] = []
    folder = root / "data" / "language"
    numbers = load_model(NumberWords, folder / "numbers.yml", root, problems)
    openers = load_model(Openers, folder / "openers.yml", root, problems)
    facts = load_model(Facts, folder / "facts.yml", root, problems)
    if problems or numbers is None or openers is None or facts is None:
        raise KnowledgeError(problems)
    return numbers[0], openers[0], facts[0]
