"""What the commands about policy share: reading part of `data/policy`, and printing it as text or JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bot.knowledge.problems import KnowledgeError, Problem

T = TypeVar("T")


def loaded(load: Callable[[Path, list[Problem]], T | None], root: Path) -> T:
    """One part of the knowledge under `root`. Raises KnowledgeError with every problem in it."""
    problems: list[Problem] = []
    found = load(root, problems)
    if problems or found is None:
        raise KnowledgeError(problems)
    return found


def printed(args: argparse.Namespace, shown: dict[str, Any], text: str) -> int:
    print(json.dumps(shown, ensure_ascii=False) if args.json else text)
    return 0
