"""One screening: every category's outcome with its elements, what is missing, the red flags, the next question.

The one result behind every surface. Knows no words for people: `dialogue` finds those by the ids in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.knowledge.flags import FlagRule, Urgency
from bot.knowledge.rules import CATEGORIES, Category, Rulebook
from bot.screening.answers import Answers
from bot.screening.clocks import Due, due
from bot.screening.outcomes import CategoryResult, ElementResult, assess
from bot.screening.planner import missing_by_category
from bot.screening.truth import truth


@dataclass(frozen=True)
class Flag:
    """A red flag that these answers raise: `now`, `today`, `soon`, or a `note`."""

    id: str
    urgency: Urgency
    cite: tuple[str, ...]
    due: tuple[Due, ...] = ()

    @property
    def by(self) -> date | None:
        """The earliest day by which something must be done, where the answers allow one."""
        return self.due[0].by if self.due else None


@dataclass(frozen=True)
class Screening:
    """The result of one set of answers under one rulebook, as of one day."""

    as_of: date
    rulebook: str
    categories: Mapping[Category, CategoryResult]
    missing: Mapping[Category, tuple[str, ...]]
    flags: tuple[Flag, ...]
    next_question: str | None


def screen(rulebook: Rulebook, order: tuple[str, ...], answers: Answers, as_of: date) -> Screening:
    """Screen `answers` (already checked) for all five categories. `order` is the order questions are written in."""
    categories = {category: assess(rulebook.categories[category], answers) for category in CATEGORIES}
    gaps = missing_by_category(rulebook.categories, answers, order)
    wanted = {key for keys in gaps.values() for key in keys}
    next_question = next((key for key in order if key in wanted), None)
    flags = raised(rulebook.flags, answers, as_of)
    return Screening(as_of, rulebook.digest, categories, gaps, flags, next_question)


def raised(flags: tuple[FlagRule, ...], answers: Answers, as_of: date | None = None) -> tuple[Flag, ...]:
    """The flags that hold, each with the urgency of its first condition that does; most urgent first.

    With a day, each also with the clocks that run on it.
    """
    found = [
        Flag(flag.id, urgency, flag.cite, due(flag, answers, as_of) if as_of else ())
        for flag in flags
        if (urgency := next((u for when, u in flag.raised if truth(when, answers)), None))
    ]
    ranks = ("now", "today", "soon", "note")
    return tuple(sorted(found, key=lambda flag: ranks.index(flag.urgency)))


def as_json(screening: Screening) -> dict[str, Any]:
    """The result object of the contract, ready for `json.dumps`."""
    return {
        "as_of": screening.as_of.isoformat(),
        "rulebook": screening.rulebook,
        "categories": {
            category: {
                "outcome": result.outcome,
                "elements": [_element(element) for element in result.elements],
                "missing": list(screening.missing[category]),
                "path": result.path,
            }
            for category, result in screening.categories.items()
        },
        "flags": [_flag(flag) for flag in screening.flags],
        "next_question": screening.next_question,
    }


def _flag(flag: Flag) -> dict[str, str]:
    by = {"by": flag.by.isoformat()} if flag.by else {}
    return {"id": flag.id, "urgency": flag.urgency, **by}


def _element(result: ElementResult) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": result.element.id,
        "status": result.status,
        "citations": list(result.element.cite),
        "answers": list(result.answers),
    }
    if result.by:
        shown["by"] = result.by
    return shown
