"""A message that names whom to call names somebody."""

from __future__ import annotations

from bot.clock import today
from bot.knowledge.catalog import load_knowledge
from bot.wording.helplines import chosen

NOBODY = {"crisis_medical", "crisis"}
"""911 stands in the one; the other is said by kind of danger, never by itself."""


def test_every_message_that_has_room_for_numbers_has_numbers() -> None:
    knowledge = load_knowledge()
    named = {key for key in knowledge.messages.messages if "contacts" in knowledge.messages.placeholders(key)}
    assert "trouble" in named and len(named) > 8
    assert {key for key in named if not chosen(key, knowledge, today())} == NOBODY
