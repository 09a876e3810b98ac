"""Every text of `data/policy` as it stands in its file: whether it is plain, and whether it promises anything.

Knows where texts stand, file and line. Refuses to know what they are about: whatever has every language is a text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.plain_words import PlainWords
from bot.knowledge.policy_review import ReviewFile
from bot.knowledge.problems import Problem, shown_path
from bot.knowledge.yaml_source import Place, YamlFile, read_yaml

_BLANK = re.compile(r"\{\w+\}")
_WORDS_OF_A_SENTENCE = 5


@dataclass(frozen=True)
class Written:
    """One text in one language, and the line it stands on."""

    text: str
    lang: Lang
    file: str
    line: int

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, f"{self.lang}: {message}")


def texts(folder: Path, root: Path) -> tuple[Written, ...]:
    """Every text of the YAML files in `folder`. A file that cannot be read has none; whoever loads it says why."""
    files = (read_yaml(path, shown_path(path, root), []) for path in sorted(folder.rglob("*.yml")))
    return tuple(written for file in files if file for written in _in(file.content, file, ()))


def text_problems(written: tuple[Written, ...], plain: PlainWords, review: ReviewFile) -> Iterator[Problem]:
    """What is wrong with each text: not plain and no exception, a promise, or the same words in both languages."""
    excused = {one.text for one in review.plain_exceptions}
    for one in written:
        yield from map(one.problem, text_faults(one.text, one.lang, plain, review, excused))
    by_place: dict[tuple[str, str], set[Lang]] = {}
    for one in written:
        said_in = by_place.setdefault((one.file, one.text), set())
        said_in.add(one.lang)
        if len(said_in) == len(LANGUAGES) and needs_translation(one.text):
            yield one.problem(f"says the same in every language: {one.text!r}")


def text_faults(
    text: str, lang: Lang, plain: PlainWords, review: ReviewFile, excused: Collection[str]
) -> Iterator[str]:
    """What is wrong with one text: not plain, unless it is `excused`, or a promise."""
    if text not in excused:
        yield from plain.faults(_BLANK.sub("X", text), lang)
    yield from review.promised(text, lang)


def needs_translation(text: str) -> bool:
    """Whether a text is more than a name, so that it cannot be the same in two languages."""
    return len(text.split()) >= _WORDS_OF_A_SENTENCE


def unused_exceptions(written: tuple[Written, ...], plain: PlainWords, review: ReviewFile) -> Iterator[str]:
    """Exceptions that no text needs."""
    listed = {one.text for one in review.plain_exceptions}
    hard = {one.text for one in written if one.text in listed and plain.faults(one.text, one.lang)}
    yield from sorted(listed - hard)


def _in(value: Any, file: YamlFile, place: Place) -> Iterator[Written]:
    if isinstance(value, Mapping):
        if set(value) == set(LANGUAGES) and all(isinstance(text, str) for text in value.values()):
            for lang in LANGUAGES:
                yield Written(value[lang].strip(), lang, file.shown, file.line_of((*place, lang)))
            return
        for key, item in value.items():
            yield from _in(item, file, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _in(item, file, (*place, index))
