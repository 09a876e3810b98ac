"""What a release of information may be for: `data/words/releases.yml`."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.loading import load_model
from bot.knowledge.models import Model, Slug, Words
from bot.knowledge.problems import Problem


class Purposes(Model):
    """Each purpose by its key, in words."""

    purposes: dict[Slug, Words]


def load_purposes(root: Path, problems: list[Problem]) -> Purposes | None:
    """Read the file below `root`; None, with the reasons in `problems`, when it is refused."""
    loaded = load_model(Purposes, root / "data" / "words" / "releases.yml", root, problems)
    return loaded[0] if loaded else None
