"""The words that resume codes are made of: `data/words/codes`, one file a language, one word a line.

Knows what makes a word fit to be told on a phone and typed without accents. Refuses to know how a code is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.problems import Problem, shown_path

CodeWords = Mapping[Lang, tuple[str, ...]]
LEAST = 1024
"""Ten bits a word: seven of them make 70."""
_WORD = re.compile(r"[a-z]{3,9}", re.ASCII)


def load_code_words(root: Path, problems: list[Problem]) -> CodeWords | None:
    """The words of every language; None, with the reasons in `problems`, when a file is refused."""
    before = len(problems)
    found = {lang: _words(root / "data" / "words" / "codes" / f"{lang}.txt", root, problems) for lang in LANGUAGES}
    return found if len(problems) == before else None


def _words(path: Path, root: Path, problems: list[Problem]) -> tuple[str, ...]:
    shown = shown_path(path, root)
    try:
        words = tuple(path.read_text(encoding="ascii").split("\n")[:-1])
    except (OSError, UnicodeDecodeError):
        problems.append(Problem(shown, 0, "cannot be read as plain letters without accents"))
        return ()
    if len(set(words)) < LEAST:
        problems.append(Problem(shown, 0, f"holds fewer than {LEAST} words"))
    problems.extend(Problem(shown, line, said) for line, said in _faults(words))
    return words


def _faults(words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for line, word in enumerate(words, 1):
        if not _WORD.fullmatch(word):
            yield line, "a word is 3 to 9 small letters from a to z"
    for line, (word, after) in enumerate(pairwise(words), 2):
        if after <= word:
            yield line, "the words stand in order, each once"
        elif after.startswith(word):  # typed without spaces, a code must still be read in one way
            yield line, f"begins with another word, {word}"
