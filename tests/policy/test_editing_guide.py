"""The worked example of docs/editing-policy.md, done on a copy step by step as it is written."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.policy.shelf import ROOT, copy

GUIDE = ROOT / "docs" / "editing-policy.md"
STEP = re.compile(r"^```(?P<kind>sh|yaml add-to=\S+|yaml change-in=\S+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def faro(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def steps(kind: str) -> list[tuple[str, str]]:
    """Blocks of one kind in the order they stand: the file they name, and what they say."""
    found = [match for match in STEP.finditer(GUIDE.read_text(encoding="utf-8")) if match["kind"].startswith(kind)]
    return [(match["kind"].partition("=")[2], match["body"]) for match in found]


def shown(trial: Path, day: str) -> dict[str, object]:
    run = faro(
        "policy", "show", "--root", str(trial), "--as-of", day, "--category", "u", "--situation", "pending", "--json"
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, object] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy after steps 2 to 5."""
    root = copy(tmp_path_factory.mktemp("trial"))
    for name, text in steps("yaml add-to"):
        path = root / "data" / "policy" / name
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")
    for name, text in steps("yaml change-in"):
        old, new = text.split("---\n")
        path = root / "data" / "policy" / name
        written = path.read_text(encoding="utf-8")
        assert written.count(old) == 1, old
        path.write_text(written.replace(old, new), encoding="utf-8")
    return root


def test_the_example_as_written_passes_its_check(trial: Path) -> None:
    assert len(steps("yaml")) == 5
    run = faro("policy", "check", "--root", str(trial), "--as-of", "2026-12-01")
    assert (run.returncode, run.stderr) == (0, "")
    assert "7, of them 5 in the chain" in run.stdout


def test_the_day_before_has_the_old_directive_and_the_day_itself_the_new_one_limited_and_with_a_warning(
    trial: Path,
) -> None:
    before, after = shown(trial, "2026-12-14"), shown(trial, "2026-12-15")
    assert [found["directive"]["id"] for found in (before, after)] == ["11005.4", "11005.5"]  # type: ignore[index]
    status = {told["id"]: told["status"] for told in after["statements"]}  # type: ignore[attr-defined]
    assert status["replaced_2026"] == "limited_by_court" and "replaced_2025" not in status
    for found, day in ((before, "2026-12-14"), (after, "2026-12-15")):
        assert any("2026-12-01" in warning["en"] and day in warning["en"] for warning in found["warnings"])  # type: ignore[attr-defined]
    assert shown(trial, "2026-12-01")["warnings"] == []


def test_every_command_of_the_guide_runs_on_the_copy(trial: Path, tmp_path: Path) -> None:
    ran = 0
    for line in "\n".join(body for _, body in steps("sh")).splitlines():
        words = shlex.split(line)
        if words[:2] != ["faro", "policy"] or "table" in words:
            continue
        run = faro(*(str(trial) if word == "trial" else word for word in words[1:]))
        assert run.returncode == 0 and run.stdout, (line, run.stderr)
        ran += 1
    assert ran == 5
    run = faro("policy", "diff", "2026-12-14", "2026-12-15", "--root", str(trial))
    assert "11005.4" in run.stdout and "→ 11005.5" in run.stdout
    assert "announced" in faro("policy", "timeline", "--root", str(trial)).stdout
    assert faro("policy", "table", "--root", str(trial), "--out", str(tmp_path)).returncode == 0
    assert "11005.5, since 2026-12-15" in (tmp_path / "policy-table.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "undone", "said"),
    [
        ("directives.yml", "    to: 2026-12-15\n    ended_as: superseded\n", "overlaps with 11005.4"),
        ("directives.yml", "    announced: 2026-12-01\n", "starts on 2026-12-15, after verified_through 2026-12-01"),
        (
            "orders.yml",
            ", icwc_docket_2026_12",
            "last_reported 2026-12-01, but its newest source was verified 2026-08-26",
        ),
        ("sources.yml", "  ice_11005_5_page:\n", "no source is called 'ice_11005_5_page'"),
    ],
)
def test_a_step_left_out_is_refused_by_name(trial: Path, tmp_path: Path, name: str, undone: str, said: str) -> None:
    root = copy(tmp_path)
    for file in (trial / "data" / "policy").glob("*.yml"):
        (root / "data" / "policy" / file.name).write_bytes(file.read_bytes())
    path = root / "data" / "policy" / name
    text = path.read_text(encoding="utf-8")
    assert undone in text
    path.write_text(text.replace(undone, "", 1), encoding="utf-8")
    run = faro("policy", "check", "--root", str(root), "--as-of", "2026-12-01")
    assert run.returncode == 1 and said in run.stderr, run.stderr
    assert re.search(r"^data/policy/\w+\.yml:\d+: ", run.stderr, re.MULTILINE)


def test_what_the_guide_says_is_refused_is_what_the_check_says() -> None:
    listed = re.findall(
        r"^\| (.+?) \| ", GUIDE.read_text(encoding="utf-8").split("## What you will be refused")[1], re.MULTILINE
    )
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "knowledge").glob("*.py"))
    for said in (part.strip("… '") for row in listed[1:] for part in re.split(r"[;,…'\"]| a sentence of .*", row)):
        words = " ".join(said.split()[:4])
        assert not words or "---" in words or words in source, said
