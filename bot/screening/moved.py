"""What an answer changed: the categories whose outcome is not what it was. Pure; knows two results and nothing else."""

from __future__ import annotations

from typing import NamedTuple

from bot.knowledge.rules import Category
from bot.screening.outcomes import Outcome
from bot.screening.screening import Screening


class Moved(NamedTuple):
    """One category whose outcome changed."""

    category: Category
    before: Outcome
    after: Outcome


def moved(before: Screening, after: Screening) -> tuple[Moved, ...]:
    """Every category that came out otherwise, in their order."""
    pairs = ((category, was.outcome, after.categories[category].outcome) for category, was in before.categories.items())
    return tuple(Moved(*pair) for pair in pairs if pair[1] != pair[2])
