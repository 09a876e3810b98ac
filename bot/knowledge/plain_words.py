"""Whether a text is plain: short sentences, easy words, nothing that blames, judges or promises. Limits are data.

Knows `data/words/plain.yml` and `reading_level`. Refuses to know which texts there are; it is handed one at a time.
"""

from __future__ import annotations

import re
from pathlib import Path

from bot.knowledge.loading import load_model
from bot.knowledge.models import Lang, Model, Text
from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.reading_level import Reading, longest_word, read, sentences_of

_LISTED = re.compile(r"^(?:\s*(?:\d+\.|•)\s.*|\s*\{\w+\}\s*)$", re.MULTILINE)  # items of a list, filled-in lines


class Syllables(Model):
    en: int
    es: int


class Limits(Model):
    grade_en: float
    median_grade_en: float
    ease_es: float
    median_ease_es: float
    words_a_sentence: int
    sentences_a_paragraph: int
    letters_a_label: int
    words_to_score: int
    syllables_a_word: Syllables


class ReasonedWords(Model):
    """In each language, a word or phrase and the reason why it is listed."""

    en: dict[Text, Text]
    es: dict[Text, Text]

    def in_(self, lang: Lang) -> dict[str, str]:
        return self.en if lang == "en" else self.es


class PlainWords(Model):
    """The limits of plain speech, and every way a text breaks them."""

    limits: Limits
    names: ReasonedWords
    never: ReasonedWords

    def reading(self, text: str, lang: Lang) -> Reading:
        return read(text, lang, self.names.in_(lang))

    def is_scored(self, text: str, lang: Lang) -> bool:
        """Whether `text` is long enough for a reading formula to mean anything."""
        return self.reading(text, lang).words >= self.limits.words_to_score

    def faults(self, text: str, lang: Lang) -> list[str]:
        """Everything that makes `text` other than plain; empty when nothing does."""
        return [*self._said(text, lang), *self._too_hard(text, lang), *self._too_long(text, lang)]

    def label_faults(self, text: str, lang: Lang) -> list[str]:
        """As `faults`, for the words on a button: no formula scores them, so no word of them may be long."""
        letters = self.limits.letters_a_label
        too_long = [f"{len(text)} letters, over {letters}"] if len(text) > letters else []
        return [*self._said(text, lang), *self._long_word(text, lang), *too_long]

    def _said(self, text: str, lang: Lang) -> list[str]:
        plain = " ".join(text.replace("’", "'").split())
        never = self.never.in_(lang)
        return [f"says {words!r} ({why})" for words, why in never.items() if phrase(words).search(plain)]

    def _too_hard(self, text: str, lang: Lang) -> list[str]:
        reading, limits = self.reading(text, lang), self.limits
        if not self.is_scored(text, lang):
            return self._long_word(text, lang)
        if lang == "en" and reading.flesch_kincaid > limits.grade_en:
            return [f"grade {reading.flesch_kincaid:.1f}, over {limits.grade_en}"]
        if lang == "es" and reading.fernandez_huerta < limits.ease_es:
            return [f"ease {reading.fernandez_huerta:.0f}, under {limits.ease_es:.0f}"]
        return []

    def _long_word(self, text: str, lang: Lang) -> list[str]:
        word, syllables = longest_word(text, lang, self.names.in_(lang))
        limit = self.limits.syllables_a_word
        return [f"{word!r} is a long word"] if syllables > (limit.en if lang == "en" else limit.es) else []

    def _too_long(self, text: str, lang: Lang) -> list[str]:
        names, limits = self.names.in_(lang), self.limits
        longest = self.reading(text, lang).longest_sentence
        paragraphs = [len(sentences_of(part, names)) for part in re.split(r"\n\s*\n", _LISTED.sub("", text))]
        return [
            *([f"a sentence of {longest} words"] if longest > limits.words_a_sentence else []),
            *([f"{max(paragraphs)} sentences at once"] if max(paragraphs) > limits.sentences_a_paragraph else []),
        ]


def load_plain_words(root: Path) -> PlainWords:
    """Read `data/words/plain.yml` below `root`. Raises KnowledgeError."""
    problems: list[Problem] = []
    loaded = load_model(PlainWords, root / "data" / "words" / "plain.yml", root, problems)
    if loaded is None:
        raise KnowledgeError(problems)
    return loaded[0]


def phrase(words: str) -> re.Pattern[str]:
    """Where a word or phrase stands in a text; one that ends in * takes any ending."""
    ending = "" if words.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(words.rstrip('*'))}{ending}", re.IGNORECASE)
