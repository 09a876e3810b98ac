"""The whole record as the tests of policy ask for it, and a copy of it that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from bot.knowledge.helplines import Helplines, Paroles, load_contacts, load_parole
from bot.knowledge.policies import Policies, load_policies
from bot.knowledge.policy_review import Review, load_review
from bot.knowledge.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


def _read(load: Callable[[Path, list[Problem]], T | None], root: Path) -> T:
    problems: list[Problem] = []
    found = load(root, problems)
    assert found is not None and problems == [], problems
    return found


@cache
def policies(root: Path = ROOT) -> Policies:
    return _read(load_policies, root)


@cache
def helplines() -> Helplines:
    return _read(load_contacts, ROOT)


@cache
def paroles() -> Paroles:
    return _read(load_parole, ROOT)


@cache
def review() -> Review:
    return _read(load_review, ROOT)


def copy(into: Path) -> Path:
    """A folder with another `data/policy` and `data/words`."""
    for part in ("policy", "words"):
        shutil.copytree(ROOT / "data" / part, into / "data" / part)
    return into


def spoil(root: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old` in a file of `data` by `new`; the line it stands on comes back."""
    path = root / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
