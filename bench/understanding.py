"""What is understood, and which danger is heard, on the sets that nothing was learned from; with times and memory.

    python -m bench.understanding [--write]       --write puts the tables into docs/understanding.md

Memory and turn times stand beside those of the same engine with Rasa keyword matching, each in its own process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

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


TURNS = 300
INTERVIEWS, LONGEST = 40, 80
OF_EACH, WORDS = 12, 2
"""Rasa's keywords take a few phrases of several words; of one word, or of thousands, they cannot be made."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--probe", choices=("ours", "keywords", "whole"))
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
            results.append(_probed(name))
    table = "| | keywords | this pipeline | difference |\n| --- | --- | --- | --- |"
    for figure, name, unit in (
        ("turn_ms", "a turn of free words, median", "ms"),
        ("turn_95_ms", "a turn of free words, 95 of 100 under", "ms"),
        ("memory_mb", "memory of the process", "MB"),
    ):
        keywords, ours = (statistics.median(one[figure] for one in found[which]) for which in ("keywords", "ours"))
        table += f"\n| {name} | {keywords:.1f} {unit} | {ours:.1f} {unit} | {ours - keywords:+.1f} {unit} |"
    whole = [_probed("whole") for _ in range(3)]
    turn, most, memory = (statistics.median(one[figure] for one in whole) for figure in whole[0] if figure != "turns")
    return "\n\n".join((
        "## Beside keywords alone",
        "The same engine and the same rules, with Rasa's own keywords in place of this pipeline: "
        f"{found['ours'][0]['turns']:.0f} turns, from the words to Rasa's replies, in one process; medians of three "
        "runs in turn.",
        table,
        f"Everything a message goes through (the session read, danger, frequent questions, this pipeline, Rasa, what "
        f"may still be asked, the session written and the disk waited for): {whole[0]['turns']:.0f} turns of whole "
        f"interviews, median {turn:.1f} ms, 95 of 100 under {most:.1f} ms, in {memory:.0f} MB.",
    ))  # fmt: skip


def _probed(which: str) -> dict[str, float]:
    """`probe` in a process of its own."""
    command = [sys.executable, "-m", "bench.understanding", "--probe", which]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout
    measured: dict[str, float] = json.loads(out.splitlines()[-1])
    return measured


def probe(which: str) -> dict[str, float]:
    """Times of turns of free words, in this process, and its memory after them."""
    took = _whole_turns() if which == "whole" else asyncio.run(_rasas_turns(which))
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return {
        "turns": len(took),
        "turn_ms": statistics.median(took),
        "turn_95_ms": sorted(took)[len(took) * 95 // 100],
        "memory_mb": pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
    }


async def _rasas_turns(which: str) -> list[float]:
    """From the words to Rasa's replies."""
    from bot.rasa_runtime import TurnTrackerStore, ensure_model, load_agent, turn
    from tests.nlp.measured import heldout

    store = TurnTrackerStore()
    agent = load_agent(ensure_model(_home() if which == "ours" else _keywords_home(), lambda _line: None), store)
    state = (await turn(agent, store, None, intent="start"))[1]
    took = []
    for line in heldout()[:TURNS]:
        began = time.perf_counter()
        await turn(agent, store, state, text=line["text"])
        took.append((time.perf_counter() - began) * 1000)
    return took


def _whole_turns() -> list[float]:
    """From the words to the reply that is written back."""
    from bot.dialogue.conversation import LiveConversations
    from bot.dialogue.ears import open_ears
    from bot.dialogue.engine import Engine
    from bot.knowledge.catalog import load_knowledge
    from bot.vault.sessions import Vault

    knowledge = load_knowledge()
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault(f"sqlite:///{folder}/faro.db")
        vault.migrate()
        ears = open_ears(knowledge.dangers, _home() / "models")
        conversations = LiveConversations(knowledge, Engine(_home(), lambda _line: None), vault, ears=ears)
        return asyncio.run(_turns(conversations))


async def _turns(conversations: Any) -> list[float]:
    """Whole interviews: at each question words of the held-out set, timed; then a choice, to go on."""
    from tests.nlp.measured import heldout

    lines: dict[tuple[str, str], list[str]] = {}
    for line in heldout():
        lines.setdefault((line["question"], line["lang"]), []).append(line["text"])
    source, took = random.Random(1), []
    for lang in ("en", "es") * (INTERVIEWS // 2):
        token, reply = await conversations.open(lang, "self")
        for number in range(LONGEST):
            if (asked := reply.question) is None:
                break
            words = lines.get((asked.key, lang))
            if words and number:
                text = source.choice(words)
                began = time.perf_counter()
                reply = await conversations.say(token, f"words {number}", text=text)
                took.append((time.perf_counter() - began) * 1000)
                if (asked := reply.question) is None:
                    break
            reply = await conversations.say(token, f"choice {number}", choice=_picked(asked, source))
    return took


def _picked(asked: Any, source: random.Random) -> Any:
    if asked.kind == "number":
        return source.randint(asked.low or 0, min(asked.high or 99, 40))
    value = source.choice(asked.choices).value
    return [value] if asked.kind == "many" and value != "none" else value


def _keywords_home() -> Path:
    """A home whose model knows intents by Rasa's own keywords; a few of each, which is what keywords are good for."""
    from bot.rasa_runtime import ensure_model
    from bot.rasa_runtime import model as models

    folder = Path(tempfile.mkdtemp())
    (folder / "config.yml").write_text(KEYWORDS)
    data = folder / "dialogue"
    data.mkdir()
    (data / "rules.yml").write_text((models.DIALOGUE / "rules.yml").read_text("utf-8"), "utf-8")
    for path in models.DIALOGUE.glob("nlu_*.yml"):
        nlu = yaml.safe_load(path.read_text("utf-8"))
        for intent in nlu["nlu"]:
            plain = [line.partition("]")[0].replace("[", "") for line in intent["examples"].splitlines()]
            several = [line for line in plain if line.count(" ") > WORDS]
            intent["examples"] = "\n".join(several[:OF_EACH]) + "\n"
        (data / path.name).write_text(yaml.safe_dump(nlu, allow_unicode=True), "utf-8")
    models.CONFIG, models.DIALOGUE = folder / "config.yml", data
    ensure_model(folder / "home", lambda _line: None)
    return folder / "home"


def _home() -> Path:
    return Path(os.environ.get("FARO_HOME", PROJECT / "var"))


if __name__ == "__main__":
    main()
