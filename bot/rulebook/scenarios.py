"""Numbered scenarios: on these answers an element has this status, a category this outcome, a flag this urgency.

Knows how they are written in `tests/screening/scenarios`, and holds each to the rulebook: its answers are taken, its
citation is one of the rule's. Refuses to know why a rule decides as it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from bot.knowledge.flags import Urgency
from bot.knowledge.loading import load_folder
from bot.knowledge.models import Model, Slug, Text
from bot.knowledge.problems import Problem
from bot.knowledge.rules import Category, Rules
from bot.knowledge.screens import Screens
from bot.knowledge.yaml_source import YamlFile
from bot.screening.answers import Answers, AnswersError, read_answers
from bot.screening.outcomes import Outcome, Status, assess, assess_path
from bot.screening.screening import raised

FOLDER = Path("tests") / "screening" / "scenarios"


class _Case(Model):
    number: Text
    says: Text
    given: Slug | None = None
    answers: Mapping[Slug, Any] = Field(default_factory=dict)
    without: tuple[Slug, ...] = ()
    cite: Text


class _ElementCase(_Case):
    element: Text
    status: Status | None


class _OutcomeCase(_Case):
    outcome: Outcome
    path: Slug | None = None


class _FlagCase(_Case):
    flag: Text
    urgency: Urgency | None


class _ScenarioFile(Model):
    category: Category | Literal["flags"]
    given: Mapping[Slug, Mapping[Slug, Any]] = Field(default_factory=dict)
    elements: tuple[_ElementCase, ...] = ()
    outcomes: tuple[_OutcomeCase, ...] = ()
    flags: tuple[_FlagCase, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """One scenario. `about` is its element, its flag, or None for a whole category; `expected` None: not required,
    not raised. `given` is the named set its answers start from, `base` what that holds, `changed` what comes on top.
    """

    number: str
    category: Category | Literal["flags"]
    about: str | None
    says: str
    answers: Answers
    expected: str | None
    path: str | None
    cite: str
    given: str | None
    base: Answers
    changed: Answers
    without: tuple[str, ...]
    file: str
    line: int


def load_scenarios(root: Path, screens: Screens, problems: list[Problem]) -> tuple[Scenario, ...]:
    """Every scenario below `root`, in the order of the files; none where the folder is not shipped."""
    if not (root / FOLDER).is_dir():
        return ()
    found: list[Scenario] = []
    for file, where in load_folder(_ScenarioFile, root / FOLDER, root, problems):
        for place, case in _cases(file):
            line = where.line_of((*place, "number"))
            reasons: list[str] = []
            found.append(_scenario(case, file, screens, where, line, reasons))
            problems.extend(Problem(where.shown, line, f"{case.number}: {why}") for why in reasons)
    problems.extend(_repeated(found))
    return tuple(found)


def _cases(file: _ScenarioFile) -> Iterator[tuple[tuple[str, int], _Case]]:
    for part in ("elements", "outcomes", "flags"):
        for i, case in enumerate(getattr(file, part)):
            yield (part, i), case


def _repeated(found: list[Scenario]) -> Iterator[Problem]:
    seen: set[str] = set()
    for scenario in found:
        if scenario.number in seen:
            yield Problem(scenario.file, scenario.line, f"{scenario.number}: this number is given twice")
        seen.add(scenario.number)


def _scenario(
    case: _Case, file: _ScenarioFile, screens: Screens, where: YamlFile, line: int, reasons: list[str]
) -> Scenario:
    about, expected, path = _subject(case)
    _check_subject(case, about, file.category, screens, reasons)
    base = _read(file.given.get(case.given or "", {}), screens, reasons)
    changed = _read(case.answers, screens, reasons)
    if case.given is not None and case.given not in file.given:
        reasons.append(f"no answers are given as {case.given!r}")
    reasons.extend(f"{key} cannot be taken away; it was not given" for key in case.without if key not in base)
    answers = {key: value for key, value in {**base, **changed}.items() if key not in case.without}
    return Scenario(
        number=case.number, category=file.category, about=about, says=case.says, answers=answers, expected=expected,
        path=path, cite=case.cite, given=case.given, base=base, changed=changed, without=case.without,
        file=where.shown, line=line,
    )  # fmt: skip


def _read(raw: Mapping[str, Any], screens: Screens, reasons: list[str]) -> Answers:
    try:
        return read_answers(dict(raw), screens.interview.questions)
    except AnswersError as error:
        reasons.extend(str(problem) for problem in error.problems)
        return {}


def _subject(case: _Case) -> tuple[str | None, str | None, str | None]:
    match case:
        case _ElementCase():
            return case.element, case.status, None
        case _FlagCase():
            return case.flag, case.urgency, None
        case _OutcomeCase():
            return None, case.outcome, case.path
    raise TypeError(case)


def _check_subject(case: _Case, about: str | None, category: str, screens: Screens, reasons: list[str]) -> None:
    cites = _citations(about, category, screens)
    if not cites:
        reasons.append(f"the rulebook has no {about or 'category'} in {category}")
    elif case.cite not in cites:
        reasons.append(f"{case.cite!r} is none of its citations: {'; '.join(sorted(cites))}")


def _citations(about: str | None, category: str, screens: Screens) -> frozenset[str]:
    """The citations of an element with its exceptions, of a flag, or of a whole category."""
    if category == "flags":
        return frozenset(cite for flag in screens.rulebook.flags if flag.id == about for cite in flag.cite)
    rules = screens.rulebook.categories[category]  # type: ignore[index]  # the model knows the five names
    return frozenset(_cited(rules, about))


def _cited(rules: Rules, about: str | None) -> Iterator[str]:
    for element in (e for path in rules.paths for e in path.elements if about in (None, e.id)):
        yield from element.cite
        yield from (cite for excuse in element.excused for cite in excuse.cite)
    if about is None:
        yield from (cite for cap in rules.caps for cite in cap.cite)
        yield from (cite for told in rules.tell for cite in told.cite)


def decided(scenario: Scenario, screens: Screens) -> tuple[str | None, str | None]:
    """What the rules say today: the status, outcome or urgency, and the path of an outcome."""
    if scenario.category == "flags":
        urgencies = {flag.id: flag.urgency for flag in raised(screens.rulebook.flags, scenario.answers)}
        return urgencies.get(scenario.about or ""), None
    rules = screens.rulebook.categories[scenario.category]
    if scenario.about is None:
        result = assess(rules, scenario.answers)
        return result.outcome, result.path
    path = next(path for path in rules.paths if any(e.id == scenario.about for e in path.elements))
    found = assess_path(path, scenario.answers, capped=False).elements
    return next((e.status for e in found if e.element.id == scenario.about), None), None


def contradicted(scenarios: tuple[Scenario, ...], screens: Screens) -> Iterator[Problem]:
    """Every scenario that the rules decide otherwise."""
    for scenario in scenarios:
        found, expected = decided(scenario, screens), (scenario.expected, scenario.path)
        if found != expected:
            why = f"{scenario.number}: expected {_shown(expected)}, the rules give {_shown(found)}"
            yield Problem(scenario.file, scenario.line, why)


def _shown(result: tuple[str | None, str | None]) -> str:
    return " by ".join(part for part in (result[0] or "nothing", result[1]) if part)
