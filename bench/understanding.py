"""What is understood, and which danger is heard, on the sets that nothing was learned from; with times and memory.

    python -m bench.understanding [--write]       --write puts the tables into docs/understanding.md

Memory and turn times stand beside those of the same engine with Rasa keyword matching, each in its own process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
DOC = PROJECT / "docs" / "understanding.md"
MARK = "<!-- measured by bench/understanding.py -->"
DANGER = PROJECT / "tests" / "hearing" / "heldout"
KEYWORDS = """recipe: default.v1
assistant_id: faro
language: xx
pipeline:
  - name: KeywordIntentClassifier
policies:
  - name: RulePolicy
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--probe", choices=("ours", "keywords"))
    args = parser.parse_args()
    if args.probe:
        print(json.dumps(probe(args.probe)))
        return
    told = "\n\n".join((understood(), danger(), beside()))
    print(told)
    if args.write:
        DOC.write_text(
            DOC.read_text(encoding="utf-8").partition(MARK)[0] + MARK + "\n\n" + told + "\n", encoding="utf-8"
        )


def understood() -> str:
    from bot.dialogue.engine import Engine
    from bot.dialogue.understand import Understander
    from tests.nlp.measured import Line, answers_right, confusion, f1_by_said, heldout, wrong_and_sure

    engine = Engine(_home(), print)
    readers: dict[tuple[str, str], Any] = {}
    lines = []
    for wanted in heldout():
        at = (wanted["question"], wanted["lang"])
        reader = readers.setdefault(at, Understander(engine, *at))  # type: ignore[arg-type]
        lines.append(Line(wanted, reader.read(wanted["text"])))
    by_said = f1_by_said(lines)
    rows = [
        "## Free words at a question",
        f"{len(lines)} lines, {sum(line.wanted['lang'] == 'es' for line in lines)} of them in Spanish.",
        "| | all | English | Spanish |\n| --- | --- | --- | --- |\n"
        + _row("answers read rightly", answers_right, lines)
        + _row("wrong and sure (0.85 or more), of all lines", wrong_and_sure, lines)
        + _row("mean F1 of what was said", lambda some: statistics.mean(f1_by_said(some).values()), lines).rstrip(),
        "| said | F1 |\n| --- | --- |\n" + "\n".join(f"| {said} | {value:.2f} |" for said, value in by_said.items()),
        confusion(lines),
    ]
    return "\n\n".join(rows)


def _row(name: str, measure: Any, lines: list[Any]) -> str:
    parts = [lines, *([line for line in lines if line.wanted["lang"] == lang] for lang in ("en", "es"))]
    return f"| {name} | {' | '.join(f'{measure(part):.3f}' for part in parts)} |\n"


def danger() -> str:
    from bot.dialogue.ears import open_ears
    from bot.knowledge.danger import load_dangers

    problems: list[Any] = []
    dangers = load_dangers(PROJECT, problems)
    assert dangers is not None, problems
    ears = open_ears(dangers, _home() / "models")
    ears.heard("once")
    pairs: Counter[tuple[str, str, str]] = Counter()
    took = []
    lines = [line for path in sorted(DANGER.glob("danger*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    for row in map(json.loads, lines):
        began = time.perf_counter()
        alarm = ears.heard(row["text"])
        took.append((time.perf_counter() - began) * 1000)
        pairs[row["class"], row["lang"], alarm.kind if alarm else "none"] += 1
    crises = ("danger_now", "self_harm", "child_danger", "medical", "held")
    kinds = list(dict.fromkeys(kind for kind, _, _ in pairs))
    heard_as = sorted({heard for _, _, heard in pairs}, key=[*kinds, "none"].index)
    rows = [
        f"| told ↓ heard as → | {' | '.join(heard_as)} | right | heard at all |",
        "|" + " --- |" * (len(heard_as) + 3),
    ]
    for kind in kinds:
        for lang in ("en", "es"):
            counts = [pairs[kind, lang, heard] for heard in heard_as]
            share = pairs[kind, lang, kind] / sum(counts)
            shown = " | ".join(str(count or "·") for count in counts)
            any_crisis = sum(pairs[kind, lang, heard] for heard in crises) / sum(counts) if kind in crises else share
            rows.append(f"| {kind} {lang} | {shown} | {share:.3f} | {any_crisis:.3f} |")
    calm = sum(count for (kind, _, _), count in pairs.items() if kind == "none")
    false = sum(count for (kind, _, heard), count in pairs.items() if kind == "none" and heard in crises)
    missed = sum(count for (kind, _, heard), count in pairs.items() if kind in crises and heard not in crises)
    told = sum(count for (kind, _, _), count in pairs.items() if kind in crises)
    took.sort()
    return "\n\n".join((
        "## Danger",
        "\n".join(rows),
        f"Of {told} messages that tell of danger, {told - missed} ({(told - missed) / told:.3f}) got the lines of a "
        f"crisis, of whatever kind. Of {calm} neutral ones, {false} ({false / calm:.4f}) did. "
        f"Median {statistics.median(took):.1f} ms a message, 99 % under {took[int(len(took) * 0.99)]:.1f} ms.",
    ))  # fmt: skip


def beside() -> str:
    """This pipeline and keywords alone, in turn, three times each; medians."""
    found: dict[str, list[dict[str, float]]] = {"ours": [], "keywords": []}
    for _ in range(3):
        for name, results in found.items():
            command = [sys.executable, "-m", "bench.understanding", "--probe", name]
            out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout
            results.append(json.loads(out.splitlines()[-1]))
    rows = ["## Beside keywords alone", "| | keywords | this pipeline | difference |\n| --- | --- | --- | --- |"]
    for figure, unit in (("turn_ms", "ms"), ("memory_mb", "MB")):
        keywords, ours = (statistics.median(one[figure] for one in found[name]) for name in ("keywords", "ours"))
        rows[1] += f"\n| {figure} | {keywords:.1f} {unit} | {ours:.1f} {unit} | {ours - keywords:+.1f} {unit} |"
    return "\n\n".join(rows)


def probe(which: str) -> dict[str, float]:
    """Median time of a turn with free words, and memory after them, in this process."""
    from bot.rasa_runtime import TurnTrackerStore, load_agent, turn

    store = TurnTrackerStore()
    agent = load_agent(_model(which), store)
    took = []
    lines = [json.loads(row) for row in (PROJECT / "tests/nlp/heldout/understanding.jsonl").open(encoding="utf-8")]
    state = asyncio.run(turn(agent, store, None, intent="start"))[1]
    for line in lines[:300]:
        began = time.perf_counter()
        asyncio.run(turn(agent, store, state, text=line["text"]))
        took.append((time.perf_counter() - began) * 1000)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return {"turn_ms": statistics.median(took), "memory_mb": pages * os.sysconf("SC_PAGE_SIZE") / 1e6}


def _model(which: str) -> Path:
    from bot.rasa_runtime import ensure_model
    from bot.rasa_runtime import model as models

    if which == "ours":
        return ensure_model(_home(), lambda _line: None)
    folder = Path(tempfile.mkdtemp())
    (folder / "config.yml").write_text(KEYWORDS)
    models.CONFIG = folder / "config.yml"
    return ensure_model(folder / "home", lambda _line: None)


def _home() -> Path:
    return Path(os.environ.get("FARO_HOME", PROJECT / "var"))


if __name__ == "__main__":
    main()
