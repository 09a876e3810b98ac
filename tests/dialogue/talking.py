"""Straight conversations from `tests/scripts`, as values by question, so that they can be had again in other ways."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.dialogue.turns import Asked
from bot.knowledge.catalog import load_knowledge
from bot.wording.matching import match_answer, match_choice

SCRIPTS = Path(__file__).parents[1] / "scripts"


def straight(name: str, talk: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is picked at each question of a script, and the outcome of each category."""
    begun = talk(None, None)
    picked: dict[str, Any] = {}
    for line in (SCRIPTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        picked[begun.key] = value_of(line, begun.reply.question)
        begun.say(line)
    return picked, outcomes(begun)


def outcomes(begun: Any) -> dict[str, str]:
    result = asyncio.run(begun.conversations.result(begun.token))
    return {category: found["outcome"] for category, found in result["categories"].items()}


def value_of(line: str, asked: Asked) -> Any:
    """The value that a line of a script stands for at the question it answers."""
    question = load_knowledge().screens.interview.questions[asked.key]
    answer = match_answer(line, question, asked.choices)
    if answer is None:
        answer = match_choice(line, (*asked.choices, *asked.controls))
    assert answer is not None, (asked.key, line)
    return list(answer) if isinstance(answer, tuple) else answer


def said(begun: Any, line: Any) -> None:
    """One line of a table: words, or a button."""
    if isinstance(line, dict):
        begun.pick(line["pick"])
    else:
        begun.say(line)
