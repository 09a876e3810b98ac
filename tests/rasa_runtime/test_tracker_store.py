"""Rasa's tracker store is ours: it holds one turn, keeps and writes nothing, and fails before it makes something up."""

from __future__ import annotations

import asyncio
import gc
import json

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore

from bot.rasa_runtime import EngineError, TurnTrackerStore, turn
from tests.rasa_runtime.rehearsal import CANARY, Rehearsal


def test_the_agent_and_its_processor_use_ours_and_no_other_is_alive(rehearsal: Rehearsal) -> None:
    agent = rehearsal.agent
    assert agent.processor is not None
    assert agent.tracker_store is agent.processor.tracker_store is rehearsal.store
    gc.collect()
    alive = [one for one in gc.get_objects() if isinstance(one, TrackerStore) and not isinstance(one, TurnTrackerStore)]
    reached = [one for one in alive if getattr(one, "store", None) or getattr(one, "_tracker_store", None)]
    assert [one for one in reached if isinstance(one, (InMemoryTrackerStore, FailSafeTrackerStore))] == []


def test_a_conversation_that_no_turn_handed_in_is_an_error_and_never_an_empty_one(rehearsal: Rehearsal) -> None:
    with pytest.raises(EngineError, match="no turn has handed in"):
        asyncio.run(rehearsal.store.retrieve("somebody"))
    tracker = rehearsal.agent.tracker_store.create_tracker  # what Rasa would call for a new conversation
    with pytest.raises(EngineError):
        asyncio.run(tracker("somebody"))


def test_what_is_left_of_a_turn_is_answers_and_the_open_question_and_no_word_typed(rehearsal: Rehearsal) -> None:
    _, state = rehearsal.answer(rehearsal.begin(), "yes", text=f"yes {CANARY}")
    _, state = rehearsal.turn(state, text=f"why {CANARY}")
    slots = {"answers": {"question_0": "yes"}, "question": "question_1", "requested_slot": "answer"}
    assert state == {"slots": slots, "form": "intake_form"}
    gc.collect()
    held = [vars(rehearsal.store), vars(rehearsal.agent.processor), vars(rehearsal.agent.lock_store)]
    assert CANARY not in f"{held}" and CANARY not in json.dumps(state)


def test_a_turn_that_is_given_up_leaves_nothing_behind(rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    state = rehearsal.begin()

    async def never_done(*_args: object, **_call: object) -> None:
        await asyncio.Event().wait()

    async def give_up() -> None:
        taking = asyncio.create_task(turn(rehearsal.agent, rehearsal.store, state, text=f"why {CANARY}"))
        await asyncio.sleep(0.1)
        assert len(await rehearsal.store.keys()) == 1
        taking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await taking

    monkeypatch.setattr("bot.rasa_runtime.in_process.InProcessActions.request", never_done)
    asyncio.run(give_up())
    assert asyncio.run(rehearsal.store.keys()) == []
    assert not any(
        CANARY in repr(one) for one in gc.get_objects() if type(one).__name__ in ("UserUttered", "UserMessage")
    )


def test_the_store_has_nowhere_to_write(rehearsal: Rehearsal) -> None:
    store = rehearsal.store
    assert store.event_broker is None
    assert set(vars(store)) == set(vars(TurnTrackerStore())) and store._held == {}
