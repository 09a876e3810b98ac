"""How hard a sentence is to read: Flesch-Kincaid grade for English, Fernández-Huerta ease for Spanish.

Counts words, sentences and syllables by rule; close enough to compare sentences, not a dictionary. A legal name that
cannot be said otherwise (`names`) counts as one word of two syllables. Refuses to know what is too hard: tests decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.models import Lang

_NAME = "Ñame"  # what a legal name is counted as
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n+")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LIST_MARK = re.compile(r"^\s*(?:\d+\.|•)\s+", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")

_EN_EXCEPTIONS = {
    "anyone": 3, "area": 3, "business": 2, "client": 2, "every": 2, "everyone": 3, "everything": 3, "idea": 3,
    "quiet": 2, "safely": 2, "safer": 2, "safety": 2, "science": 2, "statement": 2, "trial": 2,
}  # fmt: skip
_EN_SILENT_END = re.compile(r"(?<=[^aeiouytd])ed$|(?<![sxzcg])(?<![cs]h)es$|(?<![^aeiouy]l)(?<=.)e$")
_EN_TWO_VOICED = re.compile(r"[aeiou]ing\b|[^aeiou]ying\b|[^tscgx]i[ao]|[^qg]ua")
_ES_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
_ES_VOWELS = re.compile(r"[aeiouáéíóúü]+(?:y\b)?|y\b")
_ES_STRONG = re.compile(r"[aeoáéóíú]")


@dataclass(frozen=True)
class Reading:
    """The counts behind a score."""

    words: int
    sentences: int
    syllables: int
    longest_sentence: int

    @property
    def flesch_kincaid(self) -> float:
        """School grade; lower is easier."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def fernandez_huerta(self) -> float:
        """Ease from 0 to 100; higher is easier."""
        return 206.84 - 60 * self.syllables / self.words - 1.02 * self.words / self.sentences


def read(text: str, lang: Lang, names: Iterable[str] = ()) -> Reading:
    """Count `text`. Placeholders in braces and `names` count as one short word each."""
    count = syllables_es if lang == "es" else syllables_en
    sentences = [words for part in sentences_of(text, names) if (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence] or [_NAME]
    return Reading(
        words=len(words),
        sentences=max(len(sentences), 1),
        syllables=sum(count(word) for word in words),
        longest_sentence=max((len(sentence) for sentence in sentences), default=0),
    )


def sentences_of(text: str, names: Iterable[str] = ()) -> list[str]:
    """The sentences of `text`, with names and placeholders already set to one short word."""
    text = _PLACEHOLDER.sub(_NAME, _LIST_MARK.sub("", text))
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _NAME, text, flags=re.IGNORECASE)
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def longest_word(text: str, lang: Lang, names: Iterable[str] = ()) -> tuple[str, int]:
    """The word of `text` with the most syllables, and how many it has."""
    count = syllables_es if lang == "es" else syllables_en
    words = [word for part in sentences_of(text, names) for word in WORD.findall(part)] or [_NAME]
    return max(((word, count(word)) for word in words), key=lambda pair: pair[1])


def syllables_en(word: str) -> int:
    if word == _NAME or any(letter.isdigit() for letter in word):
        return 2
    return sum(_part_en(part) for part in re.split(r"[^a-z]+", word.lower().replace("’", "").replace("'", "")) if part)


def _part_en(word: str) -> int:
    if word in _EN_EXCEPTIONS:
        return _EN_EXCEPTIONS[word]
    word = re.sub(r"^(some|home|life|safe)(?=.)", lambda found: found[0][:-1], word)
    voiced = re.findall(r"[aeiouy]+", re.sub(r"y(?=[aeiou])", "j", _EN_SILENT_END.sub("", word)))
    return max(1, len(voiced) + len(_EN_TWO_VOICED.findall(word)))


def syllables_es(word: str) -> int:
    if word == _NAME or any(letter.isdigit() for letter in word):
        return 2
    groups = _ES_VOWELS.findall(_ES_SILENT_U.sub("", word.lower()))
    return max(1, sum(max(1, len(_ES_STRONG.findall(group))) for group in groups))
