"""What makes a text in any language unfit to be said in danger: too hard, wrong words, something filled in that is not.

Measures words a sentence and letters a word, which hold for every language written with letters and spaces. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.knowledge.messages import placeholders
from bot.knowledge.models import Model, Slug, Text
from bot.knowledge.plain_words import phrase
from bot.knowledge.reading_level import WORD, sentences_of

_NUMBER = re.compile(r"\d{3,}")
_EMERGENCY = "911"
WORDS_TO_SCORE = 8
"""Shorter than this, an average of letters says nothing."""


class Asked(Model):
    """A text that is needed: the names it `fills` in, whether numbers stand `first`, and what it `means` in English."""

    fills: tuple[Slug, ...] = ()
    first: bool = False
    means: Text


class Limits(Model):
    words_a_sentence: int
    letters_a_word: float
    longest_word: int


def faults(text: str, asked: Asked, limits: Limits, never: Mapping[str, str]) -> Iterator[str]:
    """Everything wrong with one text."""
    try:
        named = placeholders(text)
    except ValueError as error:
        yield str(error)
        return
    if named != frozenset(asked.fills):
        yield f"fills in {_listed(named)}, not {_listed(asked.fills)}"
    yield from _numbers(text, asked)
    yield from (f"says {words!r} ({why})" for words, why in never.items() if phrase(words).search(text))
    yield from _too_hard(text, limits)


def _numbers(text: str, asked: Asked) -> Iterator[str]:
    if asked.first and _EMERGENCY not in text.split("\n\n", 1)[0]:
        yield f"does not say {_EMERGENCY} before anything else"
    if asked.first and len(text.split("\n\n")) < 2:
        yield "asks nothing after the numbers; an empty line parts the two"
    if own := [number for number in _NUMBER.findall(text) if number not in (_EMERGENCY, "988")]:
        yield f"holds a number of its own ({', '.join(own)}); numbers come from the contacts"


def _too_hard(text: str, limits: Limits) -> Iterator[str]:
    for sentence in sentences_of(text):
        words = WORD.findall(sentence)
        if len(words) > limits.words_a_sentence:
            yield f"a sentence of {len(words)} words, over {limits.words_a_sentence}"
    words = WORD.findall(re.sub(r"\{\w+\}", "", text))
    if long := [word for word in words if len(word) > limits.longest_word]:
        yield f"{long[0]!r} is a long word"
    average = sum(map(len, words)) / len(words) if words else 0.0
    if len(words) >= WORDS_TO_SCORE and average > limits.letters_a_word:
        yield f"{average:.1f} letters a word, over {limits.letters_a_word}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(f"{{{name}}}" for name in names)) or "nothing"
