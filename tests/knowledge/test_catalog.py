"""All knowledge together: whole as it stands; refused whole, every problem at its line, when a part is broken."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.catalog import load_knowledge
from bot.knowledge.problems import KnowledgeError
from bot.knowledge.screens import PROJECT, load_screens

Edit = Callable[[str, str, str], None]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def edit(copy: Path) -> Edit:
    """Replace text once in a file of the copy; the text has to be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = copy / "data" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def problems(root: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as refused:
        load_knowledge(root)
    return [str(problem) for problem in refused.value.problems]


def test_the_project_s_own_knowledge_is_whole() -> None:
    knowledge = load_knowledge()
    assert set(knowledge.rulebook.categories) == {"t", "u", "vawa", "sij", "cp"}
    assert {flag.id for flag in knowledge.rulebook.flags} == {*(f"R-{n}" for n in range(1, 21)), "VX-1", "VX-2"}


def test_the_rulebook_s_digest_changes_with_any_byte_of_a_rule(copy: Path, edit: Edit) -> None:
    before = load_screens(PROJECT).rulebook.digest
    assert load_screens(copy).rulebook.digest == before
    load_screens.cache_clear()
    edit("rulebook/flags.yml", "urgency: now", "urgency: today")
    assert load_screens(copy).rulebook.digest != before


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("rulebook/categories/t.yml", "hardship_if_removed: yes", "hardship: yes", "no question is called 'hardship'"),
        ("rulebook/categories/t.yml", "accused_of_trafficking: no", "accused_of_trafficking: nope", "it takes yes, no"),
        ("rulebook/categories/t.yml", "is: sex_trafficking", "is: nothing", "no definition is called 'nothing'"),
        (
            "rulebook/categories/t.yml",
            "sources: [ecfr_2025, notes_2026]",
            "sources: [gone]",
            "no source is called 'gone'",
        ),
        ("rulebook/categories/t.yml", "sources: [ecfr_2025, notes_2026]", "sources: []", "needs at least one source"),
        ("rulebook/categories/t.yml", "elements: [T-1, T-2,", "elements: [T-1, T-99,", "no element is called 'T-99'"),
        ("rulebook/categories/t.yml", "T-2x, T-3,", "T-3,", "no path uses T-2x"),
        ("rulebook/categories/t.yml", "gate: trafficking_kind", "gate: kind", "no question is called 'kind'"),
        ("rulebook/categories/t.yml", "category: t\n", "category: t\ncolour: red\n", "colour: Extra inputs"),
        ("rulebook/categories/sij.yml", "{below: 21}", "{under: 21}", "age is a number: use below"),
        ("rulebook/categories/u.yml", "{holds: none}", "{holds: few}", "crimes is a list"),
        ("rulebook/categories/vawa.yml", "if: {is: spouse_kind}, then:", "if: {is: spouse_kind}, than:", "`if` needs"),
        ("rulebook/flags.yml", "urgency: now", "urgency: later", "urgency"),
        ("questions/20_safety.yml", "es: ¿Está usted en peligro en este momento?", "", "es: Field required"),
        ("questions/20_safety.yml", "when: {danger_now: yes}", "when: {danger: yes}", "no question is called 'danger'"),
        ("questions/20_safety.yml", "pauses: [no]", "pauses: [never]", "it does not take"),
        ("questions/30_basics.yml", "opens: [family, crime]", "opens: [garden]", "no module is called 'garden'"),
        ("questions/30_basics.yml", "- key: in_united_states", "- key: age", "asked twice"),
        ("questions/30_basics.yml", "range: {low: 0, high: 120}", "", "`range` goes with kind number"),
        ("words/safety.yml", "    en: [rules, protections]\n", "", "en: Field required"),
        ("words/messages.yml", "{hours} hours", "{hour} hours", "fills in"),
        ("policy/contacts.yml", "run_by: independent", "run_by: nobody", "run_by"),
    ],
)
def test_a_broken_part_is_refused_with_its_file_and_line(
    file: str, old: str, new: str, told: str, copy: Path, edit: Edit
) -> None:
    line = (copy / "data" / file).read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    edit(file, old, new)
    found = [problem for problem in problems(copy) if told in problem]
    assert found and found[0].startswith(f"data/{file}:")
    assert abs(int(found[0].split(":")[1]) - line) <= 30  # the element or question it stands in


def test_every_problem_of_every_file_is_told_at_once(copy: Path, edit: Edit) -> None:
    edit("rulebook/categories/t.yml", "hardship_if_removed: yes", "hardship: yes")
    edit("rulebook/categories/u.yml", "knows_facts: yes", "knows: yes")
    edit("words/messages.yml", "{hours} hours", "{hour} hours")
    edit("policy/directives.yml", "11005.4", "11005.5")
    (copy / "data" / "policy" / "parole.yml").write_text("a: [1\n", encoding="utf-8")
    (copy / "data" / "words" / "safety.yml").unlink()
    told = "\n".join(problems(copy))
    for file in ("t.yml", "u.yml", "messages.yml", "parole.yml", "safety.yml"):
        assert file in told


def test_a_key_written_twice_is_a_problem_not_a_silent_overwrite(copy: Path, edit: Edit) -> None:
    edit("rulebook/categories/t.yml", "gate: trafficking_kind\n", "gate: trafficking_kind\ngate: age\n")
    assert any("'gate' is written twice" in problem for problem in problems(copy))
