"""One slip of the finger set right, where that leads to a word that is listened for. Pure; knows only its two lists.

A word that people really use is never taken for another: `ordinary` holds those that stand one slip away from a word
that is listened for ("sitting" beside "hitting").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

SHORTEST = 5
"""Letters a word needs before a slip in it is looked for; in a shorter one every slip makes another word."""


@dataclass(frozen=True)
class Slips:
    """`listened` are the words to lead to, `ordinary` words that are what they are."""

    listened: frozenset[str]
    ordinary: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.listened

    def right(self, word: str) -> str:
        """The one listened-for word one slip away (a letter more, less, changed, or two swapped), or the word."""
        if len(word) < SHORTEST or word in self.listened or word in self.ordinary or not word.isalpha():
            return word
        near = {known for part in _parts(word) for known in self._by_part.get(part, ())}
        close = [known for known in near if known[0] == word[0] and _one_slip(known, word)]
        return close[0] if len(close) == 1 else word

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        """Each listened-for word, found by itself and by itself without any one letter."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.listened:
            if len(word) >= SHORTEST and word.isalpha():
                for part in set(_parts(word)):
                    found[part].append(word)
        return dict(found)


def _parts(word: str) -> Iterator[str]:
    yield word
    yield from (word[:i] + word[i + 1 :] for i in range(len(word)))


def _one_slip(a: str, b: str) -> bool:
    """Whether two words that share a part differ by one letter more, less or changed, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) != len(b):
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
