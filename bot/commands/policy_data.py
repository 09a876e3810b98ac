"""What the commands about policy share: reading part of `data/policy`, and printing it as text or JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.knowledge.problems import KnowledgeError, Problem

if TYPE_CHECKING:
    from bot.knowledge.helplines import Helplines

T = TypeVar("T")


def loaded(load: Callable[[Path, list[Problem]], T | None], root: Path) -> T:
    """One part of the knowledge under `root`. Raises KnowledgeError with every problem in it."""
    problems: list[Problem] = []
    found = load(root, problems)
    if problems or found is None:
        raise KnowledgeError(problems)
    return found


def all_contacts(root: Path) -> Helplines:
    """The contacts under `root`, with those of the organisation that runs this.

    Raises KnowledgeError, or SettingsError for settings that cannot be used.
    """
    from bot.knowledge.own_contacts import load_all_contacts
    from bot.settings import read_settings

    own = read_settings().contacts_file
    return loaded(lambda place, problems: load_all_contacts(place, own, problems), root)


def printed(args: argparse.Namespace, shown: dict[str, Any], text: str) -> int:
    print(json.dumps(shown, ensure_ascii=False) if args.json else text)
    return 0
