"""From elements to an outcome: `likely`, `possible`, `unlikely` or `not_assessed`, for one category.

The scale is that of section 0.2 of the benefit facts. Knows nothing of one category in particular: what is peculiar
to T, U, VAWA, SIJ or Continued Presence stands in `data/rulebook`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.knowledge.rules import Cap, Category, Element, RulePath, Rules
from bot.screening.answers import Answers
from bot.screening.truth import truth

Status = Literal["met", "excused", "open", "not_met", "not_asked"]
Outcome = Literal["likely", "possible", "unlikely", "not_assessed"]
RANK: dict[Outcome, int] = {"not_assessed": 0, "unlikely": 1, "possible": 2, "likely": 3}


@dataclass(frozen=True)
class ElementResult:
    """One required element on these answers. `by` names the exception when it is excused."""

    element: Element
    status: Status
    by: str | None
    answers: tuple[str, ...]


@dataclass(frozen=True)
class PathResult:
    path: RulePath
    outcome: Outcome
    elements: tuple[ElementResult, ...]


@dataclass(frozen=True)
class CategoryResult:
    """`elements` are those of the path shown, or of every assessed path when none fits; `caps` are those in force."""

    category: Category
    outcome: Outcome
    path: str | None
    elements: tuple[ElementResult, ...]
    caps: tuple[Cap, ...]


def assess(rules: Rules, answers: Answers) -> CategoryResult:
    """The outcome of one category. Not assessed while its gate question is unanswered or declined, and only then."""
    if answers.get(rules.gate, "prefer_not") == "prefer_not":
        return CategoryResult(rules.category, "not_assessed", None, (), ())
    caps = tuple(cap for cap in rules.caps if truth(cap.when, answers))
    paths = [assess_path(path, answers, capped=bool(caps)) for path in rules.paths if is_open(path, answers)]
    best = max(paths, key=lambda result: RANK[result.outcome])
    if best.outcome == "unlikely":
        seen = {e.element.id: e for path in paths for e in path.elements}
        return CategoryResult(rules.category, "unlikely", None, tuple(seen.values()), caps)
    return CategoryResult(rules.category, best.outcome, best.path.name, best.elements, caps)


def is_open(path: RulePath, answers: Answers) -> bool:
    """A path counts when it has no gate of its own, or that gate was answered in any way."""
    return path.gate is None or path.gate in answers


def assess_path(path: RulePath, answers: Answers, *, capped: bool) -> PathResult:
    """One path: unlikely when a required element is not met, likely when none is open and nothing caps it."""
    elements = tuple(weigh(e, answers) for e in path.elements if truth(e.required, answers))
    return PathResult(path, _outcome({e.status for e in elements}, capped), elements)


def _outcome(statuses: set[Status], capped: bool) -> Outcome:
    if "not_met" in statuses:
        return "unlikely"
    return "possible" if capped or "open" in statuses else "likely"


def weigh(element: Element, answers: Answers) -> ElementResult:
    """Met, excused by an exception, not met with every exception ruled out, or still open."""
    status, by = _weigh(element, answers)
    return ElementResult(element, status, by, tuple(key for key in element.keys if key in answers))


def _weigh(element: Element, answers: Answers) -> tuple[Status, str | None]:
    met = truth(element.met, answers)
    if met:
        return "met", None
    excuses = [(excuse.by, truth(excuse.when, answers)) for excuse in element.excused]
    for by, holds in excuses:
        if holds:
            return "excused", by
    against = met is False if element.not_met is None else truth(element.not_met, answers) is True
    ruled_out = all(holds is False for _, holds in excuses)
    return ("not_met" if against and ruled_out else "open"), None
