"""Screening in batch: cases a second, milliseconds a case, and whether memory stays flat.

    python bench/screening.py [CASES]

Each case goes the whole way of `faro screen --batch`: JSON in, answers checked, screened, JSON out.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from datetime import date
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.knowledge.screens import load_screens
from bot.screening.answers import read_answers
from bot.screening.screening import as_json, screen

VIGNETTES = Path(__file__).parents[1] / "tests" / "screening" / "vignettes.json"
DAY = date(2026, 11, 23)


def megabytes() -> float:
    """The most memory this process has held, in MB (Linux counts in kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(cases: int) -> None:
    screens = load_screens()
    lines = [json.dumps(case["answers"]) for case in json.loads(VIGNETTES.read_text(encoding="utf-8"))]
    lines += [json.dumps(dict(islice(json.loads(line).items(), 6))) for line in lines]  # the start of an intake
    took, before = [], 0.0
    started = time.perf_counter()
    for number, line in enumerate(islice(cycle(lines), cases)):
        began = time.perf_counter()
        answers = read_answers(json.loads(line), screens.interview.questions)
        json.dumps(as_json(screen(screens.rulebook, screens.interview.order, answers, DAY)))
        took.append(1000 * (time.perf_counter() - began))
        if number == cases // 10:
            before = megabytes()
    whole = time.perf_counter() - started
    took.sort()
    print(f"{cases} cases in {whole:.2f} s: {cases / whole:.0f} a second")
    shares = {"median": took[cases // 2], "99 %": took[cases * 99 // 100], "mean": statistics.mean(took)}
    print("ms a case: " + ", ".join(f"{name} {value:.3f}" for name, value in shares.items()))
    print(f"memory: {before:.1f} MB after a tenth, {megabytes():.1f} MB at the end")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
