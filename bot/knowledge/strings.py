"""Every string of `data/` that is written for people, with its place and its language.

A mapping with a text in each language of the interview is found wherever it stands; a file that begins with `language`
is of that language alone. What is listened for counts as one string a list, since it is read as a whole. Knows how
words are laid down; refuses to know what any of them is for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge.models import LANGUAGES
from bot.knowledge.problems import Problem, shown_path
from bot.knowledge.yaml_source import read_yaml

_NAMES = ("id", "key", "value", "by", "path")
"""What an item of a list is called by, so that its place stays when the list grows."""
_SAID_ALONE, _ABOUT = ("texts", "contacts"), ("never", "spelling")
"""Parts of a file of one language that are said, and that are about its words; the others are listened for."""


@dataclass(frozen=True)
class WordString:
    """One string. `heard`: people write it, Faro does not say it."""

    file: str
    name: str
    language: str
    text: str
    heard: bool = False

    @property
    def where(self) -> str:
        """Its place as the ledger of reviews writes it."""
        return f"{self.file}#{self.name}"

    @property
    def digest(self) -> str:
        """Changes with any change of the text."""
        return hashlib.sha256(self.text.strip().encode()).hexdigest()[:16]


def strings(root: Path, left_out: tuple[str, ...], problems: list[Problem]) -> Iterator[WordString]:
    """Those of every file below `data`, in the order of the files, but for the paths `left_out`."""
    for path in sorted((root / "data").rglob("*.yml")):
        shown = shown_path(path, root)
        if not any(shown == one or shown.startswith(f"{one}/") for one in left_out):
            yield from strings_of(path, root, problems)


def strings_of(path: Path, root: Path, problems: list[Problem]) -> Iterator[WordString]:
    """Those of one file; what cannot be read is added to `problems`."""
    source = read_yaml(path, shown_path(path, root), problems)
    if source is None or not isinstance(source.content, dict):
        return
    alone = source.content.get("language")
    if isinstance(alone, str):
        yield from _of_one_language(source.content, source.shown, alone)
    else:
        yield from _found(source.content, source.shown, ())


def _found(value: Any, file: str, place: tuple[str, ...]) -> Iterator[WordString]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _found(item, file, (*place, _called(item, index)))
    elif isinstance(value, dict):
        every = all(isinstance(value.get(lang), str | list) for lang in LANGUAGES)
        for key, part in value.items():
            if every and key in LANGUAGES:
                yield _string(file, place, key, part)
            else:
                yield from _found(part, file, (*place, key))


def _of_one_language(content: dict[str, Any], file: str, language: str) -> Iterator[WordString]:
    for part, value in content.items():
        if not isinstance(value, dict) or part in _ABOUT:
            continue
        for name, text in value.items():
            if part in _SAID_ALONE and isinstance(text, dict):
                yield from (_string(file, (part, name, key), language, one) for key, one in text.items())
            else:
                yield _string(file, (part, name), language, text)


def _string(file: str, place: tuple[str, ...], language: str, value: Any) -> WordString:
    if isinstance(value, str):
        return WordString(file, ".".join(place), language, value)
    return WordString(file, ".".join(place), language, json.dumps(value, ensure_ascii=False), heard=True)


def _called(item: Any, index: int) -> str:
    named = (item[name] for name in _NAMES if name in item) if isinstance(item, dict) else ()
    return str(next(iter(named), index))
