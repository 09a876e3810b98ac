"""A real conversation over either engine: kept, idle, saved, resumed and deleted by the clock it is given."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import pytest

from bot.dialogue.conversation import LiveConversations
from bot.dialogue.engine import Engine
from bot.dialogue.turns import CodeUnknown, SessionUnknown
from bot.knowledge.catalog import load_knowledge
from bot.lifetimes import DAY, MINUTE
from bot.vault.codes import Cost
from bot.vault.sessions import Vault
from tests.homes import model_home
from tests.vault.conftest import NOW
from tests.vault.test_saving import QUICK
from tests.vault.test_sessions import sql

pytestmark = pytest.mark.slow
T = TypeVar("T")


class Clock:
    now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(model_home(tmp_path_factory), lambda _line: None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def talks(vault: Vault, engine: Engine, clock: Clock) -> LiveConversations:
    return LiveConversations(load_knowledge(), engine, vault, now=clock, cost=QUICK)


def wait(call: Awaitable[T]) -> T:
    async def waited() -> T:
        return await call

    return asyncio.run(waited())


def test_answers_live_on_while_somebody_is_there_and_are_gone_a_quarter_of_an_hour_after(
    talks: LiveConversations, vault: Vault, clock: Clock
) -> None:
    token, first = wait(talks.open("en", "self"))
    assert first.question is not None
    clock.now += 14 * MINUTE
    asked = wait(talks.say(token, "m1", choice="no")).question
    assert asked is not None and asked != first.question
    clock.now += 14 * MINUTE
    assert wait(talks.view(token)).reply.question == asked
    clock.now += 14 * MINUTE
    wait(talks.view(token, peek=True))
    clock.now += 1 * MINUTE
    with pytest.raises(SessionUnknown):
        wait(talks.view(token))
    talks.purge()
    assert sql(vault, "SELECT count(*) FROM sessions") == [(0,)]


def test_a_code_brings_back_the_same_question_after_weeks_and_nothing_after_it_was_deleted(
    talks: LiveConversations, vault: Vault, clock: Clock
) -> None:
    token, _ = wait(talks.open("es", "self"))
    asked = wait(talks.say(token, "m1", choice="no")).question
    code = wait(talks.save(token))
    clock.now += 20 * DAY
    talks.purge()
    again, reply = wait(talks.resume(code.upper()))
    assert (reply.question, reply.lang) == (asked, "es")
    wait(talks.say(again, "m2", choice="no"))
    clock.now += 29 * DAY
    again, _ = wait(talks.resume(code))
    assert wait(talks.say(again, "m3", text="borra todo")).question is None
    assert wait(talks.say(again, "m4", text="sí")).ended
    with pytest.raises(CodeUnknown):
        wait(talks.resume(code))
    for table in ("sessions", "wraps", "consents"):
        assert sql(vault, f"SELECT count(*) FROM {table}") == [(0,)]


def test_however_many_guess_codes_at_once_the_turns_of_others_go_on(vault: Vault, engine: Engine, clock: Clock) -> None:
    slow = LiveConversations(load_knowledge(), engine, vault, now=clock, cost=Cost(memory=16 * 1024, passes=2))
    token, _ = wait(slow.open("en", "self"))
    guessed: list[int] = []

    async def guess(n: int) -> None:
        with pytest.raises(CodeUnknown):
            await slow.resume(f"guess {n}")
        guessed.append(n)

    async def crowd() -> int:
        guesses = [asyncio.create_task(guess(n)) for n in range(60)]
        await asyncio.sleep(0)
        await slow.view(token, peek=True)
        before = len(guessed)
        await asyncio.gather(*guesses)
        return before

    assert asyncio.run(crowd()) < 20
    assert len(guessed) == 60
