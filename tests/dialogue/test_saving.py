"""Saving, sharing and taking back in words, in either language, as people say it in the conversation."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.dialogue.turns import CodeUnknown, SessionUnknown
from bot.vault.key_pairs import new_key_pair
from bot.vault.organisations import Organisations
from bot.vault.releases import Asked, Releases
from bot.vault.sealing import token_opener
from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.slow
SAID = [("en", "save", "yes", "Your code is: "), ("es", "guardar mis respuestas", "sí", "Su código es: ")]


def code_in(texts: str, told: str) -> str:
    found = re.search(re.escape(told) + r"((?:[a-z]+ ){6}[a-z]+)", texts)
    assert found, texts
    return found[1]


@pytest.mark.parametrize(("lang", "word", "yes", "told"), SAID)
def test_a_code_is_offered_first_and_told_once(
    talk: Callable[..., Talk], lang: str, word: str, yes: str, told: str, database: Path
) -> None:
    begun = talk(lang)
    question = begun.key
    begun.say(word)
    assert begun.key is None and [choice.value for choice in begun.reply.messages[0].choices] == ["yes", "no"]
    begun.say(yes, "m-yes")
    code = code_in(begun.texts, told)
    assert begun.key == question
    begun.say(yes, "m-yes")  # the same message again
    again = asyncio.run(begun.conversations.view(begun.token)).reply
    assert code not in begun.texts and code not in repr(again) and "•••" in begun.texts
    state = repr(begun.conversations._vault.read(begun.token, 0).state)
    assert code not in state and code.split()[0] + " " + code.split()[1] not in state
    token, reply = asyncio.run(begun.conversations.resume(code))
    assert reply.question is not None and reply.question.key == question and reply.lang == lang
    with pytest.raises(SessionUnknown):
        begun.say("hello")
    assert asyncio.run(begun.conversations.view(token)).reply.lang == lang


@pytest.mark.parametrize("answer", ["no", "what is that", "hmm"])
def test_without_a_plain_yes_nothing_is_saved_and_the_question_stands(talk: Callable[..., Talk], answer: str) -> None:
    begun = talk()
    question = begun.key
    begun.say("save")
    begun.say(answer)
    assert "I saved nothing for later" in begun.texts and begun.key == question
    assert not begun.conversations._vault.read(begun.token, 0).saved


def test_delete_is_heard_while_a_code_is_offered(talk: Callable[..., Talk]) -> None:
    begun = talk()
    begun.say("save")
    begun.say("delete")
    assert "Shall I delete" in begun.texts
    begun.say("yes")
    assert begun.reply.ended


@pytest.mark.parametrize(("lang", "first", "second"), [("en", "delete", "yes"), ("es", "borra todo", "sí")])
def test_deleting_in_words_takes_two_steps_and_no_code_opens_anything_after(
    talk: Callable[..., Talk], lang: str, first: str, second: str
) -> None:
    begun = talk(lang)
    code = asyncio.run(begun.conversations.save(begun.token))
    begun.say(first)
    asyncio.run(begun.conversations.view(begun.token))
    begun.say(second)
    assert begun.reply.ended
    with pytest.raises(CodeUnknown):
        asyncio.run(begun.conversations.resume(code))
    with pytest.raises(SessionUnknown):
        begun.say("hello")


@pytest.mark.parametrize(("lang", "word"), [("en", "stop sharing"), ("es", "retirar"), ("es", "withdraw")])
def test_a_word_ends_every_release_and_the_conversation_goes_on(
    talk: Callable[..., Talk], lang: str, word: str
) -> None:
    begun = talk(lang)
    question, vault = begun.key, begun.conversations._vault
    public, now = new_key_pair("correct horse battery")[0], begun.conversations._now()
    organisation = Organisations(vault).add("Harbor", public, 30, now)
    asked = Asked(organisation, "legal_help", ("age",), "en", "web")
    Releases(vault).give([token_opener(begun.token)], asked, now)
    begun.say(word)
    assert begun.key == question
    assert all(release.withdrawn_at for release in Releases(vault).listed())
    begun.say(word)
    assert begun.key == question, "nothing to take back is no trouble"
