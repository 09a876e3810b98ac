"""Somebody who comes back after rules changed is told first, once, in their language; nobody is told of nothing."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from bot.dialogue.conversation import LiveConversations
from bot.dialogue.engine import Engine
from bot.dialogue.turns import Message
from bot.knowledge import catalog
from bot.knowledge.catalog import Knowledge, load_knowledge, use
from bot.knowledge.screens import PROJECT

pytestmark = pytest.mark.slow
BEFORE, AFTER = date(2025, 1, 30), date(2025, 1, 31)
FIRST = {"en": "Rules that changed since you were last here: ", "es": "Reglas que cambiaron desde la última vez: "}
CALM = {"screen_seen": "no", "danger_now": "no", "urgent": []}
COURTHOUSE = "courthouse_memos_2025"


@pytest.fixture(autouse=True)
def _as_shipped_afterwards() -> Iterator[None]:
    yield
    catalog._in_use.clear()


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    def move(day: date) -> None:
        monkeypatch.setattr("actions.memory.today", lambda: day)

    move(date(2026, 11, 23))
    return move


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The knowledge with another version of the policy data: one statement is in doubt now."""
    root = tmp_path_factory.mktemp("newer")
    shutil.copytree(PROJECT / "data", root / "data")
    path = root / "data" / "policy" / "practice.yml"
    head, name, rest = path.read_text(encoding="utf-8").partition(f"  - id: {COURTHOUSE}\n")
    path.write_text(head + name + "    unconfirmed: true\n" + rest, encoding="utf-8")
    return load_knowledge(root)


@pytest.fixture
def updated(newer: Knowledge, engine: Engine) -> Callable[[Any], None]:
    """The server started again with the newer data; the conversation goes on with the same token and vault."""

    def restart(begun: Any) -> None:
        use(newer)
        begun.conversations = LiveConversations(newer, engine, begun.conversations._vault)

    return restart


def seen(begun: Any) -> tuple[Message, ...]:
    return tuple(asyncio.run(begun.conversations.view(begun.token)).reply.messages)


def told(messages: tuple[Message, ...]) -> list[int]:
    return [i for i, message in enumerate(messages) if message.text.startswith(tuple(FIRST.values()))]


def kept(begun: Any) -> dict[str, Any]:
    return dict(begun.conversations._vault.read(begun.token, 0).state)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_next_message_after_newer_data_is_answered_with_what_changed_first_and_once(
    lang: Any, talk: Any, on_day: Any, updated: Any, newer: Knowledge
) -> None:
    begun = talk(lang)
    begun.answer(**CALM)
    assert told(begun.reply.messages) == []
    updated(begun)
    begun.pick(30)
    assert told(begun.reply.messages) == [0]
    text = begun.reply.messages[0].text
    (statement,) = [s for s in newer.policies.statements if s.id == COURTHOUSE]
    assert text.startswith(FIRST[lang] + "1.") and statement.text.in_(lang) in text
    assert {"en": "limits this → Not confirmed", "es": "limita esto → Sin confirmar"}[lang] in text
    assert newer.policies.verified_through.isoformat() in text
    assert begun.reply.messages[0].kind == "notice" and begun.key == "in_united_states"
    begun.pick("yes")
    assert told(begun.reply.messages) == [] and told(seen(begun)) == []


def test_a_page_that_is_drawn_again_says_so_until_the_next_turn_and_then_no_more(
    talk: Any, on_day: Any, updated: Any
) -> None:
    begun = talk()
    begun.answer(**CALM)
    before = seen(begun)
    updated(begun)
    first = seen(begun)
    assert told(first) == [0] and first[1:] == before
    assert seen(begun) == first
    begun.pick(30)
    assert told(begun.reply.messages) == []


def test_looking_without_showing_leaves_the_news_for_the_answer(talk: Any, on_day: Any, updated: Any) -> None:
    begun = talk()
    begun.answer(**CALM)
    updated(begun)
    peeked = asyncio.run(begun.conversations.view(begun.token, peek=True)).reply
    assert told(peeked.messages) == []
    begun.pick(30)
    assert told(begun.reply.messages) == [0] == told(seen(begun))


def test_a_day_on_which_rules_changed_is_told_and_the_days_beside_it_are_not(talk: Any, on_day: Any) -> None:
    on_day(date(2025, 1, 29))
    begun = talk()
    begun.answer(screen_seen="no")
    on_day(BEFORE)
    begun.answer(danger_now="no")
    assert told(begun.reply.messages) == []
    on_day(AFTER)
    begun.pick([])
    assert told(begun.reply.messages) == [0] and begun.key == "age"
    text = begun.reply.messages[0].text
    assert text.startswith(FIRST["en"] + "16.") and text.count("• ") == 4 and 'Write "rules"' in text
    on_day(date(2025, 2, 1))
    begun.pick(30)
    assert told(begun.reply.messages) == []


def test_a_conversation_about_a_set_day_does_not_move_with_the_calendar(talk: Any, on_day: Any) -> None:
    on_day(BEFORE)
    begun = talk(as_of=BEFORE)
    on_day(AFTER)
    begun.answer(screen_seen="no")
    assert told(begun.reply.messages) == [] and told(seen(begun)) == []


def test_who_stopped_for_a_while_is_told_on_coming_back_and_goes_on_at_the_same_question(
    talk: Any, on_day: Any, updated: Any
) -> None:
    begun = talk()
    begun.answer(screen_seen="no", danger_now="no")
    begun.say("stop for now")
    updated(begun)
    begun.say("continue")
    assert told(begun.reply.messages) == [0] and begun.key == "urgent"


def test_danger_is_answered_first_and_the_news_waits_for_the_next_turn(talk: Any, on_day: Any, updated: Any) -> None:
    begun = talk()
    begun.answer(**CALM)
    updated(begun)
    begun.say("he has a gun and he is outside")
    assert begun.reply.messages[0].kind == "crisis" and told(begun.reply.messages) == []
    assert told(seen(begun)) == []
    begun.pick(30)
    assert told(begun.reply.messages) == [0]


def test_who_deletes_everything_is_not_held_up(talk: Any, on_day: Any, updated: Any) -> None:
    begun = talk()
    updated(begun)
    begun.say("delete everything")
    assert told(begun.reply.messages) == [] == told(seen(begun))
    assert begun.say("yes").ended and told(begun.reply.messages) == []


def test_a_message_sent_again_gets_the_same_news_and_no_second_one(talk: Any, on_day: Any, updated: Any) -> None:
    begun = talk()
    begun.answer(**CALM)
    updated(begun)
    first = begun.pick(30, "m1")
    assert begun.pick(30, "m1") == first and told(first.messages) == [0]


def test_an_answer_changed_from_outside_hides_no_news(talk: Any, on_day: Any, updated: Any) -> None:
    begun = talk()
    begun.answer(**CALM, age=30)
    updated(begun)
    asyncio.run(begun.conversations.change(begun.token, "age", 31))
    assert told(seen(begun)) == [0]


def test_other_answers_are_no_other_rules(talk: Any, on_day: Any) -> None:
    begun = talk()
    begun.answer(**CALM, age=30, in_united_states="yes")
    begun.pick(["crime"])
    while begun.reply.question:
        begun.pick({"crimes": ["rape"], "crime_role": "direct"}.get(begun.key, "not_sure"))
        assert told(begun.reply.messages) == [], begun.key
    begun.say("start again")
    assert told(begun.reply.messages) == []


def test_before_a_language_is_known_the_news_waits(talk: Any, on_day: Any, updated: Any) -> None:
    begun = talk(None, None)
    updated(begun)
    assert told(seen(begun)) == []
    begun.pick("es")
    assert told(begun.reply.messages) == [0] and begun.reply.messages[0].text.startswith(FIRST["es"])
    begun.pick("self")
    assert told(begun.reply.messages) == []


def test_no_text_of_a_rule_is_kept_to_compare_with(talk: Any, on_day: Any, knowledge: Knowledge) -> None:
    begun = talk()
    shown = json.dumps(kept(begun)["shown"])
    assert COURTHOUSE in shown
    assert not any(statement.text.en[:20] in shown for statement in knowledge.policies.statements)


def test_a_session_kept_before_there_was_anything_to_compare_is_told_nothing(
    talk: Any, on_day: Any, updated: Any
) -> None:
    begun = talk()
    vault = begun.conversations._vault
    old = vault.read(begun.token, 0)
    vault.write(begun.token, old, {key: value for key, value in old.state.items() if key != "shown"})
    updated(begun)
    begun.answer(screen_seen="no")
    assert told(begun.reply.messages) == []
