"""What a conversation leaves behind: nothing once deleted, no typed word ever, no copy while the database is away."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.turns import CannotSave, SessionUnknown

pytestmark = pytest.mark.slow


def test_deleting_takes_two_steps_in_either_language_and_leaves_nothing(talk: Any, database: Path) -> None:
    for lang, word, yes in (("en", "delete everything", "yes"), ("es", "borra todo", "sí")):
        begun = talk(lang)
        begun.say(word)
        assert begun.reply.question is None and [c.value for c in begun.reply.messages[0].choices] == ["yes", "no"]
        begun.say("no")
        assert begun.key == "screen_seen"
        begun.say(word)
        assert begun.say(yes).ended
        with pytest.raises(SessionUnknown):
            asyncio.run(begun.conversations.view(begun.token))


def test_a_database_that_goes_away_is_said_and_nothing_is_kept_in_memory(talk: Any, database: Path) -> None:
    begun = talk()
    database.rename(database.with_suffix(".away"))
    database.mkdir()
    with pytest.raises(CannotSave):
        begun.pick("no")
    database.rmdir()
    database.with_suffix(".away").rename(database)
    assert asyncio.run(begun.conversations.view(begun.token)).reply.question.key == "screen_seen"


def test_what_was_typed_is_nowhere_in_what_is_kept(talk: Any, knowledge: Any) -> None:
    from bot.dialogue.keeping import Session

    begun = talk()
    for said in ("canary-4471 hurts me", "why canary-4471", "he has a gun canary-4471", "no"):
        begun.say(said)
    vault = begun.conversations._vault
    kept = vault.read(begun.token, 0).state
    assert "canary" not in repr(kept)
    assert Session(kept).memory.settings
