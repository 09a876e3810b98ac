"""A message as it was understood: a plain value between the language component and the dialogue. Loads no spaCy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.screening.answers import Value

ANSWER, UNCLEAR, FALLBACK = "answer", "unclear", "nlu_fallback"
OF_ANOTHER = "@other"
"""What the key of a fact ends in that holds where somebody answers for another person, and there alone."""


@dataclass(frozen=True)
class Understood:
    """One message, understood or not.

    `said` is `answer`, `not_sure`, `prefer_not`, the name of an intent, or `unclear`. `confidence` is the share of
    messages read this surely that were read rightly. `facts` are answers to other questions, told in the same breath.
    `plain`: the message is hardly more than a yes, a no or an "I don't know". `corrects`: it begins as one that puts
    something right does. `polarity`: it says hardly more than yes or no, whatever the question.
    """

    said: str
    value: Value | None = None
    confidence: float = 0.0
    facts: Mapping[str, Value] = field(default_factory=dict)
    plain: bool = False
    corrects: bool = False
    polarity: Literal["yes", "no"] | None = None

    def told_of(self, for_other: bool, key: str | None) -> Understood:
        """With the facts that hold where somebody answers for themselves, or for another; without one of `key`."""
        taken: dict[str, Value] = {}
        for name, value in self.facts.items():
            if for_other or not name.endswith(OF_ANOTHER):
                taken.setdefault(name.removesuffix(OF_ANOTHER), value)
        taken.pop(key or "", None)
        return replace(self, facts=taken)
