"""`faro contacts export | import` as a program runs them: the whole file or nothing, and the same list again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

from bot.knowledge.hsds_terms import Term

PROJECT = Path(__file__).parents[2]
GUIDE = (PROJECT / "docs" / "hsds.md").read_text(encoding="utf-8")


def faro(*words: str, text: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    ran, given = [sys.executable, "-m", "bot.cli", *words], {**os.environ, **env}
    return subprocess.run(
        ran, cwd=PROJECT, env=given, input=text, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_commands_of_the_guide_take_the_list_out_and_in_again_unchanged(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    lines = [line.partition("#")[0].split() for line in block.splitlines()]
    for line in lines:
        words = [str(tmp_path / word) if word.endswith((".json", ".yml")) else word for word in line[1:]]
        assert faro(*words).returncode == 0, line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["contacts.json", "own.yml"]
    for command in (("contacts", "--json"), ("contacts", "export", "--hsds", "-")):
        again = faro(*command, FARO_CONTACTS_FILE=str(tmp_path / "own.yml"))
        assert again.returncode == 0, again.stderr
        assert json.loads(again.stdout) == json.loads(faro(*command).stdout)


def test_every_term_of_the_data_is_explained_in_the_guide() -> None:
    assert [term for term in get_args(Term) if f"`{term}`" not in GUIDE] == []


def test_nothing_is_written_where_something_is_wrong(tmp_path: Path) -> None:
    content = json.loads(faro("contacts", "export", "--hsds", "-").stdout)
    del content[1]["services"][0]["assured_date"]
    content[2]["services"][0]["status"] = "defunct"
    run = faro("contacts", "import", "-", "--out", str(tmp_path / "own.yml"), text=json.dumps(content))
    assert run.returncode == 2 and run.stdout == ""
    assert "[1].services[0].assured_date: Field required" in run.stderr
    assert "[2].services[0].status" in run.stderr and "nothing was written" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "own.yml"
    out.write_text("mine", encoding="utf-8")
    content = faro("contacts", "export", "--hsds", "-").stdout
    run = faro("contacts", "import", "-", "--out", str(out), text=content)
    assert run.returncode == 2 and "is there already" in run.stderr
    assert out.read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_read_or_written_is_refused_in_a_line(tmp_path: Path) -> None:
    away, out = str(tmp_path / "none" / "file"), str(tmp_path / "own.yml")
    assert faro("contacts", "export", "--hsds", away).returncode == 2
    for given in (away, str(tmp_path)):
        run = faro("contacts", "import", given, "--out", out)
        assert run.returncode == 2 and len(run.stderr.splitlines()) == 1, run.stderr
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'["\xe9"]')
    assert "is not UTF-8 text" in faro("contacts", "import", str(latin), "--out", out).stderr
    assert not Path(out).exists()
