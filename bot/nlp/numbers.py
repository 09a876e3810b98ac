"""Whole numbers in words: ages in years, lengths of time in months. A text from which no one number follows gives None.

Pure. Works on plain words (small, without accents); the words themselves are `data/language/numbers.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.hearing.slips import Slips
from bot.knowledge.language import NumberWords

_FRACTION = re.compile(r"(?:(\d+) )?1/2")
_DECIMAL = re.compile(r"(\d+)[.,](\d)\b")
_UNIT_GLUED = re.compile(r"(\d)([a-z])")
_NEIGHBOURS = (
    "tears",
    "years",
    "early",
    "yearly",
    "weekly",
    "monthly",
    "menos",
    "mesas",
    "diana",
    "tener",
    "there",
    "these",
)
"""Words one slip away from a number word or a unit, that are themselves."""
TENS = range(20, 100, 10)


def opened(text: str) -> str:
    """A text with "2.5" as "2 and half" and "3yrs" as "3 yrs", before it is cut into words."""
    text = _FRACTION.sub(lambda found: f"{found[1]} and half" if found[1] else "half", text)
    return _UNIT_GLUED.sub(r"\1 \2", _DECIMAL.sub(lambda found: _half(found[1], found[2]), text))


def _half(whole: str, tenth: str) -> str:
    return f"{whole} and half" if tenth == "5" else whole


@dataclass(frozen=True)
class _Found:
    """A number and where it stands: words `start` to `end`, the end not included."""

    value: float
    start: int
    end: int


@dataclass(frozen=True)
class Numbers:
    """Reads numbers out of words."""

    known: NumberWords

    def spelled(self, words: Sequence[str]) -> list[str]:
        """The words with number words and units that were typed with one slip set right."""
        return [self._slips.right(word) for word in words]

    def months(self, words: Sequence[str]) -> int | None:
        """A length of time in whole months, rounded down; a bare number is months."""
        said = f" {' '.join(words)} "
        if moments := [value for phrase, value in self._moments if f" {phrase} " in said]:
            return moments[0]
        if self._is_vague(words) or self._joined_by_or(words, list(self._numbers(words))):
            return None
        if spans := list(self._times(words)):
            return int(sum(spans) + 0.05)
        found = list(self._numbers(words))
        return int(found[0].value) if len(found) == 1 else None

    def age(self, words: Sequence[str]) -> int | None:
        """An age in whole years: the only number, or the one that the words speak of."""
        if self._is_vague(words):
            return None
        found = [one for one in self._numbers(words) if self._may_be_age(words, one)]
        meant = [one for one in found if self._spoken_of(words, one)] or found
        if len(meant) > 1 and self._nearly(words[meant[0].end : meant[1].start]):
            meant = meant[:1]  # "15, almost 16"
        if not meant or (
            len(meant) > 1 and len({one.value for one in found}) > 1 and not self._spoken_of(words, meant[0])
        ):
            return None
        if self._joined_by_or(words, found):
            return None
        return int(meant[0].value) - self._nearly(words[: meant[0].start])

    def _nearly(self, words: Sequence[str]) -> bool:
        said = f" {' '.join(words)} "
        return any(f" {phrase} " in said for phrase in self.known.nearly)

    def _times(self, words: Sequence[str]) -> Iterator[float]:
        """Each "number unit", with "and a half" after it."""
        known = self.known
        for at, word in enumerate(words):
            unit = known.units.get(word)
            if unit is None:
                continue
            before = words[max(0, at - 4) : at]
            amount = self._amount(before)
            if amount is None and self._goes_on(words, at + 1):
                amount = 1.0
            after = list(words[at + 1 : at + 4])
            half = len(after) > 1 and after[0] in known.and_ and any(word in known.halves for word in after[1:])
            if amount is None and not half:
                continue
            yield ((1.0 if amount is None else amount) + (0.5 if half else 0)) * unit

    def _goes_on(self, words: Sequence[str], at: int) -> bool:
        """Whether "and three months" follows: then the unit before it, without a number, is one."""
        following = words[at : at + 3]
        return (
            len(following) == 3
            and following[0] in self.known.and_
            and self._value(following[1]) is not None
            and (following[2] in self.known.units)
        )

    def _amount(self, before: Sequence[str]) -> float | None:
        """The number that ends where a unit begins."""
        known, words = self.known, [word for word in before if word not in ("of", "de")]
        if not words:
            return None
        if words[-1] in known.pairs:
            return 2.0
        if words[-1] in known.halves or (len(words) > 1 and words[-2] in known.halves and words[-1] in known.ones):
            rest = [word for word in words if word not in (*known.halves, *known.and_, *known.ones)]
            whole = self._last_number(rest)
            return 0.5 if whole is None else whole + 0.5
        if words[-1] in known.ones:
            return 1.0
        return self._last_number(words)

    def _last_number(self, words: Sequence[str]) -> float | None:
        found = list(self._numbers(words))
        return found[-1].value if found and found[-1].end == len(words) else None

    def _numbers(self, words: Sequence[str]) -> Iterator[_Found]:
        """Numbers in digits or words, "twenty five" and "treinta y cinco" as one."""
        at = 0
        while at < len(words):
            value = self._value(words[at])
            if value is None or (words[at] in self.known.ones and words[at] != "one" and len(words) > 1):
                at += 1
                continue
            start = at
            at += 1
            if value in TENS and not words[start].isdecimal():
                skip = 1 if at + 1 < len(words) and words[at] in self.known.and_ else 0
                unit = self._value(words[at + skip]) if at + skip < len(words) else None
                if unit is not None and 0 < unit < 10 and words[at + skip] not in ("a", "an"):
                    value, at = value + unit, at + skip + 1
            yield _Found(value, start, at)

    def _value(self, word: str) -> int | None:
        if word.isascii() and word.isdecimal() and len(word) < 4:
            return int(word)
        return self.known.words.get(word)

    def _is_vague(self, words: Sequence[str]) -> bool:
        said = f" {' '.join(words)} "
        if any(f" {phrase} " in said for phrase in self.known.vague):
            return True
        about = [at for at, word in enumerate(words) if word in self.known.about]
        return any(at + 1 == len(words) or self._value(words[at + 1]) is None for at in about)

    def _may_be_age(self, words: Sequence[str], found: _Found) -> bool:
        after = words[found.end] if found.end < len(words) else ""
        unit = self.known.units.get(after)
        ago = found.end + 1 < len(words) and words[found.end + 1] == "ago"
        before = words[found.start - 1] if found.start else ""
        return after not in self.known.not_ages and unit in (None, 12) and not ago and before != "hace"

    def _spoken_of(self, words: Sequence[str], found: _Found) -> bool:
        said = f" {' '.join(words[max(0, found.start - 3) : found.start])} "
        return any(said.endswith(f" {phrase} ") for phrase in self.known.speaking_of)

    def _joined_by_or(self, words: Sequence[str], found: Sequence[_Found]) -> bool:
        ors = [[word] for word in self.known.or_]
        return any(list(words[a.end : b.start]) in ors for a, b in pairwise(found))

    @cached_property
    def _slips(self) -> Slips:
        known = self.known
        ordinary = frozenset((*known.not_ages, *known.nearly, *known.vague, *_NEIGHBOURS))
        return Slips(frozenset((*known.words, *known.units)), ordinary)

    @cached_property
    def _moments(self) -> list[tuple[str, int]]:
        return sorted(self.known.moments.items(), key=lambda moment: -len(moment[0]))
