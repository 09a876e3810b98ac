"""How scenarios are read: each fault in a file is named with its line, and a wrong expectation is caught."""

from pathlib import Path

import pytest

from bot.knowledge.problems import KnowledgeError, Problem
from bot.knowledge.screens import load_screens
from bot.rulebook.book import load_book
from bot.rulebook.scenarios import FOLDER, load_scenarios


def spoiled(project: Path, old: str, new: str, name: str = "t.yml") -> list[str]:
    """The problems found after one change to a file of scenarios."""
    path = project / FOLDER / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as found:
        load_book(project)
    return [str(problem) for problem in found.value.problems]


def test_the_files_as_they_stand_are_read_whole(project: Path) -> None:
    assert len(load_book(project).scenarios) >= 240


@pytest.mark.parametrize(("old", "new", "why"), [
    ("number: T-1.2\n", "number: T-1.1\n", "T-1.1: this number is given twice"),
    ("element: T-1\n", "element: T-99\n", "T-1.1: the rulebook has no T-99 in t"),
    ("cite: 8 CFR 214.206(a)\n", "cite: 8 CFR 1.1\n", "T-1.1: '8 CFR 1.1' is none of its citations: "),
    ("given: forced_work\n", "given: nobody\n", "T-1.1: no answers are given as 'nobody'"),
    ("{trafficking_could_not_leave: no}", "{trafficking_could_not_leave: perhaps}", "T-1.2: "),
    ("{trafficking_could_not_leave: no}", "{could_leave: no}", "T-1.2: could_leave: no answer has this name"),
    ("without: [trafficking_could_not_leave, ", "without: [age, ", "T.6: age cannot be taken away; it was not given"),
    ("status: met\n", "status: fits\n", "elements.0.status"),
    ("    says: One means", "    said: One means", "elements.0.said"),
    ("status: met\n", "status: not_met\n", "T-1.1: expected not_met, the rules give met"),
    ("outcome: likely\n", "outcome: unlikely\n", "T.1: expected unlikely, the rules give likely"),
    ("status: null\n", "status: open\n", "T-2x.1: expected open, the rules give nothing"),
])  # fmt: skip
def test_a_fault_is_named_with_its_file_and_line(old: str, new: str, why: str, project: Path) -> None:
    problems = spoiled(project, old, new)
    assert any(why in problem for problem in problems), problems
    assert all(problem.startswith("tests/screening/scenarios/t.yml:") for problem in problems)


def test_a_flag_expected_with_another_urgency_is_caught(project: Path) -> None:
    problems = spoiled(project, "urgency: now\n", "urgency: soon\n", "flags.yml")
    assert [p.partition(": ")[2] for p in problems] == ["R-1.1: expected soon, the rules give now"]


def test_an_outcome_by_another_path_is_caught(project: Path) -> None:
    problems = spoiled(project, "path: cancellation\n", "path: waiver\n", "vawa.yml")
    assert "expected likely by waiver, the rules give likely by cancellation" in problems[0]


def test_a_rule_changed_under_its_scenarios_is_caught(project: Path) -> None:
    rules = project / "data" / "rulebook" / "categories" / "sij.yml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("age: {below: 21}", "age: {below: 20}"), encoding="utf-8"
    )
    with pytest.raises(KnowledgeError) as found:
        load_book(project)
    assert any("S-1.20: expected met, the rules give not_met" in str(problem) for problem in found.value.problems)


def test_a_project_without_scenarios_has_none_and_no_problem(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert load_scenarios(tmp_path, load_screens(), problems) == () and problems == []
