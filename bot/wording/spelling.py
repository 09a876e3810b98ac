"""A word typed with one slip, set right where that leads to a known word. Pure; knows only the words it is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

SHORTEST = 5
"""Letters a word needs before a slip in it is looked for; in a shorter one every slip makes another word."""


@dataclass(frozen=True)
class Speller:
    """Known words, with how often each is used."""

    known: Counter[str]

    def right(self, word: str) -> str:
        """The commonest known word that is one slip away (a letter more, less, changed or swapped), or the word."""
        if word in self.known or len(word) < SHORTEST or not word.isalpha():
            return word
        near = {known for part in (word, *_shorter(word)) for known in self._by_part.get(part, ())}
        close = [known for known in near if abs(len(known) - len(word)) <= 1 and known[0] == word[0]]
        return max(close, key=lambda known: (self.known[known], known), default=word)

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        """Each known word, found by itself and by itself without any one letter."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.known:
            if len(word) >= SHORTEST and word.isalpha():
                for part in {word, *_shorter(word)}:
                    found[part].append(word)
        return dict(found)


def _shorter(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))
