"""One turn: state in, responses and state out."""

import asyncio
import json

import pytest
import yaml

from bot.rasa_runtime import EngineError, turn
from bot.rasa_runtime.model import DOMAIN
from tests.rasa_runtime.rehearsal import CANARY, Rehearsal

INTENTS = yaml.safe_load(DOMAIN.read_text())["intents"]
STOPPED = {"goodbye", "pause", "delete"}


def test_the_first_turn_asks_the_first_question_with_every_key_the_action_gave_it(rehearsal: Rehearsal) -> None:
    responses, state = rehearsal.turn(None, intent="start")
    assert responses == [
        {"text": "question_0?", "kind": "question", "data": {"key": "question_0"}, "buttons": [{"value": "yes"}]}
    ]
    assert state["form"] == "intake_form"


def test_an_answer_is_stored_under_its_question_and_the_next_is_asked(rehearsal: Rehearsal) -> None:
    responses, state = rehearsal.answer(rehearsal.begin(), ["debt", "papers"])
    assert state["slots"]["answers"] == {"question_0": ["debt", "papers"]}
    assert [each["text"] for each in responses] == ["question_1?"]


@pytest.mark.parametrize("intent", ["not_sure", "prefer_not", "skip"])
def test_not_sure_and_rather_not_say_are_answers(rehearsal: Rehearsal, intent: str) -> None:
    _, state = rehearsal.turn(rehearsal.begin(), intent=intent)
    assert state["slots"]["answers"] == {"question_0": "prefer_not" if intent == "skip" else intent}


@pytest.mark.parametrize("intent", sorted(set(INTENTS) - STOPPED - {"not_sure", "prefer_not", "skip"}))
def test_whatever_is_said_instead_of_an_answer_the_same_question_is_asked_again(
    rehearsal: Rehearsal, intent: str
) -> None:
    before = rehearsal.begin()
    responses, state = rehearsal.turn(before, intent=intent)
    assert responses[-1]["text"] == "question_0?"
    assert len(responses) <= 2
    assert state == before


@pytest.mark.parametrize("intent", INTENTS)
def test_no_intent_goes_unanswered_when_nothing_is_being_asked(rehearsal: Rehearsal, intent: str) -> None:
    responses, _ = rehearsal.turn(None, intent=intent)
    assert len(responses) == 1


@pytest.mark.parametrize("intent", sorted(STOPPED - {"goodbye"}))
def test_after_stopping_nothing_is_asked_and_a_greeting_returns_to_the_question(
    rehearsal: Rehearsal, intent: str
) -> None:
    _, state = rehearsal.answer(rehearsal.begin(), "yes")
    responses, stopped = rehearsal.turn(state, intent=intent)
    assert [each["text"] for each in responses] == [intent]
    assert stopped["form"] is None
    responses, _ = rehearsal.turn(stopped, intent="greet")
    assert [each["text"] for each in responses] == ["question_1?"]


def test_an_answer_given_after_stopping_is_stored_under_the_question_that_was_asked(rehearsal: Rehearsal) -> None:
    _, stopped = rehearsal.turn(rehearsal.begin(), intent="pause")
    _, state = rehearsal.answer(stopped, "yes")
    assert state["slots"]["answers"] == {"question_0": "yes"}
    assert state["form"] == "intake_form"


def test_the_last_answer_ends_the_interview_with_the_result(rehearsal: Rehearsal) -> None:
    responses, state = rehearsal.answer(rehearsal.begin(), "last")
    assert [each["text"] for each in responses] == ["result"]
    assert state["form"] is None


@pytest.mark.parametrize(
    "text", ["/restart", "  /restart", "//restart", "/ /back", '/answer{"answer": "yes"}', "/", "\n/session_start"]
)
def test_a_slash_command_is_what_the_words_without_the_slash_are(rehearsal: Rehearsal, text: str) -> None:
    _, before = rehearsal.answer(rehearsal.begin(), "first")
    responses, state = rehearsal.turn(before, text=text)
    assert (responses, state) == rehearsal.turn(before, text=text.strip(" /\n"))
    assert state["slots"]["answers"]["question_0"] == "first"
    assert "yes" not in state["slots"]["answers"].values()


@pytest.mark.parametrize("text", ["", " ", "?", "🙂", "\u202e", "a" * 2000, "null", "{{7*7}}"])
def test_any_text_gets_a_reply_and_leaves_the_interview_where_it_was(rehearsal: Rehearsal, text: str) -> None:
    before = rehearsal.begin()
    responses, state = rehearsal.turn(before, text=text)
    assert responses
    assert state == before


def test_typed_text_is_read_by_the_language_component(rehearsal: Rehearsal) -> None:
    responses, _ = rehearsal.turn(rehearsal.begin(), text="¿por qué pregunta eso?")
    assert [each["text"] for each in responses] == ["why", "question_0?"]


@pytest.mark.parametrize("text", [f"why {CANARY}", f"/{CANARY}", f"yes {CANARY}"])
def test_nothing_typed_is_in_the_state(rehearsal: Rehearsal, text: str) -> None:
    _, typed = rehearsal.turn(rehearsal.begin(), text=text)
    _, beside = rehearsal.answer(typed, "yes", text=text)
    assert CANARY not in json.dumps([typed, beside])


def test_the_state_does_not_grow_with_the_number_of_turns(rehearsal: Rehearsal) -> None:
    first = state = rehearsal.begin()
    for _ in range(60):
        _, state = rehearsal.turn(state, text="why do you ask that?")
    assert state == first


def test_the_tracker_of_a_late_turn_is_as_short_as_that_of_an_early_one(rehearsal: Rehearsal) -> None:
    async def events(state: dict[str, object]) -> int:
        with rehearsal.store.hold(state) as held:
            return len((await rehearsal.store.retrieve(held.id)).events)

    _, early = rehearsal.answer(rehearsal.begin(), "yes")
    late = early
    for _ in range(59):
        _, late = rehearsal.answer(late, "yes")
    assert len(late["slots"]["answers"]) == 60
    assert asyncio.run(events(late)) == asyncio.run(events(early))


def test_the_store_holds_nothing_between_turns(rehearsal: Rehearsal) -> None:
    rehearsal.begin()
    assert asyncio.run(rehearsal.store.keys()) == []


def test_an_action_that_fails_fails_the_turn_by_type_and_place_without_its_words(rehearsal: Rehearsal) -> None:
    with pytest.raises(EngineError) as failure:
        rehearsal.answer(rehearsal.begin(), "fail", text=CANARY)
    assert "validate_intake_form failed: ValueError in _store" in str(failure.value)
    assert CANARY not in repr(failure.value)
    assert failure.value.__context__ is None
    assert asyncio.run(rehearsal.store.keys()) == []


def test_turns_taken_at_the_same_time_do_not_meet(rehearsal: Rehearsal) -> None:
    async def many() -> list[object]:
        begun = rehearsal.begin_state
        answers = [
            turn(rehearsal.agent, rehearsal.store, begun, intent="answer", entities=[{"entity": "answer", "value": n}])
            for n in range(20)
        ]
        return [state["slots"]["answers"]["question_0"] for _, state in await asyncio.gather(*answers)]

    rehearsal.begin_state = rehearsal.begin()
    assert asyncio.run(many()) == list(range(20))
