"""Patterns of words, written so that a person who knows the language can read them.

    he|{kin} is? {hitting} ..2 me     words in order; | one of several; {name} any of a group; ? may be missing;
                                      ..2 up to two words between
    kill* ^ $                         any ending; the start and the end of a sentence

Compiles them and finds them in sentences of words. Knows nothing of what they are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Groups = Mapping[str, Sequence[str]]
_GAP = re.compile(r"\.\.(\d{1,2})")
_ONE = re.compile(r"\{\w+\}|\w+\*?")


class PatternError(ValueError):
    """A pattern that cannot be read: which, and why."""


@dataclass(frozen=True)
class Pattern:
    """One compiled pattern. `needs` are words of which a sentence holds one wherever the pattern can match."""

    written: str
    regex: re.Pattern[str]
    needs: frozenset[str]

    def search(self, sentence: str, words: frozenset[str]) -> re.Match[str] | None:
        """Where the pattern stands in a `line` of words, if it does."""
        if self.needs and self.needs.isdisjoint(words):
            return None
        return self.regex.search(sentence)


def line(words: Iterable[str]) -> str:
    """Words as patterns see them: each with a space behind it."""
    return "".join(f"{word} " for word in words)


def compile_pattern(written: str, groups: Groups) -> Pattern:
    """Raises PatternError for an element that is none, or a group that nobody wrote down."""
    parts: list[str] = []
    needs: list[frozenset[str]] = []
    for element in written.split():
        if element in "^$":
            parts.append(r"\A" if element == "^" else r"\Z")
        elif gap := _GAP.fullmatch(element):
            parts.append(rf"(?:\w+ ){{0,{gap[1]}}}")
        else:
            phrases, optional = _read(written, element, groups)
            parts.append(f"(?:{'|'.join(map(_phrase, phrases))}){'?' if optional else ''}")
            if not optional and not any("*" in phrase for phrase in phrases):
                needs.append(frozenset(phrase.split()[0] for phrase in phrases))
    rarest = min(needs, key=len, default=frozenset[str]())
    return Pattern(written, re.compile(r"(?<!\S)" + "".join(parts)), rarest)


def _read(written: str, element: str, groups: Groups) -> tuple[list[str], bool]:
    """The phrases that an element stands for, the longest first, and whether it may be missing."""
    optional = element.endswith("?")
    phrases: set[str] = set()
    for one in element.removesuffix("?").split("|"):
        if not _ONE.fullmatch(one):
            raise PatternError(f"{written!r}: {element!r} is no element of a pattern")
        phrases.update(expanded(one[1:-1], groups) if one[0] == "{" else (one,))
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase)), optional


def expanded(name: str, groups: Groups, within: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The phrases of a group, those of the groups it names among them."""
    if name not in groups or name in within:
        raise PatternError(f"no group {{{name}}}" if name not in groups else f"group {{{name}}} names itself")
    found: list[str] = []
    for phrase in groups[name]:
        if phrase.startswith("{") and phrase.endswith("}"):
            found.extend(expanded(phrase[1:-1], groups, (*within, name)))
        else:
            found.append(phrase)
    return tuple(found)


def vocabulary(patterns: Iterable[str], groups: Groups) -> frozenset[str]:
    """Every whole word that these patterns listen for."""
    written = [*patterns, *(phrase for phrases in groups.values() for phrase in phrases)]
    words = (word for text in written for word in re.split(r"[\s|?]+", text))
    return frozenset(word for word in words if word.isalpha())


def _phrase(phrase: str) -> str:
    return "".join(
        f"{re.escape(word[:-1])}\\w* " if word.endswith("*") else f"{re.escape(word)} " for word in phrase.split()
    )
