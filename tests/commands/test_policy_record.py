"""`faro policy timeline | due | check | table` as a program runs them: output, exit status, nothing heavy loaded."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.test_commands import faro
from tests.policy.shelf import copy, spoil

PROJECT = Path(__file__).parents[2]


def test_the_timeline_prints_days_as_text_in_either_language_and_as_json() -> None:
    shown = json.loads(faro("policy", "timeline", "--json").stdout)
    assert set(shown) == {"first_day", "verified_through", "events"}
    assert set(shown["events"][0]) == {"day", "change", "ended_as", "kind", "id", "title"}
    assert "2025-01-31  ICE policy: begins\n  • 11005.4" in faro("policy", "timeline").stdout
    assert "2025-01-31  Política de ICE: empieza\n  • 11005.4" in faro("policy", "timeline", "--lang", "es").stdout


def test_due_exits_1_while_anything_is_due_and_0_when_nothing_is() -> None:
    late = faro("policy", "due", "--as-of", "2026-11-23", "--json")
    shown = json.loads(late.stdout)
    assert late.returncode == 1 and shown["as_of"] == "2026-11-23" and len(shown["due"]) <= shown["facts"]
    assert set(shown["due"][0]) == {"id", "kind", "vouched", "interval", "over"}
    (icwc,) = [one for one in shown["due"] if one["id"] == "icwc"]
    assert icwc == {"id": "icwc", "kind": "order", "vouched": "2026-08-26", "interval": 14, "over": 75}
    text = faro("policy", "due", "--as-of", "2026-11-23").stdout
    assert "order      icwc                         last vouched for 2026-08-26    75 days over 14" in text
    early = faro("policy", "due", "--as-of", "2010-01-01")
    assert early.returncode == 0 and early.stdout.startswith("0 of ")


def test_check_counts_what_is_right_and_lists_what_is_wrong_with_file_and_line(tmp_path: Path) -> None:
    right = faro("policy", "check", "--as-of", "2026-11-23")
    assert (right.returncode, right.stderr) == (0, "")
    assert "no gap and no overlap since 2009-09-24" in right.stdout
    assert set(json.loads(faro("policy", "check", "--as-of", "2026-11-23", "--json").stdout)) >= {"texts", "promises"}
    root = copy(tmp_path)
    line = spoil(root, "policy/contacts.yml", "Anyone can call, with or without papers.", "You are protected.")
    wrong = faro("policy", "check", "--as-of", "2026-11-23", "--root", str(root))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert f"data/policy/contacts.yml:{line}: en: says 'You are protected'" in wrong.stderr
    assert wrong.stderr.rstrip().endswith("to be mended")


def test_the_table_is_written_where_it_is_wanted_and_is_the_one_in_docs(tmp_path: Path) -> None:
    run = faro("policy", "table", "--out", str(tmp_path / "deep" / "docs"))
    assert run.returncode == 0 and run.stdout.strip() == "policy-table.md"
    made = (tmp_path / "deep" / "docs" / "policy-table.md").read_bytes()
    assert made == (PROJECT / "docs" / "policy-table.md").read_bytes()


def test_a_table_that_cannot_be_written_exits_2_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    run = faro("policy", "table", "--out", str(tmp_path / "taken"))
    assert run.returncode == 2 and "taken" in run.stderr and "Traceback" not in run.stderr


@pytest.mark.parametrize("way", ["show", "timeline", "due", "table"])
def test_broken_data_is_refused_by_every_one_of_them(tmp_path: Path, way: str) -> None:
    root = copy(tmp_path)
    shutil.rmtree(root / "data" / "policy")
    run = faro("policy", way, "--root", str(root))
    assert run.returncode == 1 and "data/policy/" in run.stderr and "Traceback" not in run.stderr


@pytest.mark.parametrize("words", [("policy", "due", "--as-of", "today"), ("policy", "timeline", "--lang", "fr"),
                                   ("policy", "check", "all"), ("policy",)])  # fmt: skip
def test_words_they_do_not_know_exit_2(words: tuple[str, ...]) -> None:
    assert faro(*words).returncode == 2


@pytest.mark.parametrize("way", ["timeline", "due", "check"])
def test_none_of_them_loads_rasa_a_web_framework_or_a_database(way: str) -> None:
    program = (
        "import sys; from bot.cli import main; main(sys.argv[1:]);"
        "heavy = {'rasa', 'rasa_sdk', 'spacy', 'fastapi', 'starlette', 'sqlalchemy', 'jinja2'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    run = subprocess.run([sys.executable, "-c", program, "policy", way], capture_output=True, cwd=PROJECT, check=False)
    assert run.returncode == 0, run.stderr.decode()
