"""`faro rulebook`: what it prints, what it writes, how it refuses, and that it is quick."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.commands import rulebook
from bot.knowledge.screens import PROJECT

KEPT = PROJECT / "docs" / "rulebook"


def faro(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "rulebook", *words],
        capture_output=True, text=True, cwd=PROJECT, env={**os.environ, **env}, timeout=60, check=False,
    )  # fmt: skip


def test_check_counts_everything_and_names_the_rulebook_in_use() -> None:
    run = faro("check")
    counts = dict(re.findall(r"^(\w+): (\d+)$", run.stdout, flags=re.MULTILINE))
    assert run.returncode == 0 and run.stderr == ""
    assert list(counts)[:3] == ["categories", "elements", "exceptions"] and counts["categories"] == "5"
    assert int(counts["elements"]) >= 50 and int(counts["flags"]) >= 20 and int(counts["scenarios"]) >= 240
    assert re.search(r"^rulebook: sha256 [0-9a-f]{64}$", run.stdout, flags=re.MULTILINE)


def test_check_lists_every_problem_at_once_and_exits_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("data", "tests/screening/scenarios"):
        shutil.copytree(PROJECT / part, tmp_path / part)
    rules = tmp_path / "data" / "rulebook" / "categories" / "u.yml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("{knows_facts: yes}", "{knows_a_fact: yes}"), encoding="utf-8")
    questions = tmp_path / "data" / "questions" / "30_basics.yml"
    questions.write_text(
        questions.read_text(encoding="utf-8").replace("kind: number", "kind: figure"), encoding="utf-8"
    )
    monkeypatch.setattr(rulebook, "PROJECT", tmp_path)
    assert rulebook.RULEBOOK.run(argparse.Namespace(way="check")) == 1
    errors = capsys.readouterr().err
    assert "data/rulebook/categories/u.yml:" in errors and "no question is called 'knows_a_fact'" in errors
    assert "data/questions/30_basics.yml:" in errors
    assert re.search(r"^\d+ to be mended$", errors, flags=re.MULTILINE)


def test_check_says_which_scenario_a_changed_rule_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("data", "tests/screening/scenarios"):
        shutil.copytree(PROJECT / part, tmp_path / part)
    rules = tmp_path / "data" / "rulebook" / "categories" / "sij.yml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("{married: no}", "{married: yes}"), encoding="utf-8")
    monkeypatch.setattr(rulebook, "PROJECT", tmp_path)
    assert rulebook.RULEBOOK.run(argparse.Namespace(way="check")) == 1
    assert "S-2.1: expected not_met, the rules give met" in capsys.readouterr().err


@pytest.mark.parametrize("rule", ["U-7", "u-7", "T-3a", "R-4"])
def test_show_tells_one_rule_whatever_the_case_of_its_letters(rule: str) -> None:
    run = faro("show", rule)
    assert run.returncode == 0
    assert run.stdout.casefold().startswith(f"{rule.casefold()}  ") and "Citations: " in run.stdout


def test_show_of_an_unknown_rule_exits_2_and_names_what_is_allowed() -> None:
    run = faro("show", "Z-9")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("Z-9: no rule has this id; allowed: T-1, ") and "R-20" in run.stderr


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_map_draws_the_questions_and_a_tree_a_category(tmp_path: Path) -> None:
    run = faro("map", "--out", str(tmp_path / "new" / "folder"))
    drawn = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    assert run.returncode == 0
    assert drawn == sorted(path.name for path in KEPT.glob("*.svg")) and len(drawn) == 6
    assert sorted(run.stdout.split()) == drawn


def test_map_without_graphviz_exits_1_and_says_what_to_install(tmp_path: Path) -> None:
    run = faro("map", "--out", str(tmp_path), PATH=str(tmp_path))
    assert (run.returncode, run.stdout) == (1, "") and "apt-get install graphviz" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_docs_writes_the_pages_that_are_kept(tmp_path: Path) -> None:
    assert faro("docs", "--out", str(tmp_path)).returncode == 0
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in KEPT.glob("*.md")}


def test_a_folder_that_cannot_be_written_exits_2_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    run = faro("docs", "--out", str(tmp_path / "taken"))
    assert run.returncode == 2 and "taken" in run.stderr and "Traceback" not in run.stderr


@pytest.mark.parametrize("words", [(), ("draw",), ("show",)])
def test_words_it_does_not_know_exit_2(words: tuple[str, ...]) -> None:
    assert faro(*words).returncode == 2


def test_it_loads_neither_rasa_nor_a_web_framework_nor_a_database() -> None:
    program = (
        "import sys; from bot.cli import main; status = main(['rulebook', 'check']);"
        "heavy = {'rasa', 'rasa_sdk', 'spacy', 'fastapi', 'starlette', 'sqlalchemy'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy or status else 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=PROJECT, timeout=60, check=False)
    assert run.returncode == 0, run.stderr.decode()


def test_it_answers_in_under_a_second() -> None:
    def took() -> float:
        start = time.perf_counter()
        faro("show", "U-7")
        return time.perf_counter() - start

    assert min(took() for _ in range(3)) < 1
