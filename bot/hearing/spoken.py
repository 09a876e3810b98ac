"""A typed message as plain words: small letters, no accents, shorthand spelled out, sentence by sentence.

Knows how people write on a phone. Refuses to know what any word means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.hearing.slips import Slips

Sentence = tuple[str, ...]
"""The words of one sentence."""

_JOINED = re.compile(r"['’`´]")
_ENDS = re.compile(r"[.!?¡¿;:\n\r…]+")
_READ = re.compile(r"[^\W_]+|[?!.,]")
_WORDS = re.compile(r"[^\W_]+")
_RUNS = re.compile(r"([^\W\d_])\1{2,}")


@dataclass(frozen=True)
class Speech:
    """Spells messages out. `tokens` maps a shorthand to the words it stands for, `accented` one with its accents on.

    `slips`, where given, sets words right that were typed with one slip.
    """

    tokens: Mapping[str, str]
    accented: Mapping[str, str]
    slips: Slips | None = field(default=None, repr=False)

    def sentences(self, text: str) -> tuple[Sentence, ...]:
        """The message as sentences of words; none for a text without a word."""
        parts = (tuple(self._spelled(part)) for part in _ENDS.split(_JOINED.sub("", text.casefold())))
        return tuple(part for part in parts if part)

    def read_aloud(self, text: str) -> str:
        """The message as one would read it out: small letters, shorthand spelled out, accents and marks left in."""
        parts = _READ.findall(_JOINED.sub("", text.casefold()))
        return " ".join(self.tokens.get(bare(part), part) for part in parts)

    def words(self, text: str) -> Sentence:
        """The message as one run of words."""
        return tuple(word for sentence in self.sentences(text) for word in sentence)

    def _spelled(self, part: str) -> Iterator[str]:
        for typed in _WORDS.findall(part):
            if typed in self._accented:
                yield from self._accented[typed]
                continue
            word = bare(typed)
            yield from self._tokens.get(word) or self._settled(word)

    def _settled(self, word: str) -> tuple[str, ...]:
        """The word with letters that were held down let go, and one slip of the finger set right."""
        single = _RUNS.sub(r"\1", word)
        if single in self._tokens:
            return self._tokens[single]
        if self.slips is None:
            return (single,)
        double = _RUNS.sub(r"\1\1", word)
        return (self.slips.right(double if double != single and double in self.slips else single),)

    @cached_property
    def _tokens(self) -> dict[str, tuple[str, ...]]:
        return {token: tuple(words.split()) for token, words in self.tokens.items()}

    @cached_property
    def _accented(self) -> dict[str, tuple[str, ...]]:
        return {unicodedata.normalize("NFC", token): tuple(words.split()) for token, words in self.accented.items()}


def bare(word: str) -> str:
    """The word without accents."""
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
