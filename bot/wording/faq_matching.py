"""Which frequent question a typed text is, if it plainly is one: by shared runs of letters, in any language at once.

Every question and every way of asking it is a bag of letter runs (3 to 5 long, within words), words, and things meant,
weighed by how rare they are; a text is as near to a question as to the nearest way of asking it. What does not sound
like a question has to be nearer. Pure; keeps nothing of a text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log, sqrt

from bot.knowledge.faq import Entry, Faq
from bot.knowledge.models import LANGUAGES
from bot.wording.matching import plain
from bot.wording.spelling import Speller

ASKED = (0.4, 0.04)
"""How near a question must be, and by how much nearer than any other, for a text that sounds like a question."""
TOLD = (0.58, 0.12)
"""The same for a text that does not, but names what only these questions are about."""
ELSE = (0.9, 0.15)
"""The same for any other text: it may well be the answer to what was asked."""
PLAIN = 0.8
"""How near a question must be for the text to be nothing else."""
_OTHER = ""
_RUNS = (3, 4, 5)
_WEIGHTS = {"#": 7.0, "@": 4.5, "=": 1.0, "+": 1.0}
_GRAM = 0.6
_NOT_WORDS = re.compile(r"[^\w\s.-]+|(?<!\d)[.](?!\d)|(?<![\di])-|-(?!\d)")

Bag = dict[str, float]


@dataclass(frozen=True)
class Match:
    """The nearest question, how near it is (0 to 1), by how much nearer than the next, and what of both is enough."""

    name: str
    score: float
    margin: float
    needed: tuple[float, float]

    @property
    def is_sure(self) -> bool:
        score, margin = self.needed
        return self.name != _OTHER and self.score >= score and self.margin >= margin

    @property
    def is_plain(self) -> bool:
        """Hardly other words than a known way of asking it."""
        return self.is_sure and self.score >= PLAIN


@dataclass(frozen=True)
class Matcher:
    """Knows every way of asking; says which question a text is nearest to."""

    faq: Faq

    def nearest(self, text: str) -> Match | None:
        """The best match, sure or not; None for a text that shares nothing with any question."""
        near: defaultdict[int, float] = defaultdict(float)
        features = self._features(_said(text, self._speller))
        for feature, weight in self._weighed(features).items():
            for phrase, other in self._postings.get(feature, ()):
                near[phrase] += weight * other
        best: dict[str, float] = {}
        for phrase, score in near.items():
            name = self._phrases[phrase][0]
            best[name] = max(best.get(name, 0.0), score)
        if not best:
            return None
        first, second = sorted([*best.values(), 0.0], reverse=True)[:2]
        return Match(max(best, key=best.__getitem__), first, first - second, self._needed(text, features))

    def sure(self, text: str) -> str | None:
        """The question that `text` plainly is."""
        found = self.nearest(text)
        return found.name if found and found.is_sure else None

    def asks(self, text: str) -> bool:
        """Whether `text` sounds like a question."""
        return self._asks(text)

    @cached_property
    def _phrases(self) -> tuple[tuple[str, Counter[str]], ...]:
        other = self.faq.words.other
        ways = [(_OTHER, words) for words in (*other.en, *other.es)]
        ways += [(entry.id, words) for entry in self.faq.entries.values() for words in _ways(entry)]
        return tuple((name, self._features(_said(words))) for name, words in ways)

    @cached_property
    def _speller(self) -> Speller:
        """Knows every word of every way of asking."""
        words: Counter[str] = Counter()
        for _, features in self._phrases:
            words.update(feature[1:] for feature in features if feature[0] == "=")
        return Speller(words)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        seen = Counter(feature for _, features in self._phrases for feature in features)
        return {feature: log((1 + len(self._phrases)) / (1 + count)) + 1 for feature, count in seen.items()}

    @cached_property
    def _postings(self) -> dict[str, list[tuple[int, float]]]:
        """For each feature, the phrases that hold it and its weight there."""
        found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (_, features) in enumerate(self._phrases):
            for feature, weight in self._weighed(features).items():
                found[feature].append((number, weight))
        return dict(found)

    def _weighed(self, features: Counter[str]) -> Bag:
        """Weights of unit length. What no way of asking holds counts as rarest, so that other talk is far from all."""
        rarest = log(1 + len(self._phrases)) + 1
        bag = {
            feature: (1 + log(count)) * self._rarity.get(feature, rarest) * _WEIGHTS.get(feature[0], _GRAM)
            for feature, count in features.items()
        }
        length = sqrt(sum(weight * weight for weight in bag.values())) or 1.0
        return {feature: weight / length for feature, weight in bag.items()}

    def _features(self, said: str) -> Counter[str]:
        """Words, pairs of neighbours, runs of letters within a word with its edges marked, and the things meant."""
        words = said.split()
        found = Counter(f"={word}" for word in words)
        for word in words:
            edged = f" {word} "
            found.update(edged[i : i + n] for n in _RUNS for i in range(len(edged) - n + 1))
        found.update(f"+{a} {b}" for a, b in pairwise(words))
        found.update(name for name, pattern in self._meanings if pattern.search(said))
        return found

    @cached_property
    def _meanings(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        words = self.faq.words
        topics = [(f"#{name}", _any_of(listed)) for name, listed in words.topics.items()]
        return (*topics, *((f"@{name}", _any_of(listed)) for name, listed in words.same.items()))

    def _needed(self, text: str, features: Counter[str]) -> tuple[float, float]:
        if self._asks(text):
            return ASKED
        named = self.faq.words.told
        return TOLD if any(name[0] == "#" or (name[0] == "@" and name[1:] in named) for name in features) else ELSE

    def _asks(self, text: str) -> bool:
        """Whether a text has a question mark, opens as questions do, or holds words that only a question has."""
        openings, within = self._questions
        said = _said(text, self._speller)
        return "?" in text or bool(openings.match(said) or within.search(said))

    @cached_property
    def _questions(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        asking, within = self.faq.words.asking, self.faq.words.within
        return _any_of([*asking.en, *asking.es]), _any_of([*within.en, *within.es])


def _ways(entry: Entry) -> Iterator[str]:
    for lang in LANGUAGES:
        yield entry.question.in_(lang)
        yield from entry.asked_as.in_(lang)


def _said(text: str, speller: Speller | None = None) -> str:
    """Small letters, no accents, words with one space between; marks go, but for those inside a number or a name."""
    words = _NOT_WORDS.sub(" ", plain(text).replace("'", "").replace("’", "")).split()
    return " ".join(words if speller is None else map(speller.right, words))


def _any_of(listed: Iterable[str]) -> re.Pattern[str]:
    """Any of these words or phrases, whole; one that ends in * with any ending."""
    parts = (re.escape(plain(one.rstrip("*"))) + (r"\w*" if one.endswith("*") else "") for one in listed)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
