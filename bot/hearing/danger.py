"""Danger heard in typed words, by patterns: which kind, and in which language it was told. First kind that matches.

Pure and quick: no model, no Rasa, no spaCy, no database. Keeps nothing of what it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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


_Said = list[tuple[str, frozenset[str]]]
"""Sentences, each with its words."""


@dataclass(frozen=True)
class _Language:
    """Listens by itself, and spells shorthand and slips out as its own words: none makes another deaf or jumpy."""

    name: str
    speech: Speech
    listened: frozenset[str]
    calm: tuple[Pattern, ...]
    blocks: dict[DangerClass, tuple[_Block, ...]]

    def read(self, text: str) -> _Said:
        """The message as this language understands it."""
        calm = [self.calmed(line(words)) for words in self.speech.sentences(text)]
        return [(sentence, frozenset(sentence.split())) for sentence in calm]

    def hears(self, kind: DangerClass, said: _Said) -> bool:
        blocks = self.blocks.get(kind, ())
        return any(block.holds(line_, words, alone=len(said) == 1) for line_, words in said for block in blocks)

    def knows(self, text: str) -> int:
        """How many of the words, as they were typed, it listens for."""
        return sum(word in self.listened for word in replace(self.speech, slips=None).words(text))

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

    def heard(self, text: str, speaking: str = "") -> Alarm | None:
        """The first kind of danger that the words tell of, or None.

        Where several languages hear it, it was told in the one that knows most of the words as they were typed; of
        those that know as many, in the one the person is `speaking`.
        """
        told = [(language, language.read(text)) for language in self._languages]
        for kind in CLASSES:
            if hearing := [language for language, said in told if language.hears(kind, said)]:
                return Alarm(kind, max(hearing, key=lambda one: (one.knows(text), one.name == speaking)).name)
        return None

    @cached_property
    def _languages(self) -> tuple[_Language, ...]:
        words = {one.language: vocabulary(one.patterns, one.groups) for one in self.dangers.languages}
        every = self.dangers.ordinary.union(*words.values())
        return tuple(_compiled(one, words[one.language], every, self.dangers) for one in self.dangers.languages)


def _compiled(
    language: SpokenDanger, listened: frozenset[str], ordinary: frozenset[str], dangers: Dangers
) -> _Language:
    """`ordinary` are words that are no slip of another, those of every language among them."""

    def patterns(written: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(one, language.groups) for one in written)

    def block(told: Told) -> _Block:
        unless = patterns([f"{{{name}}}" for name in told.unless])
        return _Block(patterns(told.heard), unless, told.whole)

    blocks = {kind: tuple(map(block, told)) for kind, told in language.classes.items()}
    spelling = dangers.spelled(language)
    speech = Speech(spelling.tokens, spelling.accented, Slips(listened, ordinary))
    return _Language(language.language, speech, listened, patterns(language.calm), blocks)
