"""Danger told in the middle of a real conversation: numbers first, then nothing goes on without a plain wish."""

import asyncio
from typing import Any

import pytest

pytestmark = pytest.mark.slow
CALM = {"screen_seen": "no", "danger_now": "no", "urgent": []}


def test_danger_in_any_words_is_heard_first_with_numbers(talk: Any) -> None:
    begun = talk()
    begun.answer(**CALM)
    begun.say("I am 30 but he has a gun and he is outside")
    assert begun.reply.messages[0].kind == "crisis"
    assert begun.reply.messages[0].text.startswith("Call 911")
    assert begun.key is None and [c.value for c in begun.reply.messages[-1].choices] == ["go_on", "stop"]
    begun.say("30")
    assert begun.reply.messages[0].kind == "crisis" and "age" not in _answers(begun)
    begun.pick("go_on")
    assert begun.key == "age" and "age" not in _answers(begun)
    begun.say("ya no quiero vivir")
    first, second = begun.reply.messages
    assert "988" in first.text and "988" in second.text  # in the language it was told in, then in that of the talk
    begun.pick("stop")
    assert begun.key is None and "1-800-799-7233" in begun.texts


def test_someone_in_danger_who_cannot_write_safely_is_let_go(talk: Any) -> None:
    begun = talk()
    begun.pick("no")
    begun.pick("yes")
    assert begun.reply.messages[0].kind == "crisis"
    assert begun.key == "keep_writing"
    begun.pick("no")
    assert begun.reply.question is None


@pytest.mark.parametrize("words", ["yes i can", "sí puedo seguir", "it's safe", "I'm ok", "go on", "yes"])
def test_a_plain_wish_to_go_on_is_heard_in_words(talk: Any, words: str) -> None:
    begun = talk()
    begun.answer(**CALM)
    begun.say("he has a gun and he is outside")
    begun.say(words)
    assert begun.key == "age"


@pytest.mark.parametrize("words", ["it's not safe", "no puedo", "30", "I'm not ok", "safe for him"])
def test_what_is_no_plain_wish_does_not_go_on(talk: Any, words: str) -> None:
    begun = talk()
    begun.answer(**CALM)
    begun.say("he has a gun and he is outside")
    begun.say(words)
    assert begun.key is None


def _answers(begun: Any) -> dict[str, Any]:
    return dict(asyncio.run(begun.conversations.view(begun.token)).answers)
