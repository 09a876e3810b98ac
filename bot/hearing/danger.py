"""Danger heard in typed words, by patterns: which kind, and in which language it was told. First kind that matches.

Pure and quick: no model, no Rasa, no spaCy, no database. Keeps nothing of what it reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.hearing.patterns import Pattern, compile_pattern, line, vocabulary
from bot.hearing.slips import Slips
from bot.hearing.spoken import Speech
from bot.knowledge.danger import CLASSES, DangerClass, Dangers, SpokenDanger, Told


@dataclass(frozen=True)
class Alarm:
    """What was heard, and the language whose words told it, where that is known."""

    kind: DangerClass
    language: str | None


@dataclass(frozen=True)
class _Block:
    """The patterns of one `Told`, compiled."""

    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    whole: bool

    def holds(self, said: str, words: frozenset[str], *, alone: bool) -> bool:
        if self.whole and not alone:
            return False
        found = any(pattern.search(said, words) for pattern in self.patterns)
        return found and not any(pattern.search(said, words) for pattern in self.unless)


@dataclass(frozen=True)
class _Language:
    name: str
    calm: tuple[Pattern, ...]
    blocks: dict[DangerClass, tuple[_Block, ...]]

    def calmed(self, said: str) -> str:
        """The sentence with what only sounds like danger taken out of it."""
        words = frozenset(said.split())
        for pattern in self.calm:
            if not pattern.needs or not pattern.needs.isdisjoint(words):
                said = pattern.regex.sub("| ", said)
        return said


@dataclass(frozen=True)
class DangerListener:
    """Listens in every language at once."""

    dangers: Dangers

    def heard(self, text: str) -> Alarm | None:
        """The first kind of danger that the words tell of, or None."""
        sentences = [line(words) for words in self._speech.sentences(text)]
        alone = len(sentences) == 1
        told = [(language, list(_calmed(language, sentences))) for language in self._languages]
        for kind in CLASSES:
            for language, said in told:
                blocks = language.blocks.get(kind, ())
                if any(block.holds(line_, words, alone=alone) for line_, words in said for block in blocks):
                    return Alarm(kind, language.name)
        return None

    @cached_property
    def _languages(self) -> tuple[_Language, ...]:
        return tuple(_compiled(language) for language in self.dangers.languages)

    @cached_property
    def _speech(self) -> Speech:
        spoken = self.dangers.languages
        listened = frozenset(word for one in spoken for word in vocabulary(one.patterns, one.groups))
        spelling = self.dangers.spelling
        return Speech(spelling.tokens, spelling.accented, Slips(listened, self.dangers.ordinary))


def _calmed(language: _Language, sentences: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for sentence in sentences:
        calm = language.calmed(sentence)
        yield calm, frozenset(calm.split())


def _compiled(language: SpokenDanger) -> _Language:
    def patterns(written: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(one, language.groups) for one in written)

    def block(told: Told) -> _Block:
        unless = patterns([f"{{{name}}}" for name in told.unless])
        return _Block(patterns(told.heard), unless, told.whole)

    blocks = {kind: tuple(map(block, told)) for kind, told in language.classes.items()}
    return _Language(language.language, patterns(language.calm), blocks)
