"""Counts over a labelled set of what was understood: right, wrong and sure, F1 by what was said, confusion."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HELDOUT = Path(__file__).parent / "heldout" / "understanding.jsonl"
SURE = 0.85
"""From so sure on, a wrong answer counts as wrong and confident."""


@dataclass(frozen=True)
class Line:
    """One line of the set, and how it was read."""

    wanted: dict[str, Any]
    read: dict[str, Any]

    @property
    def is_right(self) -> bool:
        if self.read["said"] != self.wanted["said"]:
            return False
        value, wanted = self.read["value"], self.wanted["value"]
        return (
            sorted(value) == sorted(wanted) if isinstance(wanted, list) and isinstance(value, list) else value == wanted
        )

    @property
    def is_wrong_and_sure(self) -> bool:
        """A wrong answer, or anything taken for an answer, read surely. Unclear is not wrong."""
        return self.read["said"] == "answer" and not self.is_right and self.read["confidence"] >= SURE


def heldout() -> list[dict[str, Any]]:
    return [json.loads(line) for line in HELDOUT.read_text(encoding="utf-8").splitlines()]


def answers_right(lines: Iterable[Line]) -> float:
    answers = [line for line in lines if line.wanted["said"] == "answer"]
    return sum(line.is_right for line in answers) / len(answers)


def wrong_and_sure(lines: list[Line]) -> float:
    return sum(line.is_wrong_and_sure for line in lines) / len(lines)


def f1_by_said(lines: list[Line]) -> dict[str, float]:
    """F1 of each kind of thing said."""
    pairs = Counter((line.wanted["said"], line.read["said"]) for line in lines)
    kinds = sorted({wanted for wanted, _ in pairs} | {read for _, read in pairs})
    found = {}
    for kind in kinds:
        right = pairs[kind, kind]
        wanted = sum(count for (said, _), count in pairs.items() if said == kind)
        read = sum(count for (_, said), count in pairs.items() if said == kind)
        found[kind] = 2 * right / (wanted + read)
    return found


def confusion(lines: list[Line]) -> str:
    """Rows: what was said; columns: what it was read as."""
    pairs = Counter((line.wanted["said"], line.read["said"]) for line in lines)
    kinds = sorted({kind for pair in pairs for kind in pair})
    rows = [f"| said ↓ read as → | {' | '.join(kinds)} |", "|" + " --- |" * (len(kinds) + 1)]
    rows += [f"| {said} | {' | '.join(str(pairs[said, read] or '·') for read in kinds)} |" for said in kinds]
    return "\n".join(rows)
