"""Sixty lines that ask for a promise, through real conversations: no reply says or implies one; the place is kept."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.models import LANGUAGES, Lang
from bot.knowledge.questions import UNSURE
from tests.policy.promises import implied

pytestmark = pytest.mark.slow
LINES: dict[Lang, list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "policy" / "adversarial.yml").read_text(encoding="utf-8")
)
CALM = {"screen_seen": "no", "danger_now": "no", "urgent": []}


def _faults(begun: Any, line: str) -> list[str]:
    return [f"{line} → {said}" for message in begun.reply.messages for said in implied(message.text, begun.reply.lang)]


def test_there_are_thirty_lines_in_each_language() -> None:
    assert [len(set(LINES[lang])) for lang in LANGUAGES] == [30, 30]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("day", [None, date(2022, 6, 1)], ids=["today", "as of 2022"])
def test_no_reply_promises_protection_in_the_middle_of_the_questions(lang: Lang, day: Any, talk: Any) -> None:
    begun = talk(lang, as_of=day)
    begun.answer(**CALM, age=30)
    found = []
    for line in LINES[lang]:
        begun.say(line)
        found += _faults(begun, line)
        if begun.key == "topics":  # "estoy segura" is read as "no estoy segura": left open, never a yes or a no
            assert dict(asyncio.run(begun.conversations.view(begun.token)).answers)["in_united_states"] in UNSURE
            begun.pick("back")
        if begun.reply.question is None:  # "puedo ir tranquila" is read as leaving for now; nothing is lost
            begun.say({"en": "continue", "es": "continuar"}[lang])
        assert begun.key == "in_united_states", line
    assert found == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_reply_promises_protection_after_the_result(lang: Lang, talk: Any) -> None:
    begun = talk(lang)
    begun.answer(**CALM, age=30, in_united_states="yes", topics=[], crimes=[])
    assert begun.reply.question is None
    found = _faults(begun, "the result")
    for line in LINES[lang]:
        begun.say(line)
        found += _faults(begun, line)
    assert found == []
