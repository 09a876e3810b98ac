"""What changed in the rules that reach a person since they were last shown some.

Pure: policies, the day and what was shown are handed in. Of what was shown nothing is kept but ids and how each stood.
Refuses to know why something changed, and to call a rule ended of which it only knows that it is no longer told of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.knowledge.policies import Policies, Situation
from bot.knowledge.policy_shapes import Status
from bot.knowledge.rules import Category
from bot.policy.in_force import Moves, Protection, moves, protections


@dataclass(frozen=True)
class Shown:
    """For whom rules were looked up, and how each of them stood. No categories: nothing was narrowed."""

    categories: tuple[Category, ...]
    situation: Situation | None
    statuses: Mapping[str, Status]


def shown_on(policies: Policies, day: date, categories: tuple[Category, ...], situation: Situation | None) -> Shown:
    """What is shown on `day`, in a form that can be kept."""
    standing = _standing(policies, day, categories, situation)
    return Shown(categories, situation, {p.id: p.status for p in standing})


def since(policies: Policies, day: date, shown: Shown) -> Moves | None:
    """What is not on `day` as it was shown, for the same categories and situation; None when all of it is."""
    standing = _standing(policies, day, shown.categories, shown.situation)
    moved = moves(policies, shown.statuses, standing, day)
    return moved if moved.added or moved.ended or moved.changed or moved.gone else None


def _standing(
    policies: Policies, day: date, categories: tuple[Category, ...], situation: Situation | None
) -> tuple[Protection, ...]:
    """Every statement that reaches any of the categories, once."""
    found = (protections(policies, day, category, situation) for category in categories or (None,))
    return tuple({p.id: p for part in found for p in part.statements}.values())
